import type { ThreadId } from '../kernel/ids';
import type { Actor, RecordedEvent } from '../thread/events';
import { fold } from '../thread/evolve';
import type { GoalStatus } from '../thread/goalState';
import { isOver } from '../thread/over';
import type { ThreadState } from '../thread/state';
import { isReported } from './record';

/** One status of the goal: since when, who set it, and why. */
export interface StatusStep {
  readonly at: number;
  readonly status: GoalStatus;
  readonly by: Actor;
  readonly reason: string;
}

/**
 * The present goal's record, as the one fold of a thread's events comes by it (law 10): its facts from its first draft on, and every
 * status it had. `formerGoals` counts those of the thread that ended before it was drafted; they are not in it.
 */
export class GoalRecord {
  readonly #thread: ThreadId;
  #state: ThreadState | undefined;
  #events: RecordedEvent[] = [];
  #history: StatusStep[] = [];
  #formerGoals = 0;

  constructor(thread: ThreadId) {
    this.#thread = thread;
  }

  get state(): ThreadState | undefined {
    return this.#state;
  }

  get events(): readonly RecordedEvent[] {
    return this.#events;
  }

  get history(): readonly StatusStep[] {
    return this.#history;
  }

  get formerGoals(): number {
    return this.#formerGoals;
  }

  /** The thread's events in their order. */
  tell(event: RecordedEvent): void {
    if (event.type === 'goal.drafted' && this.#state && isOver(this.#state)) this.#beginAnew();
    this.#state = withoutConversation(fold(this.#thread, this.#state, [event]));
    if (isReported(event)) this.#events.push(event);
    this.#note();
  }

  #beginAnew(): void {
    if (this.#state?.goal) this.#formerGoals += 1;
    this.#events = [];
    this.#history = [];
  }

  #note(): void {
    const goal = this.#state?.goal;
    if (!goal) return;
    const { at, by, reason } = goal.mark;
    const last = this.#history.at(-1);
    if (last && last.status === goal.status && last.at === at && last.reason === reason) return;
    this.#history.push({ at, status: goal.status, by, reason });
  }
}

/** Of the conversation so many items may stand: each new one copies those before it. */
const KEPT_ITEMS = 200;

/** What the model is told is no part of a record, and in a thread of 100,000 events by far the largest part of its state. */
function withoutConversation(state: ThreadState | undefined): ThreadState | undefined {
  return state && state.transcript.length > KEPT_ITEMS ? { ...state, transcript: [] } : state;
}
