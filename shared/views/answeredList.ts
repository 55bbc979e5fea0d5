import type { AnsweredPage, AnswerPlace } from './answered';

/** The newest page, read again: what was read beyond it stays, unless so many came meanwhile that something lies between. */
export function withNewest(known: AnsweredPage | null, page: AnsweredPage): AnsweredPage {
  const last = page.rows.at(-1);
  const at = last && known ? known.rows.findIndex((row) => isSame(row, last)) : -1;
  if (!known || at < 0) return page;
  const older = known.rows.slice(at + 1);
  return { rows: [...page.rows, ...older], total: page.total, next: older.length > 0 ? known.next : page.next };
}

/** The page that follows what is known. */
export function withOlder(known: AnsweredPage, page: AnsweredPage): AnsweredPage {
  return { rows: [...known.rows, ...page.rows], total: page.total, next: page.next };
}

export function isSame(a: AnswerPlace, b: AnswerPlace): boolean {
  return a.thread === b.thread && a.seq === b.seq;
}
