import type { EventData } from '../events';
import type { QueuedInput, ThreadState } from '../state';
import { withItems, withWords } from './context';

/**
 * Whatever is said to a thread is a change after which the agent may go on. What the user has answered goes before what else waits:
 * it is what the goal had stopped for.
 */
export function inputQueued(state: ThreadState, data: EventData<'input.queued'>): ThreadState {
  const queued = { id: data.input, from: data.from, text: data.text, steer: data.steer ?? false };
  return {
    ...state,
    inputs: isAnswer(queued)
      ? [...state.inputs.filter(isAnswer), queued, ...state.inputs.filter((input) => !isAnswer(input))]
      : [...state.inputs, queued],
    inputCount: state.inputCount + 1,
    topic: state.topic === '' && data.from === 'user' ? topicOf(data.text) : state.topic,
    goal: state.goal && { ...state.goal, suppressed: false },
  };
}

const isAnswer = (input: { readonly from: string }) => input.from === 'answer';

/** Enough to know a thread by. */
const TOPIC_CHARS = 200;

function topicOf(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, TOPIC_CHARS);
}

export function inputChanged(state: ThreadState, data: EventData<'input.changed'>): ThreadState {
  return withInput(state, data.input, (input) => ({ ...input, text: data.text }));
}

export function inputSteered(state: ThreadState, data: EventData<'input.steered'>): ThreadState {
  return withInput(state, data.input, (input) => ({ ...input, steer: true }));
}

function withInput(state: ThreadState, id: string, change: (input: QueuedInput) => QueuedInput): ThreadState {
  return { ...state, inputs: state.inputs.map((input) => (input.id === id ? change(input) : input)) };
}

export function inputWithdrawn(state: ThreadState, data: EventData<'input.withdrawn'>): ThreadState {
  return { ...state, inputs: state.inputs.filter((input) => input.id !== data.input) };
}

/** The running turn has heard of it: the words stand in the conversation, and the queue is shorter. */
export function inputDelivered(state: ThreadState, data: EventData<'input.delivered'>): ThreadState {
  const delivered = state.inputs.filter((input) => data.inputs.includes(input.id));
  const said = withWords(withItems(state, [{ type: 'message', role: 'user', text: data.prompt }]), delivered);
  return {
    ...said,
    inputs: state.inputs.filter((input) => !data.inputs.includes(input.id)),
    turn: state.turn && { ...state.turn, told: data.revision ?? state.turn.told },
  };
}
