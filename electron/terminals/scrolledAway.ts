import { BoundaryScanner } from '../../shared/terminal/boundary';

/** What of a flood need not be parsed. Positions in its bytes. */
export interface ScrolledAway {
  /** Up to here something else than text was printed, and must be parsed. */
  readonly parse: number;
  /** What lies between only has to leave its colours, and the cursor at the beginning of a line. */
  readonly carry: Uint8Array;
  /** From here on everything is parsed again. */
  readonly from: number;
}

/** More sequences than this that are not colours, and it is no flood of lines. */
const MAX_OTHERS = 256;

const [BEL, TAB, LF, CR, ESC] = [0x07, 0x09, 0x0a, 0x0d, 0x1b];

/**
 * Bytes of which all but the last lines scroll out of reach: text, colours and line ends, with at least `lines` line feeds at the end.
 * Sound where the scroll region is the whole screen and `lines` is more than scrollback and screen hold, and the screen once more for the
 * way to its last line. They begin outside any sequence. Undefined where nothing can be left out.
 */
export function scrolledAway(bytes: Uint8Array, lines: number): ScrolledAway | undefined {
  const from = lineStart(bytes, lines);
  if (from === undefined) return undefined;
  const parse = lastOther(bytes, from);
  // Leaving out less than this is not worth the look.
  if (parse === undefined || from - parse < bytes.length / 4) return undefined;
  return { parse, carry: coloursOf(bytes.subarray(parse, from)), from };
}

/** The beginning of a line, at the first column, with so many line feeds behind it. */
function lineStart(bytes: Uint8Array, lines: number): number | undefined {
  let at = bytes.length;
  for (let left = lines; left > 0; left -= 1) {
    at = bytes.lastIndexOf(LF, at - 1);
    if (at <= 0) return undefined;
  }
  while (at > 0 && bytes[at - 1] !== CR) at = bytes.lastIndexOf(LF, at - 1);
  return at > 0 ? at + 1 : undefined;
}

/**
 * Where the last thing ends that is not text, before `from`; undefined where there are many of them, or one after it: a cursor that
 * moves may bring back what would have been left out.
 */
function lastOther(bytes: Uint8Array, from: number): number | undefined {
  let end = 0;
  let others = 0;
  for (let at = 0; at < bytes.length; ) {
    const next = textEnd(bytes, at);
    if (next === bytes.length) break;
    at = coloursEnd(bytes, next);
    if (at > next) continue;
    at = sequenceEnd(bytes, next);
    others += 1;
    end = at;
    if (others > MAX_OTHERS || end > from) return undefined;
  }
  return end;
}

/** The first byte from `at` on that is neither text nor the end of a line. */
function textEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  for (; end < bytes.length; end += 1) {
    const byte = bytes[end] as number;
    if (byte >= 0x20 ? byte === 0xc2 && isC1(bytes[end + 1]) : byte !== LF && byte !== CR && byte !== TAB && byte !== BEL) break;
  }
  return end;
}

function isC1(byte: number | undefined): boolean {
  return byte === undefined || (byte >= 0x80 && byte < 0xa0);
}

/** Behind a sequence that sets colours, or `at`. */
function coloursEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== ESC || bytes[at + 1] !== 0x5b) return at;
  let end = at + 2;
  while ((bytes[end] ?? 0) >= 0x30 && (bytes[end] ?? 0) <= 0x3b) end += 1;
  return bytes[end] === 0x6d ? end + 1 : at;
}

/** Behind whatever sequence or control begins at `at`. */
function sequenceEnd(bytes: Uint8Array, at: number): number {
  const scanner = new BoundaryScanner();
  let end = at;
  do {
    scanner.push(bytes.subarray(end, end + 1));
    end += 1;
  } while (end < bytes.length && scanner.safe < scanner.scanned);
  return end;
}

/**
 * The colours that text leaves behind it: everything since they were last reset. A sequence sets what it sets whatever stood before, so
 * the last of several equal ones is enough.
 */
function coloursOf(bytes: Uint8Array): Uint8Array {
  const seen = new Set<number | string>();
  const kept: Uint8Array[] = [Buffer.of(CR)];
  for (let at = bytes.lastIndexOf(ESC); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(ESC, at - 1)) {
    const end = coloursEnd(bytes, at);
    const key = keyOf(bytes, at + 2, end - 1);
    if (seen.has(key)) continue;
    seen.add(key);
    const sequence = bytes.subarray(at, end);
    kept.push(sequence);
    if (resets(sequence)) break;
  }
  return Buffer.concat(kept.reverse());
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
