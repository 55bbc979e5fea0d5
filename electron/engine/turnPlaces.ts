import type { ThreadId, TurnId } from '../../shared/kernel/ids';
import type { Line } from './line';

interface Place {
  readonly turn: TurnId;
  /** How many pieces of the turn's work are being carried out in it. */
  readonly uses: number;
}

/** A thread's one wait for a place, however many pieces of its work want it. */
interface Coming {
  readonly admitted: Promise<boolean>;
  readonly off: AbortController;
  wanted: number;
}

/** Which threads hold a place among the turns that work at once, and for which turn. One place for a thread, whatever it does in it. */
export class TurnPlaces {
  readonly #line: Line;
  readonly #held = new Map<ThreadId, Place>();
  readonly #coming = new Map<ThreadId, Coming>();

  constructor(line: Line) {
    this.#line = line;
  }

  /** Resolves true once the turn's work may go on, in the place the thread holds or in one it waited for; false when called off. */
  async enter(thread: ThreadId, turn: TurnId, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const held = this.#held.get(thread);
      if (held && (held.turn === turn || this.#line.isEmpty)) {
        // The next turn of the same thread takes the place over where nobody waits for it.
        this.#held.set(thread, { turn, uses: held.uses + 1 });
        return true;
      }
      this.keep(thread, turn);
      await this.#come(thread, turn, signal);
    }
    return false;
  }

  holds(thread: ThreadId): boolean {
    return this.#held.has(thread);
  }

  leave(thread: ThreadId): void {
    const held = this.#held.get(thread);
    if (held) this.#held.set(thread, { ...held, uses: held.uses - 1 });
  }

  /** Gives the thread's place back unless it is held for this turn. Work that is still ending keeps it until it has ended. */
  keep(thread: ThreadId, turn: TurnId | undefined): void {
    const held = this.#held.get(thread);
    if (!held || held.uses > 0 || held.turn === turn) return;
    this.#held.delete(thread);
    this.#line.leave();
  }

  async #come(thread: ThreadId, turn: TurnId, signal: AbortSignal): Promise<void> {
    const coming = this.#coming.get(thread) ?? this.#begin(thread, turn);
    coming.wanted += 1;
    const leave = () => {
      coming.wanted -= 1;
      if (coming.wanted === 0) coming.off.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    await coming.admitted;
    signal.removeEventListener('abort', leave);
  }

  #begin(thread: ThreadId, turn: TurnId): Coming {
    const off = new AbortController();
    const admitted = this.#line.enter(thread, off.signal).then((entered) => {
      this.#coming.delete(thread);
      if (entered) this.#held.set(thread, { turn, uses: 0 });
      return entered;
    });
    const coming = { admitted, off, wanted: 0 };
    this.#coming.set(thread, coming);
    return coming;
  }
}
