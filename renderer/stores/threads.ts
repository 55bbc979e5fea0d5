import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ThreadRow } from '../../shared/views/threadRow';
import { call, onPush, type Wire } from '../bridge/bridge';
import { withList, withRow } from './rowsFold';

export interface ThreadList {
  readonly status:
    | { readonly name: 'loading' }
    | { readonly name: 'failed'; readonly message: string }
    | { readonly name: 'ready' };
  readonly rows: readonly ThreadRow[];
}

/** The list of threads, kept by 'row' pushes. */
export function createThreadList(wire: Wire): StoreApi<ThreadList> & { load(): Promise<void> } {
  const store = createStore<ThreadList>(() => ({ status: { name: 'loading' }, rows: [] }));
  wire.onPush((push) => {
    if (push.type === 'row') store.setState(({ rows }) => ({ rows: withRow(rows, push.row) }));
  });
  const load = async () => {
    store.setState({ status: { name: 'loading' } });
    const answer = await wire.call('threads/list', {});
    if (answer.ok) store.setState(({ rows }) => ({ status: { name: 'ready' }, rows: withList(rows, answer.value) }));
    else store.setState({ status: { name: 'failed', message: answer.error.message } });
  };
  return Object.assign(store, { load });
}

export const threadList = createThreadList({ call, onPush });

export function useThreadRows(): readonly ThreadRow[] {
  return useStore(threadList, (state) => state.rows);
}

export function useThreadListStatus(): ThreadList['status'] {
  return useStore(threadList, (state) => state.status);
}

export function useThreadRow(thread: string): ThreadRow | undefined {
  return useStore(threadList, (state) => state.rows.find((row) => row.thread === thread));
}
