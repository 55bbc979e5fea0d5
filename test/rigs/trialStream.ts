export interface TrialStream {
  readonly size: { readonly cols: number; readonly rows: number };
  readonly bytes: Uint8Array;
  /** A number from 0 up to 1, the next of the seed's. */
  readonly pick: () => number;
}

/** What programs may print, and more: text of all widths, every sequence that a terminal keeps state of, from a seed. */
export function streamOf(seed: number): TrialStream {
  const pick = randomOf(seed);
  const size = { cols: 4 + Math.floor(pick() * 30), rows: 2 + Math.floor(pick() * 10) };
  const upTo = (n: number) => Math.floor(pick() * n);
  const one = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;
  const makers = makersOf({ ...size, upTo, one });
  // A stream has its favourites, so that what belongs together meets.
  const favourites = Array.from({ length: 3 + upTo(8) }, () => one(makers));
  const pieces = Array.from({ length: 20 + upTo(200) }, () => (pick() < 0.8 ? one(favourites) : one(makers))());
  return { size, bytes: new TextEncoder().encode(pieces.join('')), pick };
}

interface Chance {
  readonly cols: number;
  readonly rows: number;
  readonly upTo: (n: number) => number;
  readonly one: <T>(list: readonly T[]) => T;
}

function makersOf({ cols, rows, upTo, one }: Chance): readonly (() => string)[] {
  const n = (most: number) => (upTo(4) === 0 ? '' : String(upTo(most + 2)));
  const csi = (finals: string, most: number) => () => `\u001b[${n(most)}${one([...finals])}`;
  const text = (characters: readonly string[], most: number) => () =>
    Array.from({ length: 1 + upTo(most) }, () => one(characters)).join('');
  const modes = ['1', '5', '6', '7', '12', '25', '45', '66', '9', '1000', '1002', '1003', '1004', '1006', '1016', '2004', '2026'];
  return [
    text(LETTERS, 2 * cols),
    text(LETTERS, 5),
    text(WIDE, cols),
    text([...LETTERS, ...WIDE, ...JOINING], cols),
    text(JOINING, 2),
    text(['\n', '\r\n', '\r', '\t', '\b', '\u000b', '\u000e', '\u000f'], 3),
    () => '\r\n'.repeat(1 + upTo(2 * rows)),
    csi('ABCDEFGaeI`Zd', Math.max(cols, rows)),
    () => `\u001b[${n(rows)};${n(cols)}${one(['H', 'f'])}`,
    csi('J', 1),
    csi('K', 3),
    () => `\u001b[?${n(1)}${one(['J', 'K'])}`,
    csi('@PXLMST', 6),
    csi('b', 5),
    () => `\u001b[${n(6)}${one([' @', ' A', "'}", "'~"])}`,
    () => `\u001b[${one(RENDITIONS)}m`,
    () => `\u001b[${one(RENDITIONS)};${one(RENDITIONS)}m`,
    () => `\u001b[${one(['', '0'])}m`,
    () => `\u001b[${one(['0', '1', '2'])}"q`,
    () => `\u001b[${n(rows)};${n(rows)}r`,
    () => '\u001b[r',
    () => `\u001b[?${one(modes)}${one(['h', 'l'])}`,
    () => `\u001b[${one(['4', '20'])}${one(['h', 'l'])}`,
    () => `\u001b[?${one(['47', '1047', '1048', '1049'])}${one(['h', 'l'])}`,
    () => one(['\u001b7', '\u001b8', '\u001b[s', '\u001b[u']),
    () => one(['\u001bD', '\u001bE', '\u001bM', '\u001bH', '\u001b=', '\u001b>', '\u0084', '\u0085', '\u0088']),
    () => `\u001b[${one(['', '0', '3'])}g`,
    () => `\u001b${one(['(', ')', '*', '+'])}${one(['0', 'A', 'B', 'K', '4'])}`,
    () => one(['\u001bn', '\u001bo', '\u000e', '\u000f', '\u001b|', '\u001b}', '\u001b~']),
    () => `\u001b[${upTo(7)} q`,
    () => one(['\u001b[!p', '\u001b#8', '\u001b[!p', '\u001b#8', '\u001bc']),
    () => `\u001b]${one(['0', '2'])};${one(['a title', '', 'ein tïtel'])}\u0007`,
    () => `\u001b]8;${one(['', 'id=a', 'id=b'])};${one(['https://example.org/a;b', 'file:///x', ''])}\u001b\\`,
    () => one(['\u001b[', '\u001b]0;never', '\u001bP', '\u001b_']) + one(['\u0018', '\u001b\\', '\u0007']),
  ];
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz`_~#{|}[\\]0123456789    '];
const WIDE = [...'世界一二三ｆｕ', '한', '😀'];
const JOINING = [
  'e\u0301',
  '\u0301',
  '\u200d',
  '👩\u200d👩\u200d👧',
  '🇩🇪',
  '🇩',
  '☁\ufe0f',
  '\ufe0f',
  '👍🏽',
  '🏽',
  'क्षि',
  '\u00ad',
];
const RENDITIONS = [
  ...['1', '2', '3', '4', '5', '7', '8', '9', '21', '22', '23', '24', '25', '27', '28', '29', '53', '55', '39', '49', '59'],
  ...['31', '42', '95', '103', '38;5;200', '48;5;17', '38;2;1;2;3', '48;2;250;128;9', '58;5;9', '58:2::7:8:9'],
  ...['4:0', '4:2', '4:3', '4:4', '4:5', '38:2::9:8:7', '48:5:33'],
];

/** Mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
