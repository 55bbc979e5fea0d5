import type { Insides, Look } from './insides';

const COLOUR_MODE = 0x3000000;
const PALETTE_16 = 0x1000000;
const PALETTE_256 = 0x2000000;
const COLOUR = 0x3ffffff;
const UNDERLINE = 0x10000000;
const HAS_EXTENDED = 0x10000000;
const PROTECTED = 0x20000000;
const STYLE_SHIFT = 26;
const STYLE = 0x1c000000;
const SINGLE = 1 << STYLE_SHIFT;
/** A link that is none of the terminal's. */
const ANY_LINK = -1;

/** Flags with their SGR numbers. */
const FOREGROUND_FLAGS: readonly (readonly [number, number])[] = [
  [0x4000000, 7],
  [0x8000000, 1],
  [0x20000000, 5],
  [0x40000000, 8],
  [0x80000000, 9],
];
const BACKGROUND_FLAGS: readonly (readonly [number, number])[] = [
  [0x4000000, 3],
  [0x8000000, 2],
  [0x40000000, 53],
];

/** A look as numbers that can be compared: without leftovers that show nowhere. */
interface PlainLook {
  readonly fg: number;
  readonly bg: number;
  /** Underline style and colour, and the link: 0 where there is none. */
  readonly ext: number;
  readonly url: number;
}

const PLAIN: PlainLook = { fg: 0, bg: 0, ext: 0, url: 0 };

/** The attributes that the next character will have, and the sequences that change them. */
export class Pen {
  readonly #links: Insides['_oscLinkService'];
  #now: PlainLook = PLAIN;

  constructor(links: Insides['_oscLinkService']) {
    this.#links = links;
  }

  /** Something was saved as the cursor meanwhile. */
  hasSaved = false;

  /** What makes the look of what is printed next that of a cell. It may save a cursor, and stays where it is. */
  take(look: Look): string {
    const to = this.#plain(look, (look.bg & HAS_EXTENDED) !== 0);
    return isWhole(to) ? this.#change(to) : this.#mix(to);
  }

  /** The same for the cursor, whose underline colour counts even while nothing is underlined; as near as it goes without saving. */
  takeWhole(look: Look): string {
    return this.#change(this.#plain(look, true));
  }

  /** Colours and flags, which are what a saved cursor holds. */
  takeFlags({ fg, bg }: Look): string {
    const underlined = (fg & UNDERLINE) !== 0;
    const end = this.#change({ fg: colour(fg), bg: colour(bg), ext: underlined ? SINGLE : 0, url: 0 });
    if (underlined || (bg & HAS_EXTENDED) === 0) return end;
    this.#now = { ...this.#now, url: ANY_LINK };
    return `${end}\u001b]8;;-\u001b\\`;
  }

  /** Underline and link, which are what restoring a cursor leaves as they are. */
  takeRest(look: Look): string {
    return this.#change({ ...this.#plain(look, true), fg: 0, bg: 0 });
  }

  /** A cursor was restored. */
  restored({ fg, bg }: Look): void {
    this.#now = { ...this.#now, fg: colour(fg), bg: colour(bg) };
  }

  /** Whether only restoring a cursor makes such a look: its colours and flags contradict its underline and link. */
  isMixed(look: Look): boolean {
    return !isWhole(this.#plain(look, true));
  }

  /** Whether a cell was printed with this very look. */
  isOf(cell: Look, look: Look): boolean {
    const [a, b] = [this.#plain(cell, (cell.bg & HAS_EXTENDED) !== 0), this.#plain(look, (look.bg & HAS_EXTENDED) !== 0)];
    return a.fg === b.fg && a.bg === b.bg && a.ext === b.ext && a.url === b.url;
  }

  /** Nothing at all: no colour behind what is scrolled in or erased. */
  lift(): string {
    return this.#change(PLAIN);
  }

  #plain(look: Look, whole: boolean): PlainLook {
    const { urlId = 0, _ext = 0 } = (whole ? look.extended : undefined) ?? {};
    const url = this.#links.getLinkData(urlId) ? urlId : 0;
    const ext = colour(_ext) & (STYLE | COLOUR);
    const styled = (ext & STYLE) !== 0;
    const plain = { fg: colour(look.fg), bg: colour(look.bg), ext, url };
    // An underline without a style is a single one, and a link that xterm has forgotten is none.
    const unmarked = (look.fg & UNDERLINE) !== 0 && (look.bg & HAS_EXTENDED) === 0;
    if (unmarked) return { ...plain, bg: (plain.bg | HAS_EXTENDED) >>> 0, ext: styled ? ext : ext | SINGLE };
    const forgotten = url !== urlId && !styled;
    return forgotten ? { ...plain, bg: (plain.bg & ~HAS_EXTENDED) >>> 0 } : plain;
  }

  #change(to: PlainLook): string {
    const from = this.#now;
    if (from.fg === to.fg && from.bg === to.bg && from.ext === to.ext && from.url === to.url) return '';
    this.#now = to;
    return this.#link(from.url, to.url) + rendition(to);
  }

