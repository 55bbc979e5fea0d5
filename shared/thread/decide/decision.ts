import type { Instant } from '../../kernel/ids';
import { err, ok, type Result } from '../../kernel/result';
import type { Refusal } from '../commands';
import { type EventData, type EventType, event, type ThreadEvent } from '../events';
import { evolve } from '../evolve';
import type { GoalState } from '../goalState';
import type { ThreadState } from '../state';
import { newlyNear } from './warn';

export type Decided = Result<readonly ThreadEvent[], Refusal>;

/** The events of one order as they are being decided: each added fact is folded at once, so that the next rule sees it. */
export class Decision {
  readonly events: ThreadEvent[] = [];
  readonly at: Instant;
  #state: ThreadState;

  constructor(state: ThreadState, at: Instant) {
    this.#state = state;
    this.at = at;
  }

  get state(): ThreadState {
    return this.#state;
  }

  /** The goal; the caller has made sure that there is one. */
  get goal(): GoalState {
    if (!this.#state.goal) throw new Error('a decision about a goal on a thread without one');
    return this.#state.goal;
  }

  add<T extends EventType>(type: T, data: EventData<T>): this {
    const fact = event(type, data);
    this.events.push(fact);
    this.#state = evolve(this.#state, fact, this.at);
    return this;
  }

  done(): Decided {
    for (const meter of newlyNear(this.#state, this.at)) this.add('budget.warned', meter);
    return ok(this.events);
  }
}

export function refuse(code: Refusal['code'], message: string): Decided {
  return err({ code, message });
}
