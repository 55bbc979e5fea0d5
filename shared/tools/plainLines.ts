import { stripEscapes } from '../evidence/excerpt';

/**
 * How much of one unended line is kept before it is handed on in pieces, in UTF-16 units. A progress bar redraws within a few
 * hundred; 64 Ki holds any line a person reads and bounds what a program without newlines can make us keep.
 */
const MAX_PENDING = 65_536;

/**
 * Terminal output as plain lines, piece by piece: no escape sequences, and of a line redrawn by carriage returns or backspaces
 * only its last state. Every text handed out is whole lines, except from `flush` and for lines over {@link MAX_PENDING}.
 */
export class PlainLines {
  #pending = '';

  /** Takes a piece of output; answers the lines it ended, each with its `\n`, or ''. */
  push(piece: string): string {
    const text = this.#pending + piece;
    const end = text.lastIndexOf('\n') + 1;
    this.#pending = lastState(text.slice(end));
    return plainText(text.slice(0, end)) + this.#overflow();
  }

  /** What stands on the line not yet ended, which starts anew. */
  flush(): string {
    const line = plainLine(this.#pending);
    this.#pending = '';
    return line;
  }

  #overflow(): string {
    return this.#pending.length > MAX_PENDING ? this.flush() : '';
  }
}

/** Keeps an unended line short while a program redraws it: what the last redraw overwrote is gone. */
function lastState(line: string): string {
  if (line.length <= MAX_PENDING) return line;
  const redrawn = line.lastIndexOf('\r', line.length - 2);
  return redrawn < 0 ? line : line.slice(redrawn + 1);
}

/** Whole lines as plain ones. Most output is plain but for its line ends, and looking at it once is much cheaper than line by line. */
export function plainText(lines: string): string {
  const text = lines.replace(/\r+\n/g, '\n');
  return text.includes('\r') || stripEscapes(text) !== text ? text.split('\n').map(plainLine).join('\n') : text;
}

/** One line, without its end, as a reader sees it at last. */
export function plainLine(line: string): string {
  const states = stripEscapes(applyBackspaces(line)).split('\r');
  return states.findLast((state) => state !== '') ?? '';
}

function applyBackspaces(line: string): string {
  if (!line.includes('\b')) return line;
  const out: string[] = [];
  for (const character of line) {
    if (character !== '\b') out.push(character);
    else if (out.at(-1) !== '\r') out.pop();
  }
  return out.join('');
}
