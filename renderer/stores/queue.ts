import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { QueuePlace, QueueView } from '../../shared/views/queue';
import { call, onPush, type Wire } from '../bridge/bridge';

/** Who waits for a free place: as main has it now, whole with every push. */
export function createQueue(wire: Wire): StoreApi<QueueView> & { load(): Promise<void> } {
  const store = createStore<QueueView>(() => ({}));
  let pushed = false;
  wire.onPush((push) => {
    if (push.type !== 'queue') return;
    pushed = true;
    store.setState(push.queue, true);
  });
  const load = async () => {
    const answer = await wire.call('threads/queue', {});
    // A push that came meanwhile is newer than the answer.
    if (answer.ok && !pushed) store.setState(answer.value, true);
  };
  return Object.assign(store, { load });
}

export const queue = createQueue({ call, onPush });

/** The thread's place in the line, while it waits for one. */
export function useQueuePlace(thread: string): QueuePlace | undefined {
  return useStore(queue, (view) => view[thread]);
}
