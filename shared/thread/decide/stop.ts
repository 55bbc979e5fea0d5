import { reachedLimit } from '../../budget/limits';
import type { Decision } from './decision';

/** Why a goal was paused that had been asked to wrap up. */
export const WRAPPED_UP = 'wrapped_up';

/** What a wrap-up ends in. Answers false, and stops nothing, where its reason is gone: the budget was extended meanwhile. */
export function stopAfterWrapUp(decision: Decision): boolean {
  const asked = decision.goal.wrapUp !== null;
  if (limitGoal(decision)) return true;
  if (asked) decision.add('goal.paused', { by: 'user', reason: WRAPPED_UP });
  return asked;
}

/**
 * Limited is never complete: the goal stops where it stands, with its usage and history. Answers false, and limits nothing, where
 * the budget was extended during the wrap-up.
 */
function limitGoal(decision: Decision): boolean {
  const reached = reachedLimit(decision.goal.contract.budget, decision.goal.usage);
  if (reached) decision.add('goal.limited', { by: 'budget', ...reached });
  return reached !== undefined;
}
