import { writeSync } from 'node:fs';

/** A program that does not read fills its terminal (some KB); how soon it is asked again whether it takes more. */
const ASK_AGAIN_MS = 5;

/**
 * Writes to our side of a terminal, a descriptor that never waits: what it does not take at once stays in line. Node's own streams would
 * wait, and hold up every other terminal, when a program does not read. `isOpen` tells whether the descriptor is still the terminal's.
 */
export class PtyInput {
  readonly #master: number;
  readonly #isOpen: () => boolean;
  #line: Buffer[] = [];
  #asking: NodeJS.Timeout | undefined;

  constructor(master: number, isOpen: () => boolean) {
    this.#master = master;
    this.#isOpen = isOpen;
  }

  write(text: string): void {
    if (text === '') return;
    this.#line.push(Buffer.from(text));
    if (this.#asking === undefined) this.#writeLine();
  }

  /** Forgets what stands in line. */
  drop(): void {
    clearTimeout(this.#asking);
    this.#asking = undefined;
    this.#line = [];
  }

  #writeLine(): void {
    this.#asking = undefined;
    if (!this.#isOpen()) return this.drop();
    for (let next = this.#line.shift(); next; next = this.#line.shift()) {
      const rest = next.subarray(this.#take(next));
      if (rest.length === 0) continue;
      this.#line.unshift(rest);
      this.#asking = setTimeout(() => this.#writeLine(), ASK_AGAIN_MS);
      return;
    }
  }

  /** How many bytes the terminal took; all of them where it has hung up, since nobody will read them. */
  #take(bytes: Buffer): number {
    try {
      return writeSync(this.#master, bytes);
    } catch (thrown) {
      return (thrown as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : bytes.length;
    }
  }
}
