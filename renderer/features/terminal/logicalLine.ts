import type { IBuffer, IBufferRange } from '@xterm/xterm';

/** A line as a program printed it, which may stand on several rows. */
export interface LogicalLine {
  readonly text: string;
  /** The cells of a part of the text, counted from 1, the last one included. */
  range(from: number, to: number): IBufferRange;
}

/** Rows looked at above and below: a longer line is looked at in part. */
const MAX_ROWS = 12;

/** The line that row `y` of the buffer, counted from 0, belongs to; undefined where there is no such row. */
export function logicalLine(buffer: IBuffer, y: number): LogicalLine | undefined {
  if (!buffer.getLine(y)) return undefined;
  let first = y;
  while (y - first < MAX_ROWS && buffer.getLine(first)?.isWrapped) first -= 1;
  const cells: { readonly x: number; readonly y: number; readonly width: number }[] = [];
  let text = '';
  for (let row = first; row === first || (row - y < MAX_ROWS && buffer.getLine(row)?.isWrapped); row += 1) {
    const line = buffer.getLine(row);
    for (let x = 0; line && x < line.length; x += 1) {
      const cell = line.getCell(x);
      const width = cell?.getWidth() ?? 0;
      // The second half of a wide character holds nothing.
      if (!cell || width === 0) continue;
      const characters = cell.getChars() || ' ';
      for (let n = 0; n < characters.length; n += 1) cells.push({ x: x + 1, y: row + 1, width });
      text += characters;
    }
  }
  const at = (index: number) => cells[Math.min(index, cells.length - 1)] ?? { x: 1, y: first + 1, width: 1 };
  const range = (from: number, to: number): IBufferRange => {
    const [start, end] = [at(from), at(to - 1)];
    return { start: { x: start.x, y: start.y }, end: { x: end.x + end.width - 1, y: end.y } };
  };
  return { text, range };
}
