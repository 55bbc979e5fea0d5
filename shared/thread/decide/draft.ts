import type { Contract } from '../../goal/contract';
import type { Decision } from './decision';
import { answerCall, finishTurn } from './turnEnd';

/** A proposal fills the form and ends the turn: to ask once more would only spend. Calls beside it are carried out first. */
export function propose(decision: Decision, call: string, contract: Contract): void {
  const { turn } = decision.state;
  if (!turn) throw new Error('a proposal outside a turn');
  decision.add('goal.proposed', { turn: turn.id, call, contract });
  answerCall(decision, call, 'ok', 'The contract stands in the user’s form, every field marked as proposed by you.');
  if (decision.state.turn?.calls.length === 0) finishTurn(decision, 'proposed');
}
