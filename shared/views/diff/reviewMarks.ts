import type { DiffFile } from '../diffTree';

/**
 * Which changes a person has reviewed: for a path and what it was before, a short digest of what it had become. So a mark holds as long
 * as exactly that change stands, and what a turn changed is marked apart from what all of them did.
 */
export type ReviewMarks = Readonly<Record<string, string>>;

/** `changed`: reviewed, and something else stands there since. */
export type ReviewStanding = 'reviewed' | 'changed' | 'open';

/** Marks that are kept of one thread, the oldest go first: twice the largest change that the list is made for. */
const MOST_MARKS = 10_000;

export function standingOf(marks: ReviewMarks, file: Pick<DiffFile, 'path' | 'was' | 'is'>): ReviewStanding {
  const marked = marks[keyOf(file)];
  if (marked === undefined) return 'open';
  return marked === contentOf(file.is) ? 'reviewed' : 'changed';
}

export function withMark(marks: ReviewMarks, file: Pick<DiffFile, 'path' | 'was' | 'is'>, reviewed: boolean): ReviewMarks {
  const key = keyOf(file);
  const { [key]: _before, ...others } = marks;
  if (!reviewed) return others;
  const kept = Object.entries(others).slice(-(MOST_MARKS - 1));
  return { ...Object.fromEntries(kept), [key]: contentOf(file.is) };
}

export function reviewedCount(marks: ReviewMarks, files: readonly DiffFile[]): number {
  return files.filter((file) => standingOf(marks, file) === 'reviewed').length;
}

/** The next file that is still to be reviewed, from `path` on and then from the top; null where all are. */
export function nextToReview(marks: ReviewMarks, files: readonly DiffFile[], path: string): string | null {
  const at = files.findIndex((file) => file.path === path);
  const order = [...files.slice(at + 1), ...files.slice(0, Math.max(0, at))];
  return order.find((file) => standingOf(marks, file) !== 'reviewed')?.path ?? null;
}

/** What was remembered, where it reads as it was written. */
export function readMarks(value: unknown): ReviewMarks {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Twelve digits of a content's hash tell it from every other of its path; the mode belongs to it. */
const HASH_DIGITS = 12;

function contentOf(named: string | null): string {
  if (named === null) return '-';
  const [mode = '', hash = ''] = named.split(' ');
  return `${mode} ${hash.slice(0, HASH_DIGITS)}`;
}

/** A letter first: an object keeps its keys in the order they came, but for those that are numbers. */
function keyOf({ path, was }: Pick<DiffFile, 'path' | 'was'>): string {
  return `p ${path} ${contentOf(was)}`;
}
