import type { CorePart } from './ipc';
import { driveThread } from './threads';

/**
 * What every start does: closes what a crash or a quit left open in each thread, then lets it go on. Paused threads owe nothing that
 * asks a model, so driving all of them is safe. A thread that does not read is reported and left alone.
 */
export function wakeThreads(core: CorePart, report: (thread: string, thrown: unknown) => void): void {
  for (const { thread } of core.store.threads()) {
    try {
      core.engine.submit(thread, { type: 'thread.recover' });
      driveThread(core, thread);
    } catch (thrown) {
      report(thread, thrown);
    }
  }
}
