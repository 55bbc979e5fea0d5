import type { Cell, Line, Screen } from './insides';
import type { Pen } from './pen';

/** The bits of a background that erasing keeps. */
const ERASED = 0x3ffffff;

/** Two columns wide in every version of Unicode: what is put where a cell can only be made by breaking such a character. */
const WIDE = '一';

/** Ends what a following character could join, and does nothing else. */
const NO_JOIN = '\0';

/** From here on characters may join the one before them; the soft hyphen is the first. */
const FIRST_JOINING = 0xad;

/**
 * Draws all lines of a screen, the scrollback first, on an empty one of its size whose cursor is at the top left, wraps as by default
 * and replaces what it prints on. Ends somewhere on the last line, with an empty pen.
 */
export function drawRows(screen: Screen, cols: number, cell: Cell, pen: Pen): string {
  const parts: string[] = [];
  const { lines } = screen;
  for (let y = 0; y < lines.length; y += 1) {
    const line = lines.get(y);
    if (line) parts.push(drawRow(line, { cols, cell, pen, next: y + 1 < lines.length ? lines.get(y + 1) : undefined }));
  }
  return parts.join('');
}

interface Drawing {
  readonly cols: number;
  /** To be filled anew for each cell. */
  readonly cell: Cell;
  readonly pen: Pen;
}

function drawRow(line: Line, row: Drawing & { readonly next: Line | undefined }): string {
  const { next, pen } = row;
  const first = next?.isWrapped ? '' : drawBrokenEnd(line, row);
  const cells = drawCells(line, row);
  if (next === undefined) return first + cells + pen.lift();
  return next.isWrapped ? cells + wrap(line, row) : `${first}${cells}${pen.lift()}\r\n`;
}

function drawCells(line: Line, row: Drawing): string {
  const { cols, cell, pen } = row;
  let out = '';
  let at = 0;
  for (let x = 0; x < cols; ) {
    line.loadCell(x, cell);
    const chars = cell.getChars();
    if (chars === '') {
      const run = isErased(cell) ? erasedRun(line, x, row) : 1;
      const drawn = drawEmpty(x, run, row);
      if (drawn !== '') out += forward(x - at) + drawn;
      if (drawn !== '') at = x;
      x += run;
      continue;
    }
    const width = Math.max(1, cell.getWidth());
    // Half a wide character, cut by a narrower window, is not drawn by anyone.
    if (x + width <= cols) out += forward(x - at) + pen.take(cell) + joined(chars);
    x += width;
    at = x;
  }
  return out;
}

/** How many cells from here on are empty with the same background; leaves the first of them in `cell`. */
function erasedRun(line: Line, from: number, { cols, cell }: Drawing): number {
  const { bg } = cell;
  let end = from + 1;
  while (end < cols && line.loadCell(end, cell).getChars() === '' && isErased(cell) && cell.bg === bg) end += 1;
  line.loadCell(from, cell);
  return end - from;
}

/** Empty cells that are not as new ones are; the cursor stays on the first. */
function drawEmpty(x: number, run: number, { cols, cell, pen }: Drawing): string {
  if (cell.getWidth() === 0 || (cell.fg === 0 && cell.bg === 0)) return '';
  if (isErased(cell)) return `${pen.take(cell)}\u001b[${run}X`;
  // The end of a line is drawn by itself.
  return x === cols - 1 ? '' : `${breakWide(x, { cell, pen })}\u001b[D`;
}

/** Leaves an empty cell with all the attributes of a character, which only half of a wide one does. Ends one column on, erased. */
function breakWide(x: number, { cell, pen }: Pick<Drawing, 'cell' | 'pen'>): string {
  const column = `\u001b[${x + 2}G`;
  return `${pen.take(cell)}${WIDE}${column}x${column}${pen.lift()}\u001b[X`;
}

/** The last cell of a line, where it is half of a wide character's leavings and the line does not wrap; ends at the beginning. */
function drawBrokenEnd(line: Line, { cols, cell, pen }: Drawing): string {
  line.loadCell(cols - 1, cell);
  if (cell.getChars() !== '' || cell.getWidth() === 0 || isErased(cell)) return '';
  const column = `\u001b[${cols - 1}G`;
  return `${column}${pen.take(cell)}${WIDE}${column}x${pen.lift()}${column}\u001b[X\r`;
}

/** From the end of a line on to the next, which is marked as its continuation, empty. */
function wrap(line: Line, { cols, cell, pen }: Drawing): string {
  line.loadCell(cols - 1, cell);
  if (cell.getChars() !== '' || cell.getWidth() === 0) return `${pen.lift()} \r\u001b[X`;
  // A wide character that does not fit leaves the last cell empty, with its attributes.
  return `\u001b[${cols}G${pen.take(cell)}${WIDE}${pen.lift()}\r\u001b[${cols}X`;
}

/** Erasing leaves the colour of the background, and nothing else. */
function isErased({ fg, bg }: Cell): boolean {
  return fg === 0 && (bg & ~ERASED) === 0;
}

function joined(chars: string): string {
  return (chars.codePointAt(0) ?? 0) >= FIRST_JOINING ? NO_JOIN + chars : chars;
}

function forward(columns: number): string {
  return columns <= 0 ? '' : `\u001b[${columns}C`;
}
