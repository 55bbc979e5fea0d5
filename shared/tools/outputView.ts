import { boundedText, type ExcerptLimits } from '../evidence/excerpt';
import { PlainLines } from './plainLines';

/**
 * The plain text of an output, bounded while it grows: its head, its tail, and how much lay between. Sizes are UTF-16 units, so
 * that growing costs nothing per character; an answer in other scripts holds up to three times as many bytes.
 */
export class OutputView {
  readonly #limits: ExcerptLimits;
  readonly #lines = new PlainLines();
  #head = '';
  #tail = '';
  #dropped = 0;

  constructor(limits: ExcerptLimits) {
    this.#limits = limits;
  }

  push(piece: string): void {
    this.#add(this.#lines.push(piece));
  }

  /** So many bytes were left out by whoever pushes; what comes next begins a line. */
  skip(bytes: number): void {
    this.#add(this.#lines.flush());
    this.#dropped += byteLength(this.#tail) + bytes;
    this.#tail = '';
  }

  /** What came since the last look, with the line not yet ended; the view starts anew. `cut` says that something was left out. */
  take(): { readonly text: string; readonly cut: boolean } {
    this.#add(this.#lines.flush());
    this.#trim(this.#limits.tailBytes);
    const taken = { text: boundedText(this.#head, this.#tail, this.#dropped), cut: this.#dropped > 0 };
    [this.#head, this.#tail, this.#dropped] = ['', '', 0];
    return taken;
  }

  #add(text: string): void {
    const room = this.#dropped > 0 || this.#tail !== '' ? 0 : this.#limits.headBytes - this.#head.length;
    const headEnd = beforeHalfPair(text, Math.min(Math.max(room, 0), text.length));
    this.#head += text.slice(0, headEnd);
    this.#tail += text.slice(headEnd);
    // Trimming at twice the limit copies each character once on average, however small the pieces.
    if (this.#tail.length > 2 * this.#limits.tailBytes) this.#trim(this.#limits.tailBytes);
  }

  #trim(keep: number): void {
    const excess = this.#tail.length - keep;
    if (excess <= 0) return;
    const cut = beforeHalfPair(this.#tail, excess);
    this.#dropped += byteLength(this.#tail.slice(0, cut));
    this.#tail = this.#tail.slice(cut);
  }
}

/** The index, or one less where it would cut a surrogate pair in two. */
function beforeHalfPair(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  return index > 0 && index < text.length && unit >= 0xdc00 && unit <= 0xdfff ? index - 1 : index;
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
