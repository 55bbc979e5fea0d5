/** Bytes of one answer, in UTF-16 units: some 10,000 tokens, a large source file. */
const MAX_UNITS = 40_000;

/** Of a longer line only the start is shown: minified code would else fill the answer. */
const MAX_LINE_UNITS = 2_000;

/** The lines asked for of a text that comes piece by piece, with their numbers, bounded. */
export class NumberedLines {
  readonly #first: number;
  readonly #limit: number;
  readonly #out: string[] = [];
  #units = 0;
  #line = 1;
  #partial = '';
  #partialUnits = 0;
  #full = false;

  /** `first` counts from 1. */
  constructor(first: number, limit: number) {
    this.#first = first;
    this.#limit = limit;
  }

  /** Takes a piece; answers whether more is wanted. */
  push(piece: string): boolean {
    const lines = piece.split('\n');
    const rest = lines.pop() ?? '';
    for (const line of lines) {
      this.#extend(line);
      this.#end();
    }
    this.#extend(rest);
    return !this.#full;
  }

  /** The answer: the numbered lines, and how to read on. */
  finish(): string {
    const lacksEnd = this.#partialUnits > 0;
    if (lacksEnd) this.#end();
    const read = this.#line - 1;
    if (this.#full) return `${this.#out.join('')}[more lines follow: read on with offset ${this.#first + this.#out.length}]`;
    if (read === 0) return '[the file is empty]';
    if (this.#out.length === 0) return `[the file has only ${read} lines]`;
    return `${this.#out.join('')}[end of file${lacksEnd ? ', without a newline at the end' : ''}]`;
  }

  #extend(part: string): void {
    if (this.#full || this.#line < this.#first) {
      this.#partialUnits += part.length;
      return;
    }
    this.#partial += part.slice(0, MAX_LINE_UNITS + 1 - Math.min(this.#partial.length, MAX_LINE_UNITS + 1));
    this.#partialUnits += part.length;
  }

  #end(): void {
    if (!this.#full && this.#line >= this.#first) this.#show();
    this.#line += 1;
    this.#partial = '';
    this.#partialUnits = 0;
  }

  #show(): void {
    const text = this.#partial.replace(/\r$/, '');
    const cut = this.#partialUnits > MAX_LINE_UNITS + 1;
    const shown = cut ? `${text.slice(0, MAX_LINE_UNITS)} [line cut: ${this.#partialUnits} characters]` : text;
    const numbered = `${this.#line}\t${shown}\n`;
    if (this.#out.length >= this.#limit || (this.#out.length > 0 && this.#units + numbered.length > MAX_UNITS)) {
      this.#full = true;
      return;
    }
    this.#units += numbered.length;
    this.#out.push(numbered);
  }
}
