import type { Instant } from '../../kernel/ids';
import type { Command } from '../commands';
import { isPursued } from '../goalState';
import type { ThreadState } from '../state';
import { isWaiverPhrase, waiverPhrase } from '../waiver';
import { type Decided, Decision, refuse } from './decision';
import { noGoal } from './goal';
import { closeOpenWork } from './interrupt';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** A person gives the sandbox up for this goal, in its very words; nothing and nobody else can (law 5). */
export function waiveSandbox(state: ThreadState, order: Order<'sandbox.waive'>, at: Instant): Decided {
  const { goal } = state;
  if (!goal || goal.status === 'cleared') return noGoal();
  if (goal.status === 'complete') return refuse('wrong_status', 'The goal is complete. Reopen it before giving up its sandbox.');
  if (!isWaiverPhrase(state, order.words)) {
    return refuse('bad_answer', `The sandbox is kept: to give it up for this goal, type exactly “${waiverPhrase(state)}”.`);
  }
  const decision = new Decision(state, at);
  return goal.waiver ? decision.done() : decision.add('sandbox.waived', { by: order.by, words: order.words.trim() }).done();
}

/** Takes the word back. Nothing that was begun without a sandbox goes on: it is interrupted, and the goal waits to be resumed. */
export function restoreSandbox(state: ThreadState, order: Order<'sandbox.restore'>, at: Instant): Decided {
  const { goal } = state;
  if (!goal) return noGoal();
  const decision = new Decision(state, at);
  if (!goal.waiver) return decision.done();
  closeOpenWork(decision, order.by, 'the sandbox was restored', at);
  decision.add('sandbox.restored', { by: order.by, reason: order.reason });
  if (isPursued(decision.goal.status)) decision.add('goal.paused', { by: order.by, reason: 'sandbox_restored' });
  return decision.done();
}
