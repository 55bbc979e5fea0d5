/**
 * Where a terminal's bytes may be cut: never inside a UTF-8 character and never inside an escape sequence, as xterm.js reads them
 * (the VT500 state machine over decoded characters, so that a C1 control is two bytes, `C2 80` to `C2 9F`).
 */

/**
 * How much of one sequence is held back, in bytes. Titles, links and colours are far shorter; what is longer (a picture, a clipboard,
 * a sequence that nobody ends) is handed on in pieces between characters, as it would be anyway: the reader keeps its place.
 */
export const MAX_CARRY_BYTES = 16 * 1024;

/** As far from the end an escape is looked for first: mostly some sequences and a whole one. */
const END_BYTES = 128;

const GROUND = 0;
const ESCAPE = 1;
const ESCAPE_MORE = 2;
const CSI_BEGIN = 3;
const CSI_PARAMS = 4;
const CSI_MORE = 5;
const CSI_IGNORED = 6;
const OSC = 7;
/** SOS, PM and APC. */
const IGNORED_STRING = 8;
const DCS_BEGIN = 9;
const DCS_PARAMS = 10;
const DCS_MORE = 11;
const DCS_IGNORED = 12;
const DCS_DATA = 13;
const STATES = 14;

const INTRODUCERS: readonly (readonly [string, number])[] = [
  ['[', CSI_BEGIN],
  [']', OSC],
  ['P', DCS_BEGIN],
  ['X', IGNORED_STRING],
  ['^', IGNORED_STRING],
  ['_', IGNORED_STRING],
];

/** By state and 7-bit character. */
const NEXT = nextStates();
/** What a character over U+009F does in each state: strings take it, everything else is broken off by it. */
const KEPT_BY_WIDE = new Set([CSI_IGNORED, OSC, DCS_IGNORED, DCS_DATA]);

/** Follows a stream and knows up to where it may be cut. Positions count from its beginning. */
export class BoundaryScanner {
  #state = GROUND;
  /** Continuation bytes that the character begun still lacks, how many came, and its value so far. */
  #missing = 0;
  #came = 0;
  #code = 0;
  #scanned = 0;
  #safe = 0;

  /** The last place that may be cut, at most {@link MAX_CARRY_BYTES} behind what was scanned. */
  get safe(): number {
    return this.#safe;
  }

  get scanned(): number {
    return this.#scanned;
  }

  /** Outside any sequence and character. */
  get between(): boolean {
    return this.#state === GROUND && this.#missing === 0;
  }

