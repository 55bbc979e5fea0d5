import type { ThreadRow } from '../../shared/views/threadRow';

/** Puts one row into the list: in its place where it stands already, first where it is new. Older news change nothing. */
export function withRow(rows: readonly ThreadRow[], row: ThreadRow): readonly ThreadRow[] {
  const index = rows.findIndex((known) => known.thread === row.thread);
  const known = rows[index];
  if (!known) return [row, ...rows];
  return known.updatedAt > row.updatedAt ? rows : rows.with(index, row);
}

/** The list as main tells it, and rows that were pushed while it was on its way. */
export function withList(pushed: readonly ThreadRow[], list: readonly ThreadRow[]): readonly ThreadRow[] {
  return pushed.toReversed().reduce(withRow, list);
}
