import { createContext, Script } from 'node:vm';
import { err, ok, type Result } from '../../shared/kernel/result';

const room: { work: () => unknown } = { work: () => undefined };
createContext(room);
const script = new Script('work()');

/**
 * Calls `work` and gives it up after `ms` milliseconds. A regular expression of the contract meets output that the agent's code
 * wrote, and may backtrack for ever on it; V8 interrupts that only for code it runs under a time limit, which `vm` sets.
 * Synchronous: the event loop waits meanwhile, so limits are short. What `work` threw is thrown again.
 */
export function timeLimited<T>(work: () => T, ms: number): Result<T, 'too_slow'> {
  room.work = work;
  try {
    return ok(script.runInContext(room, { timeout: Math.max(1, Math.ceil(ms)) }) as T);
  } catch (error) {
    if (isTimeout(error)) return err('too_slow');
    throw error;
  } finally {
    room.work = () => undefined;
  }
}

/** The error is made in the room's own realm, where `Error` is another. */
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
