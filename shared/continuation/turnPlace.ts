import type { Instant, TurnId } from '../kernel/ids';
import type { ThreadState } from '../thread/state';
import type { Work } from './owed';

/**
 * Turns that may ask a model or run tools at the same time, over all threads of one core. Four keep a model's wait filled with the
 * others' tools on a small machine, and stay below the requests a minute that a usual key is granted.
 */
export const CONCURRENT_TURNS = 4;

/** More turns at once than this would be a server's load, not a desk's. */
export const MOST_CONCURRENT_TURNS = 64;

/** A pause before a retry that is shorter than this is sat out in place: giving the place away would cost more than it frees. */
const SHORT_PAUSE_MS = 5_000;

/**
 * The turn for which the thread needs its place among the turns that work at once, or undefined where it needs none: no turn is
 * open or due, or the open one only waits, backs off for long, or has a check run for it (checks queue in lines of their own).
 */
export function busyTurn(state: ThreadState, owed: readonly Work[], now: Instant): TurnId | undefined {
  const busy = owed.find((work) => occupies(state, work, now));
  if (!busy) return undefined;
  return busy.kind === 'start-turn' ? nextTurn(state) : state.turn?.id;
}

/** The turn that a piece of work is part of, where it may only be done with a place among the turns. */
export function turnOf(state: ThreadState, work: Work): TurnId | undefined {
  if (work.kind === 'start-turn') return nextTurn(state);
  const inTurn = work.kind === 'request-model' || work.kind === 'compact' || work.kind === 'review' || work.kind === 'run-tool';
  return inTurn ? state.turn?.id : undefined;
}

function occupies(state: ThreadState, work: Work, now: Instant): boolean {
  switch (work.kind) {
    case 'start-turn':
    case 'run-tool':
      return true;
    case 'request-model':
    case 'compact':
    case 'review':
      return work.notBefore - now <= SHORT_PAUSE_MS;
    case 'take-checkpoint':
      // Some milliseconds, after which the turn's next tool runs, or its check queues.
      return state.turn !== null;
    default:
      return false;
  }
}

function nextTurn(state: ThreadState): TurnId {
  return `t${state.turns + 1}`;
}

/** Whether somebody's words wait on the thread: then it goes before those that only go on by themselves. */
export function hasInput(state: ThreadState): boolean {
  return state.inputs.some((input) => input.from !== 'app');
}
