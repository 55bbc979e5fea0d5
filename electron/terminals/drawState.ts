import { oneCharset } from './charsets';
import type { Insides, Screen } from './insides';
import type { Pen } from './pen';

/** xterm's own, every so many columns. */
const TAB_WIDTH = 8;

interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** Moves the cursor; from the top left, in cells. */
export function moveTo(x: number, y: number): string {
  return `\u001b[${y + 1};${x + 1}H`;
}

/** Tab stops, the saved cursor and the scroll region: each screen has its own. The cursor ends anywhere. */
export function drawOwnState(screen: Screen, size: Size, pen: Pen): string {
  return drawTabs(screen, size.cols) + drawSaved(screen, size, pen) + drawRegion(screen, size.rows);
}

function drawTabs({ tabs }: Screen, cols: number): string {
  const columns = Array.from({ length: cols }, (_, x) => x);
  if (columns.every((x) => (tabs[x] === true) === (x % TAB_WIDTH === 0))) return '';
  return `\u001b[3g${columns.map((x) => (tabs[x] ? `\u001b[${x + 1}G\u001bH` : '')).join('')}`;
}

function drawRegion({ scrollTop, scrollBottom }: Screen, rows: number): string {
  return scrollTop === 0 && scrollBottom === rows - 1 ? '' : `\u001b[${scrollTop + 1};${scrollBottom + 1}r`;
}

function hasSaved({ savedX, savedY, savedCharset, savedCurAttrData: { fg, bg } }: Screen): boolean {
  return savedX !== 0 || savedY !== 0 || savedCharset !== undefined || fg !== 0 || bg !== 0;
}

/** The pen is up afterwards, and the first slot holds ASCII. */
export function drawSaved(screen: Screen, { cols, rows }: Size, pen: Pen): string {
  if (!hasSaved(screen) && !pen.hasSaved) return '';
  const x = Math.min(screen.savedX, cols - 1);
  const y = Math.min(Math.max(screen.savedY - screen.ybase, 0), rows - 1);
  const place = `${pen.takeFlags(screen.savedCurAttrData)}${moveTo(x, y)}`;
  const charset = screen.savedCharset;
  pen.hasSaved = false;
  if (charset === undefined) return `${place}\u001b7${pen.lift()}`;
  return `${place}${oneCharset(charset)}\u001b7${oneCharset(undefined)}${pen.lift()}`;
}

/** Everything that is either on or off, but for what moves the cursor or changes how this drawing would be read. */
export function drawModes({ coreService, coreMouseService, optionsService }: Insides): string {
  const modes = coreService.decPrivateModes;
  return [
    modes.applicationCursorKeys ? '\u001b[?1h' : '',
    modes.applicationKeypad ? '\u001b[?66h' : '',
    modes.bracketedPasteMode ? '\u001b[?2004h' : '',
    modes.reverseWraparound ? '\u001b[?45h' : '',
    modes.sendFocus ? '\u001b[?1004h' : '',
    coreService.isCursorHidden ? '\u001b[?25l' : '',
    optionsService.rawOptions.convertEol ? '\u001b[20h' : '',
    optionsService.rawOptions.cursorBlink ? '\u001b[?12h' : '',
    cursorStyle(modes),
    MOUSE[coreMouseService.activeProtocol] ?? '',
    MOUSE_ENCODING[coreMouseService.activeEncoding] ?? '',
    modes.synchronizedOutput ? '\u001b[?2026h' : '',
  ].join('');
}

const MOUSE: Readonly<Record<string, string>> = {
  X10: '\u001b[?9h',
  VT200: '\u001b[?1000h',
  DRAG: '\u001b[?1002h',
  ANY: '\u001b[?1003h',
};

const MOUSE_ENCODING: Readonly<Record<string, string>> = { SGR: '\u001b[?1006h', SGR_PIXELS: '\u001b[?1016h' };

const CURSOR_STYLES = { block: 2, underline: 4, bar: 6 } as const;

function cursorStyle({ cursorStyle: style, cursorBlink }: Insides['coreService']['decPrivateModes']): string {
  if (style === undefined) return '';
  return `\u001b[${CURSOR_STYLES[style] - (cursorBlink ? 1 : 0)} q`;
}

/** What changes how this drawing itself would be read comes last; origin mode takes the cursor to its corner. */
export function drawLateModes({ coreService }: Insides): string {
  return [
    coreService.decPrivateModes.origin ? '\u001b[?6h' : '',
    coreService.modes.insertMode ? '\u001b[4h' : '',
    coreService.decPrivateModes.wraparound ? '' : '\u001b[?7l',
  ].join('');
}
