import type { CorePart } from './ipc';
import { driveThread } from './threads';

/**
 * What every start does: closes what a crash or a quit left open in each thread that owes something, then lets all of them go on; those
 * that owe nothing are not even opened. Paused threads owe nothing that asks a model, so driving all of them is safe. A thread that does
 * not read is reported and left alone.
 */
export function wakeThreads(core: CorePart, report: (thread: string, thrown: unknown) => void): void {
  for (const listed of core.engine.listed()) {
    const { thread } = listed;
    try {
      if ('fault' in listed) throw listed.fault;
      if (listed.listing.owes) wake(core, thread);
      else if (core.sandbox.ok || listed.listing.row.waived) core.engine.driveOnceOpen(thread, 'all');
    } catch (thrown) {
      report(thread, thrown);
    }
  }
}

function wake(core: CorePart, thread: string): void {
  core.engine.submit(thread, { type: 'thread.recover' });
  driveThread(core, thread);
}
