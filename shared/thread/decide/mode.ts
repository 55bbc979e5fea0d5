import type { Instant } from '../../kernel/ids';
import type { Command } from '../commands';
import { isPursued } from '../goalState';
import type { ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';
import { isLive, pauseGoal } from './goal';
import { closeOpenWork } from './interrupt';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * Plan mode, draft mode, and back. In both the user's messages start turns that only look, and nothing goes on by itself; a turn
 * that is open keeps its kind to its end. A live goal is edited rather than drafted beside.
 */
export function setMode(state: ThreadState, order: Order<'mode.set'>, at: Instant): Decided {
  const decision = new Decision(state, at);
  if (order.mode === state.mode) return decision.done();
  if (order.mode === 'draft' && isLive(state)) {
    return refuse('goal_live', 'The thread has a live goal. Edit its contract, or clear it before another is drafted.');
  }
  return decision.add('mode.changed', { by: order.by, mode: order.mode }).done();
}

/** Whether there is something to interrupt: a goal that is being pursued, even where it only waits, or work beside it. */
export function mayInterrupt({ goal, turn, verification }: ThreadState): boolean {
  return isPursued(goal?.status) || turn !== null || verification !== null;
}

/** Stops what runs now. A goal that is being pursued is paused by it; a turn that only plans has no goal to pause. */
export function interruptTurn(state: ThreadState, order: Order<'turn.interrupt'>, at: Instant): Decided {
  if (isPursued(state.goal?.status)) {
    return pauseGoal(state, { type: 'goal.pause', by: order.by, reason: order.reason }, at);
  }
  if (!mayInterrupt(state)) return refuse('wrong_status', 'Nothing is running.');
  const decision = new Decision(state, at);
  closeOpenWork(decision, order.by, order.reason, at);
  return decision.done();
}
