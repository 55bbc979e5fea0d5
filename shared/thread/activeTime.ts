import type { Instant } from '../kernel/ids';
import { reviewPauses } from './review/progress';
import type { ThreadState, TurnState } from './state';

/**
 * Whether a turn does nothing but wait: for what the agent waits for, for a person's answer, or for the next try at a server in trouble. Neither spends, so
 * neither is active time; nor is the time a machine sleeps meanwhile.
 */
export function isIdle(turn: TurnState): boolean {
  if (turn.calls.length === 0) return turn.failure !== null && turn.request === null;
  const working = turn.calls.some((call) => call.status === 'started' && call.wait === null);
  return !working && turn.calls.some((call) => call.wait !== null || call.asks !== null);
}

/** Milliseconds of active time that a turn has had by then. */
export function activeMs(turn: TurnState, until: Instant): number {
  const idle = turn.idleMs + (turn.idleSince === null ? 0 : Math.max(0, until - turn.idleSince));
  return Math.max(0, until - turn.startedAt - idle);
}

/** Keeps a turn's idle time, after each fact. */
export function markIdle(state: ThreadState, at: Instant): ThreadState {
  const { turn } = state;
  // A turn is only kept over a pause where it asks a person; answered meanwhile, it waits for the goal to go on.
  const idle = turn !== null && (isIdle(turn) || reviewPauses(state) || state.goal?.status === 'paused');
  if (!turn || idle === (turn.idleSince !== null)) return state;
  if (turn.idleSince === null) return { ...state, turn: { ...turn, idleSince: at } };
  return { ...state, turn: { ...turn, idleSince: null, idleMs: turn.idleMs + Math.max(0, at - turn.idleSince) } };
}
