import type { BlobRef } from '../../kernel/blobRef';
import { READ_ONLY_TOOLS, THREAD_TOOLS } from '../../tools/arguments';
import type { EventData } from '../events';
import { withAnswer } from '../repeats';
import type { PendingCall, ThreadState } from '../state';
import { withItems } from './context';
import { withIteration } from './turn';

/** A model asks again for what it saw lately; older outputs stay in the log, for people. */
const OUTPUTS_KEPT = 200;

function withOutput(state: ThreadState, stored: BlobRef | undefined): readonly BlobRef[] {
  return stored ? [...state.outputs, stored].slice(-OUTPUTS_KEPT) : state.outputs;
}

function withCall(state: ThreadState, call: string, change: (pending: PendingCall) => PendingCall): ThreadState {
  if (!state.turn) return state;
  const calls = state.turn.calls.map((pending) => (pending.call === call ? change(pending) : pending));
  return { ...state, turn: { ...state.turn, calls } };
}

export function toolStarted(state: ThreadState, data: EventData<'tool.started'>): ThreadState {
  const started = withCall(state, data.call, (pending) => ({ ...pending, status: 'started' }));
  const touches = !READ_ONLY_TOOLS.has(data.name) && !THREAD_TOOLS.has(data.name);
  const counted = withIteration(started, data.turn, (iteration) => ({ ...iteration, tools: iteration.tools + 1 }));
  return touches ? { ...counted, touched: true, startDue: null, reuseAfter: state.evidenceCount } : counted;
}

export function toolFinished(state: ThreadState, data: EventData<'tool.finished'>): ThreadState {
  const turn = state.turn && { ...state.turn, calls: state.turn.calls.filter((pending) => pending.call !== data.call) };
  const pending = state.turn?.calls.find((entry) => entry.call === data.call);
  return {
    ...withItems(state, [{ type: 'tool_result', call: data.call, output: data.output }]),
    turn,
    repeats: pending ? withAnswer(state.repeats, { ...data, arguments: pending.arguments }, data.repeat) : state.repeats,
    outputs: withOutput(state, data.stored),
  };
}

export function waitStarted(state: ThreadState, data: EventData<'wait.started'>): ThreadState {
  return withCall(state, data.call, (pending) => ({ ...pending, wait: data.until }));
}

export function processOpened(state: ThreadState, data: EventData<'process.opened'>): ThreadState {
  const opened = { id: data.process, command: data.command, status: 'running' as const, exit: null };
  return { ...state, processes: { ...state.processes, [data.process]: opened } };
}

export function processExited(state: ThreadState, data: EventData<'process.exited'>): ThreadState {
  const known = state.processes[data.process];
  if (!known) return state;
  const processes = { ...state.processes, [data.process]: { ...known, status: 'exited' as const, exit: data.exit } };
  return { ...state, processes, outputs: withOutput(state, data.stored) };
}
