import type { Terminal } from '@xterm/headless';
import { drawCursor } from './drawCursor';
import { drawRows } from './drawRows';
import { drawModes, drawOwnState, drawSaved, moveTo } from './drawState';
import { type Cell, insidesOf, type Screen } from './insides';
import { Pen } from './pen';

/** What xterm's own reset leaves as it was: a sequence half read, a hidden cursor, and what a line feed does. */
const BEGIN = '\u0018\u001b[?25h\u001b[20l';

const TO_OTHER_SCREEN = '\u001b[?47h';
const BACK = '\u001b[?47l';
const HOME = '\u001b[H';

/**
 * A terminal's screens, scrollback and state as sequences that bring a new or reset terminal of its size to the same, so that what comes next
 * is drawn on both alike. (The serialize addon keeps what is seen but not, among others, the scroll region, tab stops, saved cursors,
 * links, underline styles and a wrap that is due.) Colours that a program gave itself are `Palette`'s. Left out is that the first line
 * kept continues one that is gone; what no sequence brings about again is named in `beyondDrawing`, for the test.
 */
export function screenText(terminal: Terminal): string {
  const insides = insidesOf(terminal);
  const { _bufferService: size, _inputHandler } = insides;
  const { normal, alt, active } = size.buffers;
  const cell = terminal.buffer.active.getNullCell() as unknown as Cell;
  const pen = new Pen(insides._oscLinkService);
  const parts = [
    BEGIN,
    active === normal ? otherSaved(drawSaved(alt, size, pen)) : '',
    drawRows(normal, size.cols, cell, pen),
    drawOwnState(normal, size, pen),
  ];
  if (active === alt)
    parts.push(leftAt(normal, size), TO_OTHER_SCREEN, HOME, drawRows(alt, size.cols, cell, pen), drawOwnState(alt, size, pen));
  const title = _inputHandler._windowTitle;
  parts.push(title === '' ? '' : `\u001b]2;${title}\u001b\\`, drawModes(insides), drawCursor(insides, cell, pen));
  parts.push(INSIDE[_inputHandler._parser.currentState] ?? '');
  return parts.join('');
}

/**
 * By the parser's state, what leads into a sequence of the same kind that does nothing: where one is too long to be held back, its rest
 * follows, and must not be taken for text.
 */
const INSIDE: readonly string[] = [
  ...['', '\u001b', '\u001b ', '\u001b[0?', '\u001b[0?', '\u001b[0?', '\u001b[0?', '\u001b_', '\u001b]999;'],
  ...Array.from({ length: 5 }, () => '\u001bP0?'),
];

/** Where the cursor was when the screen was left: another number of rows takes lines away, or brings them back, around that. */
function leftAt({ x, y }: Screen, { cols }: { readonly cols: number }): string {
  return moveTo(Math.min(x, cols - 1), y);
}

/** What the other screen has saved stays while it is left. */
function otherSaved(saved: string): string {
  return saved === '' ? '' : `${TO_OTHER_SCREEN}${saved}${BACK}${HOME}`;
}
