/** One change of a file, by its lines after it: where lines were only removed, `to` is before `from`. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  /** The lines before it; where lines were only added, `oldTo` is before `oldFrom`. */
  readonly oldFrom: number;
  readonly oldTo: number;
}

/** Lines as an editor tells a change: an end of 0 says that there are none, and the start is then the line before. */
interface ToldChange {
  readonly originalStartLineNumber: number;
  readonly originalEndLineNumber: number;
  readonly modifiedStartLineNumber: number;
  readonly modifiedEndLineNumber: number;
}

export function hunkOf(told: ToldChange): Hunk {
  const [from, to] = span(told.modifiedStartLineNumber, told.modifiedEndLineNumber);
  const [oldFrom, oldTo] = span(told.originalStartLineNumber, told.originalEndLineNumber);
  return { from, to, oldFrom, oldTo };
}

function span(start: number, end: number): readonly [number, number] {
  return end === 0 ? [start + 1, start] : [start, end];
}

/** The hunk that a line after the change is in or behind; −1 before the first. */
export function hunkAt(hunks: readonly Hunk[], line: number): number {
  return hunks.findLastIndex((hunk) => Math.min(hunk.from, Math.max(hunk.to, 1)) <= line);
}

/** Where a step from hunk `at` of `count` leads: to another of the file, or out of it to the next or the one before. */
export function hunkStep(count: number, at: number, step: 1 | -1): number | 'next file' | 'previous file' {
  const target = at + step;
  if (target >= count) return 'next file';
  return target < 0 ? 'previous file' : target;
}

/** The line after the change at which a line of before it stands; one that was removed or replaced, the last line of what stands there. */
export function lineAfter(hunks: readonly Hunk[], line: number): number {
  const hunk = hunks.findLast(({ oldFrom }) => oldFrom <= line);
  if (!hunk) return line;
  return line <= hunk.oldTo ? hunk.to : line + hunk.to - hunk.oldTo;
}
