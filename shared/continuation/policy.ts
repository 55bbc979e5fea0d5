import { reachedLimit } from '../budget/limits';
import { assertNever } from '../kernel/assertNever';
import { needsCompaction } from '../thread/context';
import { type GoalState, isPursued } from '../thread/goalState';
import { mayPlan, onlyLooks } from '../thread/plan';
import { wakesAt } from '../thread/quota';
import { isRestoring, type ThreadState, type TurnState } from '../thread/state';

/** What the app does next on a thread, always with a named reason that the timeline shows. */
export interface Answer {
  readonly next: 'continue' | 'verify' | 'wrap_up' | 'wait' | 'ask' | 'stop';
  readonly reason: string;
}

/**
 * The continuation policy (DESIGN.md §1.4): one look at the thread, one answer. The agent goes on only when nothing is pending,
 * nobody is asked, the goal is active, and the budget allows another turn; user input goes before every automatic reason.
 */
export function policy(state: ThreadState): Answer {
  const { goal } = state;
  if (plansWithoutGoal(state)) return planAnswer(state);
  if (!goal) return answer('stop', 'no_goal');
  switch (goal.status) {
    case 'draft':
      return draftAnswer(state);
    case 'active':
      return activeAnswer(state, goal);
    case 'verifying':
      return verifyingAnswer(state);
    case 'paused':
      return answer('stop', goal.mark.reason.startsWith('internal_error') ? 'internal_error' : 'paused');
    case 'blocked':
      return answer('ask', goal.mark.reason);
    case 'budget_limited':
      return answer('ask', goal.mark.reason);
    case 'usage_limited':
      return answer(wakesAt(goal) === null ? 'ask' : 'wait', goal.mark.reason);
    case 'complete':
      return answer('stop', goal.mark.reason);
    case 'cleared':
      return answer('stop', 'cleared');
    default:
      return assertNever(goal.status);
  }
}

function answer(next: Answer['next'], reason: string): Answer {
  return { next, reason };
}

/** A turn that plans or drafts beside a goal that is not being pursued, or a message that would start one. */
function plansWithoutGoal(state: ThreadState): boolean {
  if (isPursued(state.goal?.status)) return false;
  if (state.turn) return onlyLooks(state.turn.kind);
  return state.mode !== 'goal' && mayPlan(state);
}

function planAnswer(state: ThreadState): Answer {
  if (state.turn) return turnAnswer(state, state.turn);
  if (state.revert) return answer('wait', 'reverting');
  if (Object.keys(state.questions).length > 0) return answer('ask', 'question_open');
  if (state.goal?.status === 'draft' && reachedLimit(state.goal.contract.budget, state.goal.usage)) {
    return answer('stop', 'budget_used_up');
  }
  return state.inputs.length > 0 ? answer('continue', 'user_input') : answer('stop', `${state.mode}_mode`);
}

function draftAnswer(state: ThreadState): Answer {
  if (state.verification) return answer('verify', 'baseline');
  if (state.questions['baseline']) return answer('ask', 'baseline_flagged');
  return answer('stop', 'not_activated');
}

function verifyingAnswer(state: ThreadState): Answer {
  if (state.verification) return answer('verify', 'claim');
  if (state.revert) return answer('wait', 'reverting');
  if (isRestoring(state)) return answer('wait', 'protected_restoring');
  if (state.questions['protected']) return answer('ask', 'protected_changed');
  return answer('ask', asksPerson(state) ? 'human_check' : 'acceptance');
}

function asksPerson(state: ThreadState): boolean {
  return Object.values(state.questions).some(({ question }) => question.kind === 'human');
}

function activeAnswer(state: ThreadState, goal: GoalState): Answer {
  if (state.turn) return turnAnswer(state, state.turn);
  if (state.verification) return answer('verify', 'check_pending');
  if (state.revert) return answer('wait', 'reverting');
  if (Object.keys(state.questions).length > 0) return answer('ask', 'question_open');
  if (isRestoring(state)) return answer('wait', 'protected_restoring');
  if (goal.wrapUp !== null) return answer('wrap_up', 'wrap_up_asked');
  const limit = reachedLimit(goal.contract.budget, goal.usage);
  if (limit) return answer('wrap_up', `budget_${limit.limit}`);
  if (state.inputs.length > 0) return answer('continue', 'user_input');
  if (state.mode !== 'goal') return answer('stop', `${state.mode}_mode`);
  if (goal.suppressed) return answer('stop', state.lastTurn?.kind === 'plan' ? 'plan_only' : 'no_tool_call');
  return answer('continue', goal.continueReason);
}

function turnAnswer(state: ThreadState, turn: TurnState): Answer {
  if (state.verification) return answer('verify', 'check_pending');
  if (turn.calls.some((call) => call.asks !== null)) return answer('ask', 'permission');
  if (turn.calls.some((call) => call.wait !== null)) return answer('wait', 'waiting');
  if (turn.calls.length > 0) return answer('wait', 'tool_pending');
  const { failure } = turn;
  if (failure && !turn.request && failure.error.kind !== 'context_full') return answer('wait', `retry_${failure.error.kind}`);
  if (needsCompaction(state, turn)) return answer('wait', 'compaction');
  return answer('wait', 'model_request');
}
