import { chooseCharsets } from './charsets';
import { drawLateModes, moveTo } from './drawState';
import type { Cell, Insides, Screen } from './insides';
import type { Pen } from './pen';

interface Behind {
  readonly chars: string;
  readonly width: number;
  readonly look: Cell;
  readonly isThere: boolean;
}

/**
 * The cursor as the next byte must find it: its place, its look, the sets of characters, and the two things that only printing makes:
 * that the next character wraps, and that it may join the one before.
 */
export function drawCursor(insides: Insides, cell: Cell, pen: Pen): string {
  const { active } = insides._bufferService.buffers;
  const wraps = active.x >= insides._bufferService.cols;
  const behind = behindCursor(active, cell);
  const { _parser, _curAttrData } = insides._inputHandler;
  // A wide character that does not fit, where nothing wraps, is not printed and joins all the same: then it is not what stands there.
  const joins = _parser.precedingJoinState !== 0 && behind.isThere && pen.isOf(behind.look, _curAttrData);
  const room = `${place(insides, active.x - behind.width)}${makeRoom(insides, behind)}`;
  if (wraps && !joins) {
    const printed = drawLateModes(insides) + pen.take(behind.look) + room + behind.chars + NO_JOIN;
    return printed + charsetsOf(insides) + pen.takeWhole(_curAttrData);
  }
  // With the sets of characters chosen first: what was printed with them is printed again.
  const state = drawLook(insides, pen) + drawLateModes(insides);
  return state + (joins ? `${room}${asTyped(behind.chars, insides)}` : place(insides, active.x));
}

/** The cursor's look and the sets of characters; where it stands afterwards is open. */
function drawLook(insides: Insides, pen: Pen): string {
  const { savedCharset, savedCurAttrData: saved } = insides._bufferService.buffers.active;
  const look = insides._inputHandler._curAttrData;
  const { charset, glevel, _charsets } = insides._charsetService;
  // Restoring a cursor puts its set in use without choosing it for a slot, and takes its colours without its underline.
  const restoredSet = charset !== _charsets[glevel] && charset === savedCharset;
  const restoredLook = pen.isMixed(look) && look.fg === saved.fg && look.bg === saved.bg;
  if (!restoredSet && !restoredLook) return charsetsOf(insides) + pen.takeWhole(look);
  const restored = `${pen.takeRest(look)}${RESTORE}`;
  pen.restored(saved);
  const both = restoredSet ? charsetsOf(insides) + restored : restored + charsetsOf(insides);
  return restoredLook ? both : both + pen.takeWhole(look);
}

const RESTORE = '\u001b8';

/** Ends what a following character could join, and does nothing else. */
const NO_JOIN = '\0';

function charsetsOf({ _charsetService }: Insides): string {
  return chooseCharsets(_charsetService._charsets, _charsetService.glevel);
}

/** What was printed for it: a set of characters may turn one letter into another that it would turn into a third. */
function asTyped(chars: string, { _charsetService: { charset = {} } }: Insides): string {
  return Object.entries(charset).find(([, shown]) => shown === chars)?.[0] ?? chars;
}

/** What stands before the cursor; a blank where there is nothing. */
function behindCursor({ lines, ybase, x, y }: Screen, cell: Cell): Behind {
  const line = lines.get(ybase + y);
  for (const width of [1, 2]) {
    if (!line || width > x) break;
    line.loadCell(x - width, cell);
    if (cell.getChars() !== '') return { chars: cell.getChars(), width, look: cell, isThere: true };
    if (cell.getWidth() !== 0) break;
  }
  if (x > 0) line?.loadCell(x - 1, cell);
  return { chars: ' ', width: Math.min(1, x), look: cell, isThere: false };
}

/** In origin mode places are told from the top of the scroll region. */
function place({ coreService, _bufferService }: Insides, x: number): string {
  const { y, scrollTop } = _bufferService.buffers.active;
  return moveTo(x, coreService.decPrivateModes.origin ? y - scrollTop : y);
}

/** Where printing inserts, the character to be printed again is taken out first. */
function makeRoom({ coreService }: Insides, { width }: Behind): string {
  return coreService.modes.insertMode ? `\u001b[${width}P` : '';
}
