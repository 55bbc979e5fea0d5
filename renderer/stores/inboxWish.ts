import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { go } from './navigation';

/** A wish to see what a thread asks, from wherever it was named: one row by its key, or the thread's first. The inbox takes it, once. */
export type RowWish = { readonly row: string } | { readonly thread: string };

const wishStore = createStore<{ readonly wish: RowWish | undefined }>(() => ({ wish: undefined }));

/** Goes to the inbox, which puts the focus on the row. */
export function wishRow(wish: RowWish): void {
  wishStore.setState({ wish });
  go({ name: 'inbox' });
}

export function useRowWish(): RowWish | undefined {
  return useStore(wishStore, ({ wish }) => wish);
}

/** It is fulfilled, or what it was for waits no more. A newer one stays. */
export function endRowWish(wish: RowWish): void {
  if (wishStore.getState().wish === wish) wishStore.setState({ wish: undefined });
}
