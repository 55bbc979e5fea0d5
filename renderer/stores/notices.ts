import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Push } from '../../shared/ipc/push';
import { call, onPush, type Wire } from '../bridge/bridge';

export type WindowNotice = Omit<Extract<Push, { type: 'notice' }>, 'type'>;

/** More than this at once hides what one works on; the inbox has them all. */
const MOST_SHOWN = 4;

export interface NoticeStore extends StoreApi<{ readonly shown: readonly WindowNotice[] }> {
  dismiss(id: string): void;
}

/** What happened elsewhere, until it is over or put away. */
export function createNotices(wire: Wire): NoticeStore {
  const store = createStore<{ readonly shown: readonly WindowNotice[] }>(() => ({ shown: [] }));
  const dismiss = (id: string) => store.setState(({ shown }) => ({ shown: shown.filter((notice) => notice.id !== id) }));
  wire.onPush((push) => {
    if (push.type === 'noticeOver') dismiss(push.id);
    if (push.type !== 'notice') return;
    const { type: _, ...notice } = push;
    store.setState(({ shown }) => ({ shown: [...shown, notice].slice(-MOST_SHOWN) }));
  });
  return Object.assign(store, { dismiss });
}

export const notices = createNotices({ call, onPush });

export function useNotices(): readonly WindowNotice[] {
  return useStore(notices, ({ shown }) => shown);
}