  push(bytes: Uint8Array): void {
    const base = this.#scanned;
    if (!this.#scanEnd(bytes, base)) this.#scan(bytes, 0, base);
    this.#scanned = base + bytes.length;
    if (this.#scanned - this.#safe > MAX_CARRY_BYTES) this.#safe = this.#scanned - (this.#missing > 0 ? this.#came : 0);
  }

  /** An escape begins anew wherever it stands, so that the end alone tells the state; false, and nothing changed, where it does not. */
  #scanEnd(bytes: Uint8Array, base: number): boolean {
    const begin = bytes.length > END_BYTES ? bytes.lastIndexOf(0x1b, bytes.length - END_BYTES) : -1;
    if (begin < 0) return false;
    const [state, missing] = [this.#state, this.#missing];
    [this.#state, this.#missing] = [ESCAPE, 0];
    const safe = this.#safe;
    this.#scan(bytes, begin + 1, base);
    if (this.#safe > safe) return true;
    [this.#state, this.#missing] = [state, missing];
    return false;
  }

  #scan(bytes: Uint8Array, from: number, base: number): void {
    let at = from;
    while (at < bytes.length) {
      if (this.#missing === 0 && this.#state === GROUND) {
        at = plainEnd(bytes, at);
        this.#safe = base + at;
        if (at === bytes.length) break;
      }
      if (this.#take(bytes[at] as number)) at += 1;
      if (this.#missing === 0 && this.#state === GROUND) this.#safe = base + at;
    }
  }

  /** Takes one byte; false where it ended a broken character and stands to be looked at again. */
  #take(byte: number): boolean {
    if (this.#missing > 0) return this.#continue(byte);
    if (byte < 0x80) this.#state = NEXT[this.#state * 128 + byte] as number;
    else this.#begin(byte);
    return true;
  }

  #begin(byte: number): void {
    // Anything else is no beginning of a character, and readers drop it.
    this.#missing = byte < 0xc0 || byte >= 0xf8 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    this.#code = byte & (0x3f >> this.#missing);
    this.#came = 1;
  }

  #continue(byte: number): boolean {
    if ((byte & 0xc0) !== 0x80) {
      this.#missing = 0;
      return false;
    }
    this.#code = (this.#code << 6) | (byte & 0x3f);
    this.#came += 1;
    this.#missing -= 1;
    if (this.#missing === 0) this.#character();
    return true;
  }

  #character(): void {
    if (this.#came === 2 && this.#code >= 0x80 && this.#code < 0xa0) this.#state = c1State(this.#code);
    else if (isCharacter(this.#code, this.#came) && !KEPT_BY_WIDE.has(this.#state)) this.#state = GROUND;
  }
}

/** From `at`, the first byte that may leave the ground state or begins a character. */
function plainEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  for (; end < bytes.length; end += 1) {
    const byte = bytes[end] as number;
    if (byte === 0x1b || byte >= 0xc0) break;
  }
  return end;
}

/** Too long a form, half a surrogate pair and the byte order mark are dropped by the reader and change nothing. */
function isCharacter(code: number, bytes: number): boolean {
  if (bytes === 2) return code >= 0xa0;
  if (bytes === 3) return code >= 0x800 && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfeff;
  return code >= 0x10000 && code <= 0x10ffff;
}

function c1State(code: number): number {
  if (code === 0x90) return DCS_BEGIN;
  if (code === 0x9b) return CSI_BEGIN;
  if (code === 0x9d) return OSC;
  return code === 0x98 || code === 0x9e || code === 0x9f ? IGNORED_STRING : GROUND;
}

/** The machine of https://vt100.net/emu/dec_ansi_parser with xterm.js's choices, for 7-bit characters. */
function nextStates(): Uint8Array {
  const table = new Uint8Array(STATES * 128);
  const rule = (state: number, from: number, to: number, next: number) =>
    table.fill(next, state * 128 + from, state * 128 + to + 1);
  for (let state = 0; state < STATES; state += 1) rule(state, 0x00, 0x7f, state);
  rule(ESCAPE, 0x20, 0x2f, ESCAPE_MORE);
  rule(ESCAPE, 0x30, 0x7e, GROUND);
  for (const [character, state] of INTRODUCERS) rule(ESCAPE, character.charCodeAt(0), character.charCodeAt(0), state);
  rule(ESCAPE_MORE, 0x30, 0x7e, GROUND);
  parameterRules(rule, { begin: CSI_BEGIN, params: CSI_PARAMS, more: CSI_MORE, ignored: CSI_IGNORED, end: GROUND });
  parameterRules(rule, { begin: DCS_BEGIN, params: DCS_PARAMS, more: DCS_MORE, ignored: DCS_IGNORED, end: DCS_DATA });
  rule(CSI_IGNORED, 0x40, 0x7e, GROUND);
  rule(OSC, 0x07, 0x07, GROUND);
  for (let state = 0; state < STATES; state += 1) {
    rule(state, 0x18, 0x18, GROUND);
    rule(state, 0x1a, 0x1a, GROUND);
    rule(state, 0x1b, 0x1b, ESCAPE);
  }
  return table;
}

type Rule = (state: number, from: number, to: number, next: number) => void;

function parameterRules(
  rule: Rule,
  states: {
    readonly begin: number;
    readonly params: number;
    readonly more: number;
    readonly ignored: number;
    readonly end: number;
  },
): void {
  const { begin, params, more, ignored, end } = states;
  rule(begin, 0x30, 0x3f, params);
  rule(params, 0x3c, 0x3f, ignored);
  rule(more, 0x30, 0x3f, ignored);
  for (const state of [begin, params, more]) {
    rule(state, 0x20, 0x2f, more);
    rule(state, 0x40, 0x7e, end);
  }
}
