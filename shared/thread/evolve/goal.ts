import type { Instant } from '../../kernel/ids';
import type { Actor, EventData } from '../events';
import { type GoalState, type GoalStatus, newGoal, type ThreadState } from '../state';
import { contextTriedAnew, withoutWords } from './context';

/** Changes the goal where there is one; events about a goal never come without one. */
export function withGoal(state: ThreadState, change: (goal: GoalState) => GoalState): ThreadState {
  return state.goal ? { ...state, goal: change(state.goal) } : state;
}

export function setStatus(state: ThreadState, status: GoalStatus, by: Actor, at: Instant, reason: string): ThreadState {
  return withGoal(state, (goal) => ({ ...goal, status, mark: { by, at, reason } }));
}

export function goalDrafted(state: ThreadState, data: EventData<'goal.drafted'>, at: Instant): ThreadState {
  const mark = { by: data.by, at, reason: 'drafted' };
  return {
    ...withoutWords(state),
    goal: newGoal(data.contract, data.revision, data.source ?? null, mark),
    evidence: [],
    startTree: null,
  };
}

/** What was proven, and waited to be accepted, was another contract's: the goal goes on under this one. */
export function goalEdited(state: ThreadState, data: EventData<'goal.edited'>, at: Instant): ThreadState {
  const proven = state.goal?.status === 'verifying' && state.goal.held === null;
  return withGoal(proven ? setStatus(state, 'active', data.by, at, 'goal_edited') : state, (goal) => ({
    ...goal,
    contract: data.contract,
    revision: data.revision,
    suppressed: false,
    continueReason: 'goal_edited',
  }));
}

export function goalActivated(state: ThreadState, data: EventData<'goal.activated'>, at: Instant): ThreadState {
  const activated = setStatus(state, 'active', data.by, at, 'activated');
  const tree = state.checkpoint?.tree ?? null;
  return {
    ...withGoal(activated, (goal) => ({
      ...goal,
      baseline: { checkpoint: data.checkpoint, flags: data.flags },
      protected: data.protected,
      continueReason: 'goal_activated',
    })),
    startTree: tree,
    boundaryTree: tree,
  };
}

export function goalClaimed(state: ThreadState, data: EventData<'goal.claimed'>, at: Instant): ThreadState {
  return withGoal(setStatus(state, 'verifying', 'agent', at, 'claimed'), (goal) => ({
    ...goal,
    claims: data.claim,
    summary: data.summary,
  }));
}

export function goalCompleted(state: ThreadState, data: EventData<'goal.completed'>, at: Instant): ThreadState {
  return withGoal(setStatus(state, 'complete', data.by, at, 'evidence_complete'), (goal) => ({ ...goal, summary: data.summary }));
}

/** Resume, answer and reopen all go back to active, and count as a change after which the agent may go on. */
export function goalResumed(state: ThreadState, by: Actor, at: Instant, reason: string): ThreadState {
  return withGoal(setStatus(contextTriedAnew(state), 'active', by, at, reason), (goal) => ({
    ...goal,
    suppressed: false,
    wrapUp: null,
    sameFailure: { key: '', count: 0 },
    continueReason: reason,
  }));
}

export function budgetChanged(state: ThreadState, data: EventData<'budget.changed'>): ThreadState {
  return withGoal(state, (goal) => ({ ...goal, contract: { ...goal.contract, budget: data.budget } }));
}
