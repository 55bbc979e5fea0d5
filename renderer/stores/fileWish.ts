import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { go } from './navigation';

/** A wish to see a place in a file of the workspace, from wherever it was named. The thread's diff takes it, once. */
export interface FileWish {
  readonly thread: string;
  /** From the workspace's root. */
  readonly path: string;
  readonly line: number;
}

const wishStore = createStore<{ readonly wish: FileWish | undefined }>(() => ({ wish: undefined }));

/** Goes to the thread's diff, which shows the file there. */
export function wishFile(wish: FileWish): void {
  wishStore.setState({ wish });
  go({ name: 'thread', thread: wish.thread, tab: 'diff' });
}

/** The wish that waits for this thread's diff. */
export function useFileWish(thread: string): FileWish | undefined {
  return useStore(wishStore, ({ wish }) => (wish?.thread === thread ? wish : undefined));
}

/** It is fulfilled, or told that it cannot be. A newer one stays. */
export function endWish(wish: FileWish): void {
  if (wishStore.getState().wish === wish) wishStore.setState({ wish: undefined });
}
