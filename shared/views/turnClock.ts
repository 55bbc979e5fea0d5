import type { RecordedEvent } from '../thread/events';

/** A turn that has ended here, and the active time it had. */
export interface EndedTurn {
  readonly turn: string;
  readonly activeMs: number;
}

/** The active time of turns from their events alone, told in their order: without waits, pauses and time in which no process lived. */
export class TurnClock {
  #from: number | null = null;
  #idleFrom: number | null = null;

  get isOpen(): boolean {
    return this.#from !== null;
  }

  /** Answers the turn that this event ends. */
  tell(event: RecordedEvent): EndedTurn | undefined {
    if (event.type === 'turn.started') this.#from = event.at;
    else if (event.type === 'turn.resumed' && this.#idleFrom === null) this.#shift(event.at - event.data.idleFrom);
    else if (event.type === 'wait.started' || (event.type === 'request.failed' && event.data.retryAt !== null)) {
      this.#idleFrom ??= event.at;
    } else if ((event.type === 'wait.ended' || event.type === 'request.started') && this.#idleFrom !== null) {
      this.#shift(event.at - this.#idleFrom);
      this.#idleFrom = null;
    } else if (event.type === 'turn.finished') return this.#end(event.data.turn, event.at);
    else if (event.type === 'turn.interrupted') return this.#end(event.data.turn, event.data.activeUntil);
    return undefined;
  }

  /** The turn counts as if it had begun so much later. */
  #shift(idle: number): void {
    if (this.#from !== null) this.#from += Math.max(0, idle);
  }

  #end(turn: string, until: number): EndedTurn | undefined {
    const from = this.#from;
    const activeMs = from === null ? 0 : Math.max(0, Math.min(until, this.#idleFrom ?? until) - from);
    this.#from = null;
    this.#idleFrom = null;
    return from === null ? undefined : { turn, activeMs };
  }
}
