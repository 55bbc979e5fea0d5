import { stillNear } from '../../budget/limits';
import type { Instant } from '../../kernel/ids';
import type { EventData } from '../events';
import type { ThreadState } from '../state';
import { setStatus, withGoal } from './goal';

type ByProvider = Extract<EventData<'goal.limited'>, { by: 'provider' }>;

export function budgetChanged(state: ThreadState, data: EventData<'budget.changed'>): ThreadState {
  return withGoal(state, (goal) => ({
    ...goal,
    contract: { ...goal.contract, budget: data.budget },
    warned: stillNear(data.budget, goal.usage, goal.warned),
  }));
}

export function budgetWarned(state: ThreadState, data: EventData<'budget.warned'>): ThreadState {
  return withGoal(state, (goal) => ({ ...goal, warned: [...goal.warned, data.limit] }));
}

/** A log of before there were wake-ups names none: its goals wait for the user, as they did. */
export function usageLimited(state: ThreadState, data: ByProvider, at: Instant): ThreadState {
  return withGoal(setStatus(state, 'usage_limited', 'app', at, 'provider_quota'), (goal) => ({
    ...goal,
    quota: { resetAt: data.resetAt, wakeAt: data.wakeAt ?? null, refusals: (goal.quota?.refusals ?? 0) + 1 },
  }));
}
