import { stillNear } from '../../budget/limits';
import { addUsage, NO_USAGE } from '../../budget/usage';
import type { Instant } from '../../kernel/ids';
import { prunable } from '../checkpoints/prune';
import type { Actor, EventData } from '../events';
import { type GoalState, type GoalStatus, newGoal } from '../goalState';
import { isOver } from '../over';
import type { ThreadState } from '../state';
import { citeCheckpoint } from './checkpoints';
import { contextTriedAnew, withoutWords } from './context';

/** Changes the goal where there is one; events about a goal never come without one. */
export function withGoal(state: ThreadState, change: (goal: GoalState) => GoalState): ThreadState {
  return state.goal ? { ...state, goal: change(state.goal) } : state;
}

export function setStatus(state: ThreadState, status: GoalStatus, by: Actor, at: Instant, reason: string): ThreadState {
  return withGoal(state, (goal) => ({ ...goal, status, mark: { by, at, reason }, wrapUp: null }));
}

/** A draft that is drafted again keeps what planning it has cost; a goal that has ended keeps its own figures. */
export function goalDrafted(state: ThreadState, data: EventData<'goal.drafted'>, at: Instant): ThreadState {
  const mark = { by: data.by, at, reason: 'drafted' };
  const usage = addUsage(state.unclaimed, isOver(state) ? NO_USAGE : (state.goal?.usage ?? NO_USAGE));
  const goal = newGoal(data.contract, { revision: data.revision, source: data.source ?? null, mark, usage });
  return { ...withoutWords(state), goal, proposal: null, unclaimed: NO_USAGE, evidence: [], startTree: null };
}

/** Several proposals: the last counts. */
export function goalProposed(state: ThreadState, { turn, call, contract }: EventData<'goal.proposed'>): ThreadState {
  return { ...state, proposal: { id: `${turn}/${call}`, turn, contract } };
}

/** What was proven, and waited to be accepted, was another contract's: the goal goes on under this one. */
export function goalEdited(state: ThreadState, data: EventData<'goal.edited'>, at: Instant): ThreadState {
  const proven = state.goal?.status === 'verifying' && state.goal.held === null;
  return withGoal(proven ? setStatus(state, 'active', data.by, at, 'goal_edited') : state, (goal) => ({
    ...goal,
    contract: data.contract,
    revision: data.revision,
    warned: stillNear(data.contract.budget, goal.usage, goal.warned),
    suppressed: false,
    continueReason: 'goal_edited',
  }));
}

export function goalActivated(state: ThreadState, data: EventData<'goal.activated'>, at: Instant): ThreadState {
  const activated = setStatus(citeCheckpoint(state, data.checkpoint), 'active', data.by, at, 'activated');
  const tree = state.checkpoint?.tree ?? null;
  const begun = {
    ...withGoal(activated, (goal) => ({
      ...goal,
      baseline: { checkpoint: data.checkpoint, flags: data.flags },
      protected: data.protected,
      continueReason: 'goal_activated',
    })),
    startTree: tree,
    boundaryTree: tree,
  };
  // Nobody looks back at a former goal turn by turn once another is begun; what its evidence cites stays.
  return prunable(begun).length > 0 ? { ...begun, pruneAsked: true } : begun;
}

export function goalClaimed(state: ThreadState, data: EventData<'goal.claimed'>, at: Instant): ThreadState {
  return withGoal(setStatus(state, 'verifying', 'agent', at, 'claimed'), (goal) => ({
    ...goal,
    claims: data.claim,
    summary: data.summary,
  }));
}

export function goalCompleted(state: ThreadState, data: EventData<'goal.completed'>, at: Instant): ThreadState {
  const cited = citeCheckpoint(state, data.checkpoint);
  return withGoal(setStatus(cited, 'complete', data.by, at, 'evidence_complete'), (goal) => ({ ...goal, summary: data.summary }));
}

/** Nothing of a cleared goal waits any more, a held gate included. */
export function goalCleared(state: ThreadState, data: EventData<'goal.cleared'>, at: Instant): ThreadState {
  return withGoal(setStatus(state, 'cleared', data.by, at, data.reason), (goal) => ({ ...goal, held: null }));
}

export function goalBlocked(state: ThreadState, data: EventData<'goal.blocked'>, at: Instant): ThreadState {
  return withGoal(setStatus(state, 'blocked', data.by, at, data.reason), (goal) => ({
    ...goal,
    needs: data.dossier.needs.map((need) => ({ need, answer: null })),
  }));
}

/** Resume, answer and reopen all go back to active, and count as a change after which the agent may go on. */
export function goalResumed(state: ThreadState, by: Actor, at: Instant, reason: string): ThreadState {
  return withGoal({ ...setStatus(contextTriedAnew(state), 'active', by, at, reason), repeats: [] }, (goal) => ({
    ...goal,
    needs: [],
    suppressed: false,
    sameFailure: { key: '', count: 0 },
    continueReason: reason,
  }));
}

/** Leaving plan mode is a change after which the agent may go on. */
export function modeChanged(state: ThreadState, data: EventData<'mode.changed'>): ThreadState {
  const changed = { ...state, mode: data.mode };
  return data.mode === 'goal' ? withGoal(changed, (goal) => ({ ...goal, suppressed: false })) : changed;
}

export function claimRecorded(state: ThreadState, { claim }: EventData<'claim.recorded'>): ThreadState {
  return withGoal(state, (goal) => {
    const at = goal.claimLedger.findIndex(({ id }) => id === claim.id);
    return { ...goal, claimLedger: at === -1 ? [...goal.claimLedger, claim] : goal.claimLedger.with(at, claim) };
  });
}
