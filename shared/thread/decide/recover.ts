import type { Instant } from '../../kernel/ids';
import type { ThreadState } from '../state';
import { type Decided, Decision } from './decision';
import { closeOpenWork } from './interrupt';

/**
 * Closes what a crash left open: nothing that had begun is run again by itself; it is marked interrupted and the agent is
 * told. A turn that only waits, for what the agent waits for or to ask a server again, has nothing half-done: its wake-up is kept. Active time ends at the last known moment.
 */
export function recoverThread(state: ThreadState, at: Instant): Decided {
  const decision = new Decision(state, at);
  for (const process of Object.values(state.processes)) {
    if (process.status === 'running') decision.add('process.exited', { process: process.id, exit: null, reason: 'lost' });
  }
  if (!onlyWaits(state)) closeOpenWork(decision, 'app', 'the app stopped in the middle of it', state.lastAt);
  return decision.done();
}

function onlyWaits(state: ThreadState): boolean {
  const { turn, verification } = state;
  if (!turn || verification || turn.request) return false;
  if (turn.calls.length === 0) return turn.failure !== null;
  return turn.calls.every((call) => call.status === 'pending' || call.wait !== null);
}

/** A fault of ours: the goal is paused with the fault's words, so that nothing spins and the user can resume. */
export function failThread(state: ThreadState, message: string, at: Instant): Decided {
  const decision = new Decision(state, at);
  closeOpenWork(decision, 'app', message, at);
  const { goal } = decision.state;
  if (goal && (goal.status === 'active' || goal.status === 'verifying')) {
    decision.add('goal.paused', { by: 'app', reason: `internal_error: ${message}` });
  }
  return decision.done();
}
