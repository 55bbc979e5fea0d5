import type { Instant } from '../kernel/ids';
import type { Command } from '../thread/commands';
import type { ThreadState } from '../thread/state';
import type { Work } from './owed';

/** What a request's input costs by estimate, in US dollars; null without a price. The state does not hold prices. */
export type InputCost = (state: ThreadState, kind: 'request-model' | 'compact') => number | null;

/**
 * The order that begins a piece of owed work, where nothing outside the thread has to happen before it: a turn, a request that is
 * not put off, a call. The engine gives it in the step that made the work owed, so that an answer
 * and the request that follows it are one transaction. Undefined where a worker must act first.
 */
export function followUp(state: ThreadState, work: Work, at: Instant, inputCost: InputCost): Command | undefined {
  switch (work.kind) {
    case 'start-turn':
      return { type: 'turn.start', reason: work.reason };
    case 'request-model':
      if (state.turn?.request || work.notBefore > at) return undefined;
      return { type: 'request.start', request: work.request, inputUsd: inputCost(state, work.kind) };
    case 'run-tool':
      return isPending(state, work.call) ? { type: 'tool.start', call: work.call } : undefined;
    default:
      return undefined;
  }
}

function isPending(state: ThreadState, call: string): boolean {
  return state.turn?.calls.find((entry) => entry.call === call)?.status === 'pending';
}
