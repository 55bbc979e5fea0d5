import { openHeadless } from './headless';
import { type Charset, insidesOf } from './insides';

/** The last characters of the sequences that choose a set, as xterm.js knows them; `B` is ASCII, which has no table. */
const FINALS = ['0', 'A', '4', 'C', 'R', 'Q', 'K', 'Y', 'E', 'Z', 'H', '='];

/** G0 to G3. */
const SLOTS = ['(', ')', '*', '+'];

/** Makes a chosen set the one in use: SI, SO, LS2, LS3. */
const SHIFTS = ['\u000f', '\u000e', '\u001bn', '\u001bo'];

let known: ReadonlyMap<Charset, string> | undefined;

/** Chooses the sets of all four slots, on a terminal where none was chosen, and which of them is in use. */
export function chooseCharsets(charsets: readonly Charset[], inUse: number): string {
  const chosen = SLOTS.map((slot, index) => (charsets[index] === undefined ? '' : choose(slot, charsets[index])));
  return chosen.join('') + (SHIFTS[inUse] ?? '');
}

/** Puts one set in use, in the first slot. */
export function oneCharset(charset: Charset): string {
  return choose('(', charset);
}

function choose(slot: string, charset: Charset): string {
  known ??= readFinals();
  return `\u001b${slot}${known.get(charset) ?? 'B'}`;
}

/** Sets are told apart by their tables, which all terminals share. */
function readFinals(): ReadonlyMap<Charset, string> {
  const terminal = openHeadless({ cols: 2, rows: 1, scrollback: 0 });
  const { _inputHandler, _charsetService } = insidesOf(terminal);
  const finals = FINALS.map((final) => {
    _inputHandler.selectCharset(`(${final}`);
    return [_charsetService._charsets[0], final] as const;
  });
  terminal.dispose();
  return new Map(finals);
}
