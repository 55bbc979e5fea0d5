import type { Instant } from '../../kernel/ids';
import { isPursued } from '../goalState';
import type { ThreadState } from '../state';
import { type Decided, Decision } from './decision';
import { closeOpenWork } from './interrupt';
import { failRevert } from './revert';

/** How a turn ends that was cut by the end of the app; the ledger shows it, and the restart policy counts it. */
export const APP_STOPPED = 'the app stopped in the middle of it';

/**
 * A goal goes on by itself after a restart, but not for ever: where the app stopped in the middle of this many of its turns in a row,
 * the goal may be what stops it, and every try is paid for.
 */
const MOST_STOPS_IN_A_ROW = 3;

/**
 * Closes what a crash left open: nothing that had begun is run again by itself; it is marked interrupted and the agent is
 * told. A turn of which nothing was half done goes on: its wake-up, or the pause before its next try, is kept. Active time ends at
 * the last known moment.
 */
export function recoverThread(state: ThreadState, at: Instant): Decided {
  const decision = new Decision(state, at);
  for (const process of Object.values(state.processes)) {
    if (process.status === 'running') decision.add('process.exited', { process: process.id, exit: null, reason: 'lost' });
  }
  if (isHalfDone(state)) {
    closeOpenWork(decision, 'app', APP_STOPPED, state.lastAt);
    if (stopsInARow(decision.state) >= MOST_STOPS_IN_A_ROW) decision.add('goal.paused', { by: 'app', reason: 'restart_policy' });
  } else if (state.turn) {
    decision.add('turn.resumed', { turn: state.turn.id, idleFrom: state.lastAt });
  }
  return decision.done();
}

function isHalfDone({ turn, verification }: ThreadState): boolean {
  if (verification || turn?.request) return true;
  return turn?.calls.some((call) => call.status === 'started' && call.wait === null) ?? false;
}

/** How many of the last turns were cut by the end of the app, since somebody last set the goal going. */
function stopsInARow({ goal }: ThreadState): number {
  if (goal?.status !== 'active') return 0;
  const since = goal.iterations.filter((iteration) => iteration.startedAt >= goal.mark.at);
  return since.length - 1 - since.findLastIndex((iteration) => iteration.ended !== APP_STOPPED);
}

/** A fault of ours: the goal is paused with the fault's words, so that nothing spins and the user can resume. */
export function failThread(state: ThreadState, message: string, at: Instant): Decided {
  const decision = new Decision(state, at);
  closeOpenWork(decision, 'app', message, at);
  failRevert(decision, message);
  if (isPursued(decision.state.goal?.status)) {
    decision.add('goal.paused', { by: 'app', reason: `internal_error: ${message}` });
  }
  return decision.done();
}
