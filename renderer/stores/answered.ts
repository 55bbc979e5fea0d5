import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnsweredPage } from '../../shared/views/answered';
import { withNewest, withOlder } from '../../shared/views/answeredList';
import type { ThreadRow } from '../../shared/views/threadRow';
import { call, type Wire } from '../bridge/bridge';
import { useThreadRows } from './threads';

export interface AnsweredState {
  /** Null until they were read once. */
  readonly list: AnsweredPage | null;
  /** The sentence of the last try that failed; what was read before stays. */
  readonly fault: string | null;
  readonly readingOlder: boolean;
}

/** What people have answered over all threads, read a page at a time and only while somebody looks at the inbox. */
export interface AnsweredStore extends StoreApi<AnsweredState> {
  /** Reads the newest ones; asked for while it reads, it reads once more. */
  refresh(): Promise<void>;
  readOlder(): Promise<void>;
}

export function createAnswered(wire: Pick<Wire, 'call'>): AnsweredStore {
  const store = createStore<AnsweredState>(() => ({ list: null, fault: null, readingOlder: false }));
  let reading = false;
  let again = false;
  const refresh = async (): Promise<void> => {
    again = reading;
    if (reading) return;
    reading = true;
    const answer = await wire.call('inbox/answered', {});
    reading = false;
    if (answer.ok) store.setState(({ list }) => ({ list: withNewest(list, answer.value), fault: null }));
    else store.setState({ fault: answer.error.message });
    if (again) await refresh();
  };
  const readOlder = async (): Promise<void> => {
    const { list, readingOlder } = store.getState();
    if (!list?.next || readingOlder) return;
    const after = list.next;
    store.setState({ readingOlder: true });
    const answer = await wire.call('inbox/answered', { after });
    store.setState((now) => {
      if (!answer.ok) return { readingOlder: false, fault: answer.error.message };
      // Begun anew meanwhile, the list goes on from elsewhere.
      const follows = now.list?.next === after;
      return { readingOlder: false, fault: null, list: now.list && follows ? withOlder(now.list, answer.value) : now.list };
    });
  };
  return Object.assign(store, { refresh, readOlder });
}

const answeredStore = createAnswered({ call });

export const { readOlder, refresh: readAnswered } = answeredStore;

/** The answers, read when somebody begins to look and whenever one may have come. */
export function useAnswered(): AnsweredState {
  const rows = useThreadRows();
  const asked = useMemo(() => rows.map(whatItAsks).join('\n'), [rows]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: this is when to read again, not what.
  useEffect(() => {
    void answeredStore.refresh();
  }, [asked]);
  return useStore(answeredStore);
}

/** An answer leaves a question less, or another status. */
function whatItAsks({ thread, questions, status }: ThreadRow): string {
  return `${thread} ${questions} ${status}`;
}
