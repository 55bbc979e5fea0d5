import type { Instant } from '../../kernel/ids';
import type { Command } from '../commands';
import { deliveredPrompt } from '../prompt';
import type { QueuedInput, ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** Why no message can be queued on the thread now, with what would allow it; null where one can. */
export function queueRefusal(state: ThreadState): string | null {
  if (state.mode !== 'goal') return null;
  switch (state.goal?.status) {
    case undefined:
      return 'This thread has no goal. Plan mode takes messages; /goal and a text fills the form.';
    case 'complete':
      return 'The goal is complete. Reopen it to go on.';
    case 'cleared':
      return 'The goal is cleared. Plan mode takes messages; /goal and a text fills the form.';
    default:
      return null;
  }
}

/** A message for the next turn, or, as steering, for the running turn's next request. */
export function queueInput(state: ThreadState, order: Order<'input.queue'>, at: Instant): Decided {
  const refusal = queueRefusal(state);
  if (refusal !== null) return refuse('wrong_status', refusal);
  if (order.text.trim() === '') return refuse('bad_input', 'The message is empty. Write what the agent should know.');
  const steer = order.steer ? { steer: true } : {};
  return new Decision(state, at)
    .add('input.queued', { input: `i${state.inputCount + 1}`, from: 'user', text: order.text, ...steer })
    .done();
}

export function editInput(state: ThreadState, order: Order<'input.edit'>, at: Instant): Decided {
  const queued = ownInput(state, order.input);
  if (!queued) return gone(order.input);
  if (order.text.trim() === '') return refuse('bad_input', 'The message would be empty. Withdraw it instead.');
  if (order.text === queued.text) return new Decision(state, at).done();
  return new Decision(state, at).add('input.changed', { input: order.input, text: order.text }).done();
}

export function withdrawInput(state: ThreadState, order: Order<'input.withdraw'>, at: Instant): Decided {
  if (!ownInput(state, order.input)) return gone(order.input);
  return new Decision(state, at).add('input.withdrawn', { input: order.input }).done();
}

/** Lets a queued message go into the running turn. Where no turn runs it goes first in the next one all the same. */
export function steerInput(state: ThreadState, order: Order<'input.steer'>, at: Instant): Decided {
  const queued = ownInput(state, order.input);
  if (!queued) return gone(order.input);
  if (queued.steer) return new Decision(state, at).done();
  return new Decision(state, at).add('input.steered', { input: order.input }).done();
}

/** Only the user's own messages are his to change; answers and the app's words stand as they are. */
function ownInput(state: ThreadState, id: string): QueuedInput | undefined {
  return state.inputs.find((input) => input.id === id && input.from === 'user');
}

function gone(id: string): Decided {
  return refuse('no_input', `The message "${id}" is not queued any more: the agent has it, or it was withdrawn.`);
}

/** Steering goes into a turn at its next request; a wrap-up hears of nothing new. */
export function isSteerable({ turn }: ThreadState): boolean {
  return turn !== null && turn.kind !== 'wrap_up';
}

/**
 * What the running turn must hear before its next request: steering, in the order it was queued, and a contract that was edited
 * since the turn was told of it.
 */
export function tellRunningTurn(decision: Decision): void {
  const { turn, goal, inputs } = decision.state;
  if (!turn || !isSteerable(decision.state)) return;
  const steering = inputs.filter((input) => input.steer);
  const edited = goal !== null && turn.told !== goal.revision;
  if (steering.length === 0 && !edited) return;
  decision.add('input.delivered', {
    turn: turn.id,
    inputs: steering.map((input) => input.id),
    prompt: deliveredPrompt(decision.state, steering, edited),
    ...(edited ? { revision: goal.revision } : {}),
  });
}
