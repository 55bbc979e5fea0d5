import type { Instant } from '../../kernel/ids';
import type { Command } from '../commands';
import type { ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';

/** The conversation stays as it is; whoever answers next reads it from the start. A request under way is its own model's. */
export function chooseModel(state: ThreadState, order: Extract<Command, { type: 'model.choose' }>, at: Instant): Decided {
  if (state.turn?.request) return refuse('turn_open', 'The model is answering. Pause the goal, then choose another model.');
  return new Decision(state, at).add('model.chosen', { by: order.by, model: order.model }).done();
}
