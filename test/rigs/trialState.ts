import type { Terminal } from '@xterm/headless';
import { type Cell, type Insides, insidesOf, type Look, type Screen } from '../../electron/terminals/insides';
import { Pen } from '../../electron/terminals/pen';

/**
 * What no sequence brings about again, in words; nothing where a drawn screen must be the same to the last bit.
 */
export function beyondDrawing(terminal: Terminal): string {
  const insides = insidesOf(terminal);
  const { cols, buffers } = insides._bufferService;
  const { active, normal, alt } = buffers;
  const cell = terminal.buffer.active.getNullCell() as unknown as Cell;
  if ([normal, alt].some((screen) => hasHalves(screen, cols, cell))) return 'half a wide character, which a column was put into';
  const isOutside = active.y < active.scrollTop || active.y > active.scrollBottom;
  if (insides.coreService.decPrivateModes.origin && isOutside) return 'a cursor outside the region that its places are told from';
  const { charset, glevel, _charsets } = insides._charsetService;
  const restoredSet = charset !== _charsets[glevel];
  const look = insides._inputHandler._curAttrData;
  const mixed = new Pen(insides._oscLinkService).isMixed(look);
  const { savedCurAttrData: saved, savedCharset } = active;
  const looks = [look, normal.savedCurAttrData, alt.savedCurAttrData];
  if (looks.some((one) => isUnstyled(one, one === look)) || [normal, alt].some((screen) => hasUnstyled(screen, cols, cell))) {
    return 'an underline that a restored cursor left without its style';
  }
  if (active.x > cols) return 'a cursor beyond the line';
  if (active.x === cols) {
    if (
      active.lines
        .get(active.ybase + active.y)
        ?.loadCell(cols - 1, cell)
        .getChars() === '' &&
      cell.getWidth() === 1
    ) {
      return 'a wrap that is due after a cell that was erased meanwhile';
    }
    if (restoredSet || mixed) return 'a wrap that is due with what a restored cursor brought';
  }
  if (restoredSet && charset !== savedCharset) return 'a set of characters from a cursor saved before the last';
  if (mixed && (look.fg !== saved.fg || look.bg !== saved.bg)) return 'colours changed after a restored cursor contradicted them';
  return '';
}

/** What no sequence brings about again and another number of columns or rows shows, in words; of a screen that `beyondDrawing` lets pass. */
export function beyondResizing(terminal: Terminal, cols: number): string {
  const insides = insidesOf(terminal);
  const { buffers, cols: before } = insides._bufferService;
  const screens = [buffers.normal, buffers.alt];
  if (screens.some(({ savedY, ybase }) => savedY < ybase)) return 'a saved cursor whose line has scrolled away';
  if (screens.some(({ savedX }) => savedX >= before)) return 'a saved cursor behind the last column';
  if (screens.some(({ tabs }) => tabs[before])) return 'a tab stop behind the last column';
  // It takes characters of several code points, links and underlines along from cells that they have left, too.
  const wraps = buffers.normal.lines;
  const wrapped = Array.from({ length: wraps.length }, (_, y) => wraps.get(y)?.isWrapped).some((is) => is);
  if (cols !== before && wrapped && hasMore(buffers.normal, terminal)) return 'what xterm makes of a line that it wraps anew';
  return '';
}

/** Cells with more than a character and its colours. */
function hasMore(screen: Screen, terminal: Terminal): boolean {
  const cell = terminal.buffer.active.getNullCell() as unknown as Cell;
  for (let y = 0; y < screen.lines.length; y += 1) {
    const line = screen.lines.get(y);
    for (let x = 0; x < (line?.length ?? 0); x += 1) {
      line?.loadCell(x, cell);
      if ([...cell.getChars()].length > 1 || (cell.bg & 0x10000000) !== 0) return true;
    }
  }
  return false;
}

/** A wide character without its second half, or the other way round. */
function hasHalves(screen: Screen, cols: number, cell: Cell): boolean {
  for (let y = 0; y < screen.lines.length; y += 1) {
    let owed = '';
    for (let x = 0; x < cols; x += 1) {
      screen.lines.get(y)?.loadCell(x, cell);
      const attributes = `${cell.fg},${cell.bg}`;
      const isSecond = cell.getWidth() === 0 && cell.getChars() === '';
      if (isSecond ? owed !== attributes : owed !== '') return true;
      owed = cell.getWidth() === 2 ? attributes : '';
    }
    if (owed !== '') return true;
    // Its last two cells are both what halves have left.
    const broken = [cols - 2, cols - 1].filter((x) => {
      screen.lines.get(y)?.loadCell(x, cell);
      return cell.getChars() === '' && cell.getWidth() === 1 && (cell.fg !== 0 || (cell.bg & ~0x3ffffff) !== 0);
    });
    if (broken.length === 2) return true;
  }
  return false;
}

