import { addActiveTime, addCharge, addUsage, NO_USAGE, type Usage } from '../budget/usage';
import type { RecordedEvent } from '../thread/events';
import { isGoalTurn } from '../thread/evolve/turn';
import { onlyLooks } from '../thread/plan';
import { TurnClock } from './turnClock';

/** What had been spent by then. */
export interface Step {
  readonly at: number;
  readonly usage: Usage;
}

/**
 * What the present goal had spent, from its first baseline on, each time it spent something. It begins with what the goal was
 * drafted with, which planning had cost before: the same sums as the state's own fold, from all events of the thread.
 */
export function usageSteps(events: readonly RecordedEvent[]): readonly Step[] {
  const fold = new UsageFold();
  for (const event of events) fold.tell(event);
  return fold.steps;
}

class UsageFold {
  steps: Step[] = [];
  readonly #turns = new TurnClock();
  #usage: Usage = NO_USAGE;
  #unclaimed: Usage = NO_USAGE;
  /** There is no goal, or it has ended: a plan is charged to the next one. */
  #over = true;
  #plans = false;
  #shown = false;

  tell(event: RecordedEvent): void {
    const ended = this.#turns.tell(event);
    if (ended) {
      this.#spend(event.at, (usage) => addActiveTime(usage, ended.activeMs));
      this.#plans = false;
    }
    switch (event.type) {
      case 'goal.drafted':
        return this.#draft();
      case 'goal.completed':
      case 'goal.cleared':
        this.#over = true;
        return;
      case 'goal.reopened':
        this.#over = false;
        return;
      case 'verification.started':
      case 'goal.activated':
        return this.#show(event.at);
      case 'turn.started':
        this.#plans = onlyLooks(event.data.kind);
        if (!isGoalTurn(event.data.kind)) return;
        return this.#spend(event.at, (usage) => ({ ...usage, turns: usage.turns + 1 }));
      case 'usage.charged':
        return this.#spend(event.at, (usage) => addCharge(usage, event.data.tokens, event.data.usd));
      case 'evidence.recorded':
        // Within a turn its time is the turn's.
        if (this.#turns.isOpen) return;
        return this.#spend(event.at, (usage) => addActiveTime(usage, event.data.evidence.durationMs));
      default:
        return;
    }
  }

  /** Another goal: what was spent since the last, and on a draft that this one replaces, is its own. */
  #draft(): void {
    this.#usage = addUsage(this.#unclaimed, this.#over ? NO_USAGE : this.#usage);
    this.#unclaimed = NO_USAGE;
    this.#over = false;
    this.#shown = false;
    this.steps = [];
  }

  #show(at: number): void {
    if (this.#shown) return;
    this.#shown = true;
    this.steps.push({ at, usage: this.#usage });
  }

  #spend(at: number, add: (usage: Usage) => Usage): void {
    if (this.#plans && this.#over) {
      this.#unclaimed = add(this.#unclaimed);
      return;
    }
    this.#usage = add(this.#usage);
    if (this.#shown) this.steps.push({ at, usage: this.#usage });
  }
}
