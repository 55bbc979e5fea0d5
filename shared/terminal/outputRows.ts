/**
 * A stored output as a reader sees it: rows of plain text. A line is one row, or several where it is long: no window draws a line of a
 * million characters.
 */
export interface OutputRow {
  /** Counted from 1. */
  readonly line: number;
  /** Whether it goes on with the line of the row before it. */
  readonly goesOn: boolean;
  readonly text: string;
}

/** Where something was found; row and column count from 0, column and length in UTF-16 units of the row's text. */
export interface OutputMatch {
  readonly row: number;
  readonly column: number;
  readonly length: number;
  /** Counted from 1. */
  readonly line: number;
  /** What stands around it on its line, bounded. */
  readonly words: string;
}

/** Between two characters of an output: columns as in {@link OutputMatch}. */
export interface OutputPoint {
  readonly row: number;
  readonly column: number;
}

/** A place in a stored output where a line begins, or a piece of one that is too long: reading can begin there. */
export interface OutputPlace {
  /** In bytes. */
  readonly offset: number;
  readonly row: number;
  readonly line: number;
  readonly goesOn: boolean;
}

export const OUTPUT_START: OutputPlace = { offset: 0, row: 0, line: 1, goesOn: false };

/** Units of one row: some twenty screens wide, which a window still draws at once. */
export const ROW_UNITS = 2_000;

/** The rows of one plain line: at least one, none cut inside a character outside the basic plane. */
export function rowsOf(line: string): readonly string[] {
  if (line.length <= ROW_UNITS) return [line];
  const rows: string[] = [];
  for (let from = 0; from < line.length; ) {
    const to = rowEnd(line, from);
    rows.push(line.slice(from, to));
    from = to;
  }
  return rows;
}

/** The point of a column of a plain line whose first row is `row`. */
export function pointOn(line: string, row: number, column: number): OutputPoint {
  if (line.length <= ROW_UNITS) return { row, column };
  let start = 0;
  let at = row;
  for (let end = rowEnd(line, start); end <= column && end < line.length; end = rowEnd(line, start)) {
    start = end;
    at += 1;
  }
  return { row: at, column: column - start };
}

function rowEnd(line: string, from: number): number {
  const to = Math.min(from + ROW_UNITS, line.length);
  return to < line.length && isLowSurrogate(line.charCodeAt(to)) && to - 1 > from ? to - 1 : to;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
