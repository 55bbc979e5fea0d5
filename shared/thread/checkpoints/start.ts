import { READ_ONLY_TOOLS, THREAD_TOOLS } from '../../tools/arguments';
import type { PendingCall, ThreadState } from '../state';

/** Of what the thread itself answers, what judges the tree. */
const JUDGES: ReadonlySet<string> = new Set(['run_check', 'update_goal']);

/** A call that may change the tree, or asks how it stands: what a turn found must be told apart from what it does, before. */
export function concernsTree({ name }: Pick<PendingCall, 'name'>): boolean {
  return JUDGES.has(name) || !(READ_ONLY_TOOLS.has(name) || THREAD_TOOLS.has(name));
}

/**
 * The checkpoint of how a turn found the tree is taken while its first request is in flight where somebody has spoken, and so most
 * likely worked; a turn that follows on the last one by itself takes it only before a call that concerns the tree.
 */
export function isStartOwed({ startDue, turn }: ThreadState): boolean {
  if (startDue === null || !turn) return false;
  return turn.kind === 'user' || turn.calls.some(concernsTree);
}
