import type { AnsweredPage, AnsweredRow, AnswerPlace } from './answered';

/** The newest answers as far as they were read; `next` is where older ones go on. */
export interface AnsweredList {
  readonly rows: readonly AnsweredRow[];
  readonly total: number;
  readonly next: AnswerPlace | null;
}

/** The newest page, read again: what was read beyond it stays, unless so many came meanwhile that something lies between. */
export function withNewest(known: AnsweredList | null, page: AnsweredPage): AnsweredList {
  const last = page.rows.at(-1);
  const at = last && known ? known.rows.findIndex((row) => isSame(row, last)) : -1;
  if (!known || at < 0) return page;
  const older = known.rows.slice(at + 1);
  return { rows: [...page.rows, ...older], total: page.total, next: older.length > 0 ? known.next : page.next };
}

/** The page that follows what is known. */
export function withOlder(known: AnsweredList, page: AnsweredPage): AnsweredList {
  return { rows: [...known.rows, ...page.rows], total: page.total, next: page.next };
}

export function isSame(a: AnswerPlace, b: AnswerPlace): boolean {
  return a.thread === b.thread && a.seq === b.seq;
}
