import { go } from './navigation';
import { createWish } from './wish';

/** A wish to see what a thread asks: one row of the inbox by its key, or the thread's first. */
export type RowWish = { readonly row: string } | { readonly thread: string };

const rows = createWish<RowWish>();

/** Goes to the inbox, which puts the focus on the row. */
export function wishRow(wish: RowWish): void {
  rows.make(wish);
  go({ name: 'inbox' });
}

export function useRowWish(): RowWish | undefined {
  return rows.use();
}

export const endRowWish = rows.end;
