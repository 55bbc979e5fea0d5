import { BoundaryScanner } from '../../shared/terminal/boundary';
import { coloursOf, type FloodPart, floodPart } from './floodPart';

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

export type Entry = Uint8Array | Size;

/**
 * Output and sizes that were not parsed yet. Of a flood it keeps the lines that are still in reach, and the colours of what was before
 * them: the rest scrolled away, and need not be parsed to know what it left behind.
 */
export class Backlog {
  readonly #scrollback: number;
  #rows: number;
  /** Must be parsed before it is known where the flood behind it scrolls. */
  #head: Entry[] = [];
  #headBytes = 0;
  #flood: FloodPart[] = [];
  #floodBytes = 0;
  /** Effective line feeds of the flood but its first part: those that scroll for certain. */
  #scrolls = 0;
  /** What the flood's first part follows; of parts that are gone. */
  #colours: Uint8Array | undefined;
  /** Everything before the flood was parsed, and the whole screen scrolls there. */
  #settled = true;
  /** Of what is no flood: whether it ended inside a sequence. */
  readonly #scanner = new BoundaryScanner();

  constructor(size: Size, scrollback: number) {
    this.#rows = size.rows;
    this.#scrollback = scrollback;
  }

  get bytes(): number {
    return this.#headBytes + this.#floodBytes;
  }

  get empty(): boolean {
    return this.#head.length === 0 && this.#flood.length === 0;
  }

  /** Bytes that would be let go if it was known where they scroll, and bytes to be parsed to know it. */
  get held(): { readonly flood: number; readonly head: number } {
    return { flood: this.#settled ? 0 : this.#floodBytes, head: this.#headBytes };
  }

  /** Takes bytes that nobody changes afterwards, cut where a terminal's bytes may be cut. */
  push(bytes: Uint8Array): void {
    const part = this.#scanner.between ? floodPart(bytes) : undefined;
    if (part) return this.#follow(part);
    this.#scanner.push(bytes);
    this.#endFlood();
    this.#head.push(bytes);
    this.#headBytes += bytes.byteLength;
    this.#settled = false;
  }

  resize(size: Size): void {
    this.#endFlood();
    this.#head.push(size);
    this.#settled = false;
    this.#rows = size.rows;
  }

  /** Everything, in order. Then `settle` is to be called when it was parsed. */
  take(): readonly Entry[] {
    this.#endFlood();
    return this.takeHead();
  }

  /** What must be parsed to know where the flood scrolls. Then `settle` is to be called when it was parsed. */
  takeHead(): readonly Entry[] {
    const head = this.#head;
    [this.#head, this.#headBytes, this.#settled] = [[], 0, false];
    return head;
  }

  /** What was taken was parsed: whether the whole screen scrolls there (`scrollsWhole`). */
  settle(scrollsWhole: boolean): void {
    if (this.#head.length > 0) return;
    if (!scrollsWhole) return this.#endFlood();
    this.#settled = true;
    this.#letGo();
  }

  #follow(part: FloodPart): void {
    if (this.#flood.length > 0) this.#scrolls += this.#scrollsOf(part);
    this.#flood.push(part);
    this.#floodBytes += part.bytes.byteLength;
    if (this.#settled) this.#letGo();
  }

  /** Every line feed scrolls but those by which a cursor that went up, or a line that was moved down, comes to the last line again. */
  #scrollsOf({ feeds, moves }: FloodPart): number {
    return feeds - 2 * this.#rows * moves;
  }

  /** Lets go of the first parts as long as those after them scroll all of it out of reach. */
  #letGo(): void {
    const enough = this.#scrollback + 2 * this.#rows + 2;
    const gone: Uint8Array[] = [];
    for (;;) {
      const [first, second] = [this.#flood[gone.length], this.#flood[gone.length + 1]];
      if (!first || !second?.returns || this.#scrolls - (second.feeds - second.feedsInPlace) < enough) break;
      gone.push(first.bytes);
      this.#floodBytes -= first.bytes.byteLength;
      this.#scrolls -= this.#scrollsOf(second);
    }
    if (gone.length === 0) return;
    this.#flood.splice(0, gone.length);
    this.#colours = coloursOf(this.#colours ? [this.#colours, ...gone] : gone);
  }

  /** What is not known to scroll on must be parsed. */
  #endFlood(): void {
    if (this.#colours) this.#head.push(this.#colours);
    for (const { bytes } of this.#flood) this.#head.push(bytes);
    this.#headBytes += this.#floodBytes + (this.#colours?.byteLength ?? 0);
    [this.#flood, this.#floodBytes, this.#scrolls, this.#colours] = [[], 0, 0, undefined];
    if (this.#head.length > 0) this.#settled = false;
  }
}

/** Output that may wait unparsed before it is parsed all the same, of all terminals together: a second of a flood. */
const MOST_UNPARSED_BYTES = 24 * 1024 * 1024;

/** Counts what waits unparsed in a process. */
export class UnparsedBudget {
  #bytes = 0;

  add(bytes: number): void {
    this.#bytes += bytes;
  }

  /** What can be parsed should be. */
  get spent(): boolean {
    return this.#bytes > MOST_UNPARSED_BYTES;
  }

  /** Parsing does not keep up. */
  get overspent(): boolean {
    return this.#bytes > (4 / 3) * MOST_UNPARSED_BYTES;
  }
}
