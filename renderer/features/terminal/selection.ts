import type { OutputPoint } from '../../../shared/terminal/outputRows';

/** What is selected of an output, whether or not it is drawn. `to` null: to its end. */
export interface Selection {
  readonly from: OutputPoint;
  readonly to: OutputPoint | null;
}

export const ALL: Selection = { from: { row: 0, column: 0 }, to: null };

/** Between two points, whichever comes first; nothing where they are the same. */
export function drawn(one: OutputPoint, other: OutputPoint): Selection | undefined {
  if (one.row === other.row && one.column === other.column) return undefined;
  const before = one.row < other.row || (one.row === other.row && one.column < other.column);
  return before ? { from: one, to: other } : { from: other, to: one };
}

/** What a double click takes whole: names, numbers, paths and addresses. */
const WORD = /[\p{L}\p{M}\p{N}_.\-/\\:@~]+/gu;

export function wordAt(text: string, { row, column }: OutputPoint): Selection | undefined {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (index <= column && column <= index + word.length) {
      return { from: { row, column: index }, to: { row, column: index + word.length } };
    }
  }
  return undefined;
}

export function lineAt(text: string, row: number): Selection | undefined {
  return drawn({ row, column: 0 }, { row, column: text.length });
}

/** Which units of a row are selected. */
export function selectedIn(selection: Selection, row: number): { readonly from: number; readonly to: number } | undefined {
  const { from, to } = selection;
  if (row < from.row || (to !== null && row > to.row)) return undefined;
  return { from: row === from.row ? from.column : 0, to: to?.row === row ? to.column : Number.POSITIVE_INFINITY };
}
