import { reachedLimit } from '../../budget/limits';
import type { Instant } from '../../kernel/ids';
import type { Command } from '../commands';
import type { ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';
import { noGoal, resumeHere } from './goal';

type Order = Extract<Command, { type: 'budget.change' }>;

/**
 * Raises, lowers or removes limits; what is lowered below use ends the turn at its next request. With `resume` it is one order: either
 * the budget is changed and the goal goes on, or nothing is changed and the sentence says why.
 */
export function changeBudget(state: ThreadState, order: Order, at: Instant): Decided {
  const { goal } = state;
  if (!goal || goal.status === 'cleared') return noGoal();
  const used = reachedLimit(order.budget, goal.usage);
  if (order.resume && used) {
    const spent = Math.ceil(used.used * 100) / 100;
    return refuse(
      'budget_used_up',
      `A ${used.limit} budget of ${used.max} is used up already: ${spent} are spent. Set more than that, or none; nothing was changed.`,
    );
  }
  const decision = new Decision(state, at).add('budget.changed', { by: order.by, budget: order.budget });
  const refused = order.resume ? resumeHere(decision, order.by, 'budget_extended') : undefined;
  return refused ?? decision.done();
}
