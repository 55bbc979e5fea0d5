import type { Instant } from '../../kernel/ids';
import type { Command } from '../commands';
import type { ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';
import { resumeHere } from './goal';
import { answerInto } from './question';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** Answers several needs, and lets the goal go on with them, as one order: all of it happens, or nothing does. */
export function answerNeeds(state: ThreadState, order: Order<'needs.answer'>, at: Instant): Decided {
  const decision = new Decision(state, at);
  for (const { need, answer } of order.answers) {
    const refusal = answerInto(decision, need, answer);
    if (refusal) return refuse(refusal.code, refusal.message);
  }
  const refused = order.resume ? resumeHere(decision, 'user', 'answered') : undefined;
  return refused ?? decision.done();
}
