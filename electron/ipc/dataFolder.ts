import type { Results } from '../../shared/ipc/methods';
import { ok, type Result } from '../../shared/kernel/result';
import { prunable } from '../../shared/thread/checkpoints/prune';
import type { Uncited } from '../../shared/views/dataFolder';
import { threadRow } from '../../shared/views/threadRow';
import type { CorePart, Fault, WindowParts } from './ipc';
import { driveThread } from './threads';

/** The answers about where the app keeps what it knows, how large that is, and what of it nothing cites. */
export function dataHandlers({ core, data }: Pick<WindowParts, 'core' | 'data'>) {
  return {
    measure: async (): Promise<Result<Results['data/measure'], Fault>> => ok({ parts: await data.measure() }),
    show: async (): Promise<Result<Results['data/show'], Fault>> => data.show(),
    uncited: async (): Promise<Result<Results['data/uncited'], Fault>> => ok({ uncited: await uncitedOf(core) }),
    /** Each thread lets go of its own, as it would by its own order. A thread that refuses keeps what it has. */
    async letGo(): Promise<Result<Results['data/letGo'], Fault>> {
      const refused: string[] = [];
      for (const { thread, title } of await uncitedOf(core)) {
        const submitted = core.engine.submit(thread, { type: 'checkpoints.prune', by: 'user' });
        if (submitted.ok) driveThread(core, thread);
        else refused.push(`${title}: ${submitted.error.message}`);
      }
      return ok({ refused });
    },
  };
}

/** Every thread is read for it, one after the other; between two of them the app does its other work. */
async function uncitedOf(core: CorePart): Promise<readonly Uncited[]> {
  const found: Uncited[] = [];
  for (const { thread } of core.engine.listed()) {
    await new Promise((resolve) => setImmediate(resolve));
    const entry = uncitedIn(core, thread);
    if (entry) found.push(entry);
  }
  return found;
}

function uncitedIn(core: CorePart, thread: string): Uncited | undefined {
  try {
    const state = core.engine.read(thread);
    const checkpoints = state ? prunable(state).length : 0;
    return state && checkpoints > 0 ? { thread, title: threadRow(state).title, checkpoints } : undefined;
  } catch (thrown) {
    // A thread that does not read keeps everything.
    if (thrown instanceof Error) return undefined;
    throw thrown;
  }
}
