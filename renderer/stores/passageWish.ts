import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { go } from './navigation';

/** A wish to see one place of a thread's conversation. `seq` is the number of its event. */
export interface PassageWish {
  readonly thread: string;
  readonly seq: number;
}

const wishStore = createStore<{ readonly wish: PassageWish | undefined }>(() => ({ wish: undefined }));

/** Goes to the thread's conversation, which shows the row there and marks it. */
export function wishPassage(wish: PassageWish): void {
  wishStore.setState({ wish });
  go({ name: 'thread', thread: wish.thread, tab: 'live' });
}

/** The wish that waits for this thread's conversation. */
export function usePassageWish(thread: string): PassageWish | undefined {
  return useStore(wishStore, ({ wish }) => (wish?.thread === thread ? wish : undefined));
}

/** It is fulfilled, or what it was for cannot be shown. A newer one stays. */
export function endPassageWish(wish: PassageWish): void {
  if (wishStore.getState().wish === wish) wishStore.setState({ wish: undefined });
}
