import type { RecordedEvent } from '../thread/events';
import type { Span } from './timeline';
import { TurnIdleness } from './turnIdleness';

/** A turn that has ended here, and when it was active, in the order of time: `activeMs` in all. */
export interface EndedTurn {
  readonly turn: string;
  readonly activeMs: number;
  readonly active: readonly Span[];
}

/**
 * The active time of turns from their events alone, told in their order: without waits, pauses and time in which no process lived. It
 * comes to what the state counts (`thread/activeTime.ts`).
 */
export class TurnClock {
  readonly #idleness = new TurnIdleness();
  #isOpen = false;
  #active: Span[] = [];
  /** Since when the open turn is active; null while it is idle. */
  #since: number | null = null;

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Answers the turn that this event ends. */
  tell(event: RecordedEvent): EndedTurn | undefined {
    this.#idleness.tell(event);
    if (event.type === 'turn.finished') return this.#end(event.data.turn, event.at);
    if (event.type === 'turn.interrupted') return this.#end(event.data.turn, event.data.activeUntil);
    if (event.type === 'turn.started') this.#begin();
    if (event.type === 'turn.resumed' && this.#since !== null) this.#stop(event.data.idleFrom);
    if (!this.#isOpen) return undefined;
    if (this.#idleness.isIdle) this.#stop(event.at);
    else this.#since ??= event.at;
    return undefined;
  }

  /** When the open turn was active, as seen at an instant. */
  activeUntil(now: number): readonly Span[] {
    return this.#since === null || now <= this.#since ? this.#active : [...this.#active, { from: this.#since, to: now }];
  }

  #begin(): void {
    this.#isOpen = true;
    this.#active = [];
    this.#since = null;
  }

  #stop(at: number): void {
    this.#active = [...this.activeUntil(at)];
    this.#since = null;
  }

  #end(turn: string, until: number): EndedTurn | undefined {
    if (!this.#isOpen) return undefined;
    this.#stop(until);
    this.#isOpen = false;
    return { turn, activeMs: this.#active.reduce((sum, { from, to }) => sum + to - from, 0), active: this.#active };
  }
}