function hasUnstyled(screen: Screen, cols: number, cell: Cell): boolean {
  for (let y = 0; y < screen.lines.length; y += 1) {
    for (let x = 0; x < cols; x += 1) {
      screen.lines.get(y)?.loadCell(x, cell);
      if (isUnstyled(cell, true)) return true;
    }
  }
  return false;
}

function isUnstyled({ fg, bg, extended }: Look, styled: boolean): boolean {
  if ((fg & 0x10000000) === 0) return false;
  return (bg & 0x10000000) === 0 || (styled && ((extended?._ext ?? 0) & 0x1c000000) === 0);
}

/** For tests: everything of a terminal that shapes what it shows now and later, as values that can be compared. */
export function stateOf(terminal: Terminal, options: { readonly links: boolean } = { links: true }) {
  const insides = options.links ? insidesOf(terminal) : withoutLinks(insidesOf(terminal));
  const { _bufferService: size, coreService, coreMouseService, _charsetService, _inputHandler, optionsService } = insides;
  const { normal, alt, active } = size.buffers;
  return {
    normal: screenOf(normal, terminal, insides),
    alt: active === alt ? screenOf(alt, terminal, insides) : savedOf(alt, insides),
    cursor: [active.x, active.y],
    look: lookOf(_inputHandler._curAttrData, insides, false, true),
    modes: { ...coreService.decPrivateModes, ...coreService.modes, hidden: coreService.isCursorHidden },
    options: [optionsService.rawOptions.convertEol, optionsService.rawOptions.cursorBlink],
    mouse: [coreMouseService.activeProtocol, coreMouseService.activeEncoding],
    charsets: [0, 1, 2, 3].map((slot) => nameOf(_charsetService._charsets[slot])),
    charset: [_charsetService.glevel, nameOf(_charsetService.charset)],
    title: _inputHandler._windowTitle,
  };
}

function screenOf(screen: Screen, terminal: Terminal, insides: Insides) {
  const { cols } = insides._bufferService;
  const cell = terminal.buffer.active.getNullCell() as unknown as Cell;
  const lines = Array.from({ length: screen.lines.length }, (_, y) => {
    const line = screen.lines.get(y);
    if (!line) return 'none';
    const cells = Array.from({ length: cols }, (_unused, x) => cellOf(line.loadCell(x, cell), insides));
    // What the first line continues is gone.
    return `${line.isWrapped && y > 0 ? '↳' : ''}${cells.join('¦')}`;
  });
  return {
    lines,
    ybase: screen.ybase,
    region: [screen.scrollTop, screen.scrollBottom],
    tabs: Array.from({ length: cols }, (_, x) => screen.tabs[x] === true),
    saved: savedOf(screen, insides),
  };
}

function savedOf({ savedX, savedY, ybase, savedCharset, savedCurAttrData: look }: Screen, insides: Insides) {
  const { cols, rows } = insides._bufferService;
  const y = Math.min(rows - 1, Math.max(0, savedY - ybase));
  return [Math.min(savedX, cols - 1), y, nameOf(savedCharset), lookOf({ ...look, extended: undefined }, insides, false)];
}

/** How long xterm remembers a link depends on lines that are gone. */
function withoutLinks(insides: Insides): Insides {
  return Object.assign(Object.create(insides), { _oscLinkService: NO_LINKS });
}

const NO_LINKS: Insides['_oscLinkService'] = { getLinkData: () => undefined };

function cellOf(cell: Cell, insides: Insides): string {
  return `${cell.getChars()}${cell.getWidth()}${lookOf(cell, insides, (cell.bg & 0x10000000) !== 0)}`;
}

function lookOf({ fg, bg, extended }: Look, { _oscLinkService }: Insides, has: boolean, whole = has): string {
  const { urlId = 0, _ext = 0 } = (whole ? extended : undefined) ?? {};
  const link = _oscLinkService.getLinkData(urlId);
  const ext = colour(_ext & 0x1fffffff);
  const styled = (ext & 0x1c000000) !== 0;
  // What shows the same: an underline without a style, a link that is forgotten.
  const unmarked = (fg & 0x10000000) !== 0 && (bg & 0x10000000) === 0;
  const forgotten = !styled && ((urlId !== 0 && !link) || (_oscLinkService === NO_LINKS && (fg & 0x10000000) === 0));
  const flags = unmarked ? bg | 0x10000000 : forgotten ? bg & ~0x10000000 : bg;
  const shown = unmarked && !styled ? ext | 0x4000000 : forgotten && has ? 0 : ext;
  return [colour(fg), colour(flags), shown, link?.uri ?? '', link?.id ?? ''].join(',').replace(/^0,0,0,,$/, '');
}

function colour(attribute: number): number {
  const mode = attribute & 0x3000000;
  return (mode === 0x1000000 || mode === 0x2000000 ? attribute & ~0xffff00 : attribute) >>> 0;
}

function nameOf(charset: object | undefined): string {
  return charset === undefined ? '' : Object.entries(charset).flat().join('');
}
