/**
 * Output that scrolls: text, colours, and what changes nothing but cells and the cursor's place. Once enough lines have followed it, it
 * has left nothing behind but its colours.
 */
export interface FloodPart {
  readonly bytes: Uint8Array;
  /** Line feeds. */
  readonly feeds: number;
  /** Those of them behind the first carriage return: from there on it is known in which column what follows is printed. */
  readonly feedsInPlace: number;
  /** What may have moved the cursor up, or lines down. */
  readonly moves: number;
  /** The first line ends from where it begins, whatever stood before. */
  readonly returns: boolean;
}

const [BS, TAB, LF, CR, ESC] = [0x08, 0x09, 0x0a, 0x0d, 0x1b];

/** What a byte is to the scan: most are text. */
const [TEXT, FEED, RETURN, ESCAPE, MAYBE_C1, BACK, OTHER] = [0, 1, 2, 3, 4, 5, 6];
const KINDS = kinds();

/** Of sequences `CSI … final` without a mark: those that stay in their line, and those that may go up or move lines. */
const IN_LINE = finals('mKCDG`aXP@');
const MOVING = finals('ABEFHfJLMSTde');

/** Undefined where anything else is in it: a mode, a title, a region, a string. `bytes` begin outside any sequence and character. */
export function floodPart(bytes: Uint8Array): FloodPart | undefined {
  let [feeds, before, moves] = [0, -1, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const kind = KINDS[bytes[at] as number];
    if (kind === TEXT) continue;
    if (kind === FEED) feeds += 1;
    else if (kind === RETURN) before = before < 0 ? feeds : before;
    else if (kind === ESCAPE) {
      const end = sequenceEnd(bytes, at);
      const final = bytes[end] ?? 0;
      if (MOVING[final]) moves += 1;
      else if (!IN_LINE[final]) return undefined;
      at = end;
    } else if (kind === BACK) moves += 1;
    else if (kind === OTHER || isC1(bytes[at + 1])) return undefined;
  }
  const returns = before >= 0;
  return { bytes, feeds, feedsInPlace: returns ? feeds - before : 0, moves, returns };
}

/** The final byte of a CSI sequence; beyond the end for what is none. */
function sequenceEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at + 1] !== 0x5b) return bytes.length;
  let end = at + 2;
  while ((bytes[end] ?? 0) >= 0x30 && (bytes[end] ?? 0) <= 0x3b) end += 1;
  return end;
}

function isC1(byte: number | undefined): boolean {
  return byte === undefined || (byte >= 0x80 && byte < 0xa0);
}

function kinds(): Uint8Array {
  const table = new Uint8Array(256).fill(OTHER, 0, 0x20);
  // A bell, and what a terminal ignores.
  for (const byte of [0x00, 0x07, TAB]) table[byte] = TEXT;
  table[LF] = FEED;
  table[CR] = RETURN;
  table[ESC] = ESCAPE;
  table[BS] = BACK;
  table[0xc2] = MAYBE_C1;
  return table;
}

function finals(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/**
 * Sequences that set the colours which text leaves behind it, and bring the cursor to the first column: everything since the colours
 * were last reset. A sequence sets what it sets whatever stood before, so the last of several equal ones is enough.
 */
export function coloursOf(parts: readonly Uint8Array[]): Uint8Array {
  const seen = new Set<number | string>();
  const kept: Uint8Array[] = [];
  for (let part = parts.length - 1; part >= 0; part -= 1) if (addColours(parts[part] as Uint8Array, seen, kept)) break;
  return Buffer.concat([...kept, Buffer.of(CR)].reverse());
}

/** From the last to the first; true where they were reset. */
function addColours(bytes: Uint8Array, seen: Set<number | string>, kept: Uint8Array[]): boolean {
  for (let at = bytes.lastIndexOf(ESC); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(ESC, at - 1)) {
    const end = sequenceEnd(bytes, at);
    if (bytes[end] !== 0x6d) continue;
    const key = keyOf(bytes, at + 2, end);
    if (seen.has(key)) continue;
    seen.add(key);
    const sequence = bytes.subarray(at, end + 1);
    kept.push(sequence);
    if (resets(sequence)) return true;
  }
  return false;
}

/** Short parameters as a number, which costs no memory. */
function keyOf(bytes: Uint8Array, from: number, to: number): number | string {
  if (to - from > 6) return bytes.subarray(from, to).join();
  let key = 0;
  for (let at = from; at < to; at += 1) key = key * 256 + (bytes[at] as number);
  return key;
}

/** `CSI m`, `CSI 0 m`, `CSI 0 ; … m`. */
function resets(sequence: Uint8Array): boolean {
  const [first, second] = [sequence[2], sequence[3]];
  return first === 0x6d || first === 0x3b || (first === 0x30 && (second === 0x6d || second === 0x3b));
}
