import { writeSync } from 'node:fs';

/** A program that does not read fills its terminal (some KB); how soon it is asked again whether it takes more. */
const ASK_AGAIN_MS = 5;

/**
 * Writes to our side of a terminal, a descriptor that never waits: what it does not take at once stays in line. Node's own streams would
 * wait, and hold up every other terminal, when a program does not read.
 */
export class PtyInput {
  readonly #master: number;
  #line: Buffer[] = [];
  #asking: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(master: number) {
    this.#master = master;
  }

  write(text: string): void {
    if (this.#closed || text === '') return;
    this.#line.push(Buffer.from(text));
    if (this.#asking === undefined) this.#writeLine();
  }

  /** Nothing is written any more: the descriptor may be somebody else's soon. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#asking);
    this.#line = [];
  }

  #writeLine(): void {
    this.#asking = undefined;
    for (let next = this.#line.shift(); next; next = this.#line.shift()) {
      const rest = next.subarray(this.#take(next));
      if (rest.length === 0) continue;
      this.#line.unshift(rest);
      this.#asking = setTimeout(() => this.#writeLine(), ASK_AGAIN_MS);
      return;
    }
  }

  /** How many bytes the terminal took. */
  #take(bytes: Buffer): number {
    try {
      return writeSync(this.#master, bytes);
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
      // Hung up: nobody reads it any more.
      if ((thrown as NodeJS.ErrnoException).code === 'EIO') return bytes.length;
      throw thrown;
    }
  }
}
