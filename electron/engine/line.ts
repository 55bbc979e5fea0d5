import type { ThreadId } from '../../shared/kernel/ids';

/**
 * So many of those that go first are served in a row while somebody else waits; then the longest waiting of the others is. At
 * most three quarters of the places go to people's words, so that goals which go on by themselves are never starved.
 */
const FIRST_IN_A_ROW = 3;

export interface LineParts {
  /** At most so many places are taken at once. */
  readonly limit: number;
  /** Whether the thread is served before those that came earlier; asked whenever a place is free. */
  readonly goesFirst: (thread: ThreadId) => boolean;
  readonly changed: () => void;
}

interface Waiting {
  readonly thread: ThreadId;
  readonly admit: () => void;
}

/** Places that are given in the order in which they were asked for, but for those that go first. */
export class Line {
  readonly #parts: LineParts;
  #limit: number;
  #taken = 0;
  #firstInARow = 0;
  #waiting: readonly Waiting[] = [];

  constructor(parts: LineParts) {
    this.#parts = parts;
    this.#limit = parts.limit;
  }

  /** Resolves true with a place, which `leave` gives back; false when `signal` aborted before there was one. */
  enter(thread: ThreadId, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const giveUp = () => {
        this.#remove(waiting);
        resolve(false);
      };
      const admit = () => {
        signal.removeEventListener('abort', giveUp);
        resolve(true);
      };
      const waiting: Waiting = { thread, admit };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting = [...this.#waiting, waiting];
      this.#admit();
      if (this.#waiting.includes(waiting)) this.#parts.changed();
    });
  }

  /** Nobody waits. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  leave(): void {
    this.#taken -= 1;
    this.#admit();
  }

  /** A lower limit takes no place away: those that are left empty are not given again. */
  setLimit(limit: number): void {
    this.#limit = limit;
    this.#admit();
  }

  /** The waiting threads in the order in which they will be served, as far as can be known now. */
  order(): readonly ThreadId[] {
    return this.#inTurn().map(({ thread }) => thread);
  }

  #admit(): void {
    let admitted = false;
    while (this.#taken < this.#limit && this.#waiting.length > 0) {
      const next = this.#inTurn()[0];
      if (!next) return;
      this.#firstInARow = this.#countFirst(next);
      this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
      this.#taken += 1;
      admitted = true;
      next.admit();
    }
    if (admitted) this.#parts.changed();
  }

  #remove(waiting: Waiting): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
    this.#parts.changed();
  }

  #inTurn(): readonly Waiting[] {
    const first = this.#waiting.filter(({ thread }) => this.#parts.goesFirst(thread));
    const rest = this.#waiting.filter((waiting) => !first.includes(waiting));
    const order: Waiting[] = [];
    let inARow = this.#firstInARow;
    while (first.length > 0 && rest.length > 0) {
      const next = inARow < FIRST_IN_A_ROW ? first.shift() : rest.shift();
      inARow = inARow < FIRST_IN_A_ROW ? inARow + 1 : 0;
      if (next) order.push(next);
    }
    return [...order, ...first, ...rest];
  }

  /** Only what is served past somebody else counts. */
  #countFirst(next: Waiting): number {
    const { goesFirst } = this.#parts;
    const passes = goesFirst(next.thread) && this.#waiting.some(({ thread }) => !goesFirst(thread));
    return passes ? this.#firstInARow + 1 : 0;
  }
}
