import { followUp, type InputCost } from '../../shared/continuation/followUp';
import type { Work } from '../../shared/continuation/owed';
import type { Instant, ThreadId } from '../../shared/kernel/ids';
import { ok, type Result } from '../../shared/kernel/result';
import type { Command, Refusal } from '../../shared/thread/commands';
import { decide } from '../../shared/thread/decide';
import type { ThreadEvent } from '../../shared/thread/events';
import { evolve, firstState } from '../../shared/thread/evolve';
import type { ThreadState } from '../../shared/thread/state';

/** More orders than any step brings with it: a rule that owed itself again and again would else hold the whole app. */
const MOST_FOLLOW_UPS = 64;

/**
 * What one transaction stores: facts in their order, each with the state after it, and the keys of the work that they
 * have begun and that is still owed: its worker must not begin it again.
 */
export interface Step {
  readonly facts: readonly { readonly fact: ThreadEvent; readonly state: ThreadState }[];
  readonly begun: readonly string[];
}

/**
 * An order's facts, and those of the orders that follow from the state alone (see `followUp`): answer, end of turn, next turn and
 * next request are one step, and cost one flush of the disk. `next` says which work would begin after the step so far.
 */
export function stepOf(
  order: { readonly thread: ThreadId; readonly state: ThreadState | undefined; readonly command: Command; readonly at: Instant },
  next: (state: ThreadState) => readonly Work[],
  inputCost: InputCost,
): Result<Step, Refusal> {
  const decided = decide(order.state, order.command, order.at);
  if (!decided.ok) return decided;
  const facts: { fact: ThreadEvent; state: ThreadState }[] = [];
  const begun: string[] = [];
  let state = order.state;
  const take = (made: readonly ThreadEvent[]) => {
    for (const fact of made) {
      state = state ? evolve(state, fact, order.at) : firstState(order.thread, fact, order.at);
      facts.push({ fact, state });
    }
  };
  take(decided.value);
  for (let count = 0; state && count < MOST_FOLLOW_UPS; count += 1) {
    const following = followingOf(state, next(state), order.at, inputCost);
    if (!following) break;
    begun.push(following.key);
    take(following.facts);
  }
  const after = state;
  const owed = after && begun.length > 0 ? next(after).map((work) => work.key) : [];
  return ok({ facts, begun: begun.filter((key) => owed.includes(key)) });
}

/** The first work that an order begins. One that is refused is left to its worker, whose fault it then is. */
function followingOf(state: ThreadState, works: readonly Work[], at: Instant, inputCost: InputCost) {
  for (const work of works) {
    const command = followUp(state, work, at, inputCost);
    const decided = command && decide(state, command, at);
    if (decided?.ok && decided.value.length > 0) return { key: work.key, facts: decided.value };
  }
  return undefined;
}
