import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ThreadState } from '../../shared/thread/state';
import { EXIT } from '../../shared/views/outcome';
import { loadThread } from '../engine/load';
import type { Output } from './io';
import { openForReading } from './open';
import { unknownThread } from './ownThread';
import { type CommonOptions, dataFolder } from './settings';

/** Looks at a thread as its log has it, without becoming the owner of the data folder; answers the exit code. */
export function readState<T>(
  thread: string,
  options: CommonOptions,
  output: Output,
  look: (state: ThreadState) => T,
): T | number {
  const dataDir = dataFolder(options);
  if (!existsSync(join(dataDir, 'goalpost.db'))) return unknownThread(thread, output);
  const store = openForReading(dataDir);
  if (!store.ok) {
    output.fault(store.error);
    return EXIT.failed;
  }
  try {
    const { state } = loadThread(store.value, thread);
    return state ? look(state) : unknownThread(thread, output);
  } finally {
    store.value.dispose();
  }
}

/** How often a log that another process writes is looked at again. */
const LOOK_AGAIN_MS = 100;

/** Another process carries it out; git on a large repository takes seconds. */
const MOST_WAITED_MS = 60_000;

/** The thread's state once `done` holds of it; undefined where it does not within a minute, or cannot be read. */
export async function stateWhen(
  thread: string,
  options: CommonOptions,
  output: Output,
  done: (state: ThreadState) => boolean,
): Promise<ThreadState | undefined> {
  const until = Date.now() + MOST_WAITED_MS;
  for (;;) {
    const state = readState(thread, options, output, (found) => found);
    if (typeof state === 'number') return undefined;
    if (done(state)) return state;
    if (Date.now() > until) return undefined;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
