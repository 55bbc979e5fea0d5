import type { Instant } from '../../kernel/ids';
import type { Command } from '../commands';
import type { TurnKind } from '../events';
import { mayPlan, onlyLooks } from '../plan';
import { turnPrompt } from '../prompt';
import type { ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';
import { isWrapUpDue } from './wrapUp';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** Starts the turn that is due. Which kind it is follows from the state alone, so input that came meanwhile still goes first. */
export function startTurn(state: ThreadState, order: Order<'turn.start'>, at: Instant): Decided {
  if (state.turn) return refuse('turn_open', 'A turn is open already.');
  if (state.verification) return refuse('not_owed', 'A check is running.');
  if (state.revert) return refuse('not_owed', 'Files are being put back.');
  const kind = dueKind(state);
  const looks = onlyLooks(kind);
  if (!looks && state.goal?.status !== 'active') return refuse('wrong_status', 'The goal is not active.');
  if (looks && (!mayPlan(state) || state.inputs.length === 0)) return refuse('not_owed', `There is nothing to ${kind}.`);
  const n = state.turns + 1;
  const inputs = kind === 'wrap_up' ? [] : state.inputs;
  return new Decision(state, at)
    .add('turn.started', {
      turn: `t${n}`,
      n,
      kind,
      reason: order.reason,
      inputs: inputs.map((input) => input.id),
      prompt: turnPrompt(state, kind, inputs),
    })
    .done();
}

function dueKind(state: ThreadState): TurnKind {
  if (isWrapUpDue(state)) return 'wrap_up';
  if (state.mode !== 'goal') return state.mode;
  return state.inputs.some((input) => input.from !== 'app') ? 'user' : 'continuation';
}
