import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { endRowWish, type RowWish, useRowWish } from '../../stores/inboxWish';
import { outbox } from '../../stores/outbox';
import { askedKey } from './askedKey';

/**
 * The row that the keys mean: the one that had the focus last, or the one that stands in its place once it is gone. The focus goes
 * there too where it went down with the row, and to the list itself after the last.
 */
export function useCurrentRow(rows: readonly InboxRow[], list: RefObject<HTMLElement | null>) {
  const [chosen, choose] = useState<string>();
  const place = useRef(0);
  const latest = useRef(rows);
  const at = rows.findIndex((row) => row.key === chosen);
  const current = rows[at < 0 ? Math.min(place.current, rows.length - 1) : at];
  const lost = chosen !== undefined && at < 0;

  useEffect(() => {
    latest.current = rows;
    if (at >= 0) place.current = at;
    if (lost && document.activeElement === document.body) (rowOf(current) ?? list.current)?.focus();
  }, [rows, at, lost, current, list]);

  useWish(rows);

  /** The next row that asks takes the focus, so that one key after the other answers; after the last the row keeps it. */
  const advance = useCallback((key: string) => {
    const all = latest.current;
    const from = all.findIndex((row) => row.key === key);
    const { leaving } = outbox.store.getState();
    const next = [...all.slice(from + 1), ...all.slice(0, Math.max(0, from))].find((row) => !leaving.has(askedKey(row)));
    (rowOf(next) ?? rowOf(all[from]))?.focus();
  }, []);

  return { current: current?.key, choose, advance };
}

/** Somebody named a row from elsewhere: it takes the focus once it is there. Whoever leaves the inbox does not wish for it any more. */
function useWish(rows: readonly InboxRow[]): void {
  const wish = useRowWish();
  useEffect(() => () => (wish ? endRowWish(wish) : undefined), [wish]);
  useEffect(() => {
    if (!wish) return;
    const element = rowOf(rowMeant(rows, wish));
    if (!element) return;
    endRowWish(wish);
    element.focus();
    element.scrollIntoView({ block: 'nearest' });
  }, [wish, rows]);
}

/** The row that a wish names. */
export function rowMeant(rows: readonly InboxRow[], wish: RowWish): InboxRow | undefined {
  return rows.find((row) => ('row' in wish ? row.key === wish.row : row.thread === wish.thread));
}

function rowOf(row: InboxRow | undefined): HTMLElement | null {
  return row ? document.querySelector<HTMLElement>(`article[data-asked="${CSS.escape(askedKey(row))}"]`) : null;
}
