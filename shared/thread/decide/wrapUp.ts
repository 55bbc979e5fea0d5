import { reachedLimit } from '../../budget/limits';
import type { Instant } from '../../kernel/ids';
import type { Command } from '../commands';
import type { ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';
import { noGoal } from './goal';
import { closeOpenWork } from './interrupt';

type Order = Extract<Command, { type: 'goal.wrap_up' }>;

/** Whether the next goal turn is one without tools after which the goal stops: a limit is reached, or a person asked for it. */
export function isWrapUpDue({ goal }: Pick<ThreadState, 'goal'>): boolean {
  if (goal?.status !== 'active') return false;
  return goal.wrapUp !== null || reachedLimit(goal.contract.budget, goal.usage) !== undefined;
}

/** A person wants to know how it stands and then have it stop: what is open is cut, so that the wrap-up is the next thing. */
export function askWrapUp(state: ThreadState, order: Order, at: Instant): Decided {
  const { goal, turn } = state;
  if (!goal) return noGoal();
  if (goal.status === 'verifying') {
    return refuse('wrong_status', 'A claim is being judged: there is no work to wrap up. Pause the goal to stop that.');
  }
  if (goal.status !== 'active') return refuse('wrong_status', `The goal is ${goal.status}; there is nothing to wrap up.`);
  if (goal.wrapUp !== null || turn?.kind === 'wrap_up') return refuse('wrong_status', 'The goal wraps up already.');
  const waiting = Object.values(state.questions).find(({ question }) => question.kind !== 'permission');
  if (waiting) {
    return refuse(
      'question_open',
      `${waiting.question.text} Answer it first (need "${waiting.question.id}"), or pause the goal.`,
    );
  }
  const decision = new Decision(state, at);
  closeOpenWork(decision, order.by, 'you asked it to wrap up', at);
  return decision.add('wrap_up.asked', { by: order.by }).done();
}