  /** Restoring a saved cursor restores colours and flags, without underline and link. */
  #mix(to: PlainLook): string {
    const flags = this.takeFlags({ ...to, extended: undefined });
    const rest = this.#change({ ...to, fg: 0, bg: 0 });
    this.#now = to;
    this.hasSaved = true;
    return `${flags}\u001b7${rest}\u001b8`;
  }

  #link(from: number, to: number): string {
    if (from === to) return '';
    const link = this.#links.getLinkData(to);
    if (!link) return LINK_END;
    return `\u001b]8;${link.id === undefined ? '' : `id=${link.id}`};${link.uri}\u001b\\`;
  }
}

const LINK_END = '\u001b]8;;\u001b\\';

/** A palette colour may have kept bits of the true colour before it. */
function colour(attribute: number): number {
  const mode = attribute & COLOUR_MODE;
  const palette = mode === PALETTE_16 || mode === PALETTE_256;
  return (palette ? attribute & ~0xffff00 : attribute) >>> 0;
}

/** Whether one rendition can give all of it. */
function isWhole({ fg, bg, ext, url }: PlainLook): boolean {
  const styled = (ext & STYLE) !== 0;
  return styled === ((fg & UNDERLINE) !== 0) && (styled || url !== 0) === ((bg & HAS_EXTENDED) !== 0);
}

function rendition({ fg, bg, ext }: PlainLook): string {
  const codes = [
    ...colourCodes(fg, { base: 30, bright: 90, more: '38' }),
    ...colourCodes(bg, { base: 40, bright: 100, more: '48' }),
    ...FOREGROUND_FLAGS.flatMap(([flag, code]) => ((fg & flag) !== 0 ? [code] : [])),
    ...BACKGROUND_FLAGS.flatMap(([flag, code]) => ((bg & flag) !== 0 ? [code] : [])),
    ...((ext & STYLE) === 0 ? [] : [`4:${(ext & STYLE) >>> STYLE_SHIFT}`]),
    ...underlineColour(ext),
  ];
  const sgr = codes.length === 0 ? '\u001b[m' : `\u001b[0;${codes.join(';')}m`;
  return (bg & PROTECTED) === 0 ? sgr : `${sgr}\u001b[1"q`;
}

interface Codes {
  readonly base: number;
  readonly bright: number;
  readonly more: string;
}

function colourCodes(attribute: number, { base, bright, more }: Codes): readonly (number | string)[] {
  const mode = attribute & COLOUR_MODE;
  const value = attribute & 0xff;
  if (mode === 0) return [];
  if (mode === PALETTE_16) return [(value & 8) === 0 ? base + value : bright + (value & 7)];
  return mode === PALETTE_256 ? [`${more};5;${value}`] : [`${more};2;${rgb(attribute, ';')}`];
}

function underlineColour(ext: number): readonly string[] {
  const mode = ext & COLOUR_MODE;
  if (mode === 0) return [];
  return [mode === COLOUR_MODE ? `58:2::${rgb(ext, ':')}` : `58:5:${ext & 0xff}`];
}

function rgb(attribute: number, between: string): string {
  return [(attribute >>> 16) & 0xff, (attribute >>> 8) & 0xff, attribute & 0xff].join(between);
}
