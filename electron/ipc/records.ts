import type { FinishedGoal } from '../../shared/budget/estimate';
import type { Results } from '../../shared/ipc/methods';
import { ok, type Result } from '../../shared/kernel/result';
import { parseEvent } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import { VERSION_EVENTS, versionsOf } from '../../shared/views/versions';
import type { CorePart, Fault } from './ipc';
import { stateOf } from './threads';

/** The latest goals that an estimate looks at: more would not make it better, and each has to be read. */
const MOST_THREADS = 500;

/** Versions of a contract that are shown, the last ones. */
const MOST_VERSIONS = 200;

/** What completed goals have cost, of the threads that were changed last. */
export async function finishedGoals(
  core: CorePart,
  folder: string | undefined,
): Promise<Result<Results['history/finished'], Fault>> {
  const goals = core.engine
    .listed()
    .flatMap((listed) => ('listing' in listed && listed.listing.row.status === 'complete' ? [listed.thread] : []))
    .slice(0, MOST_THREADS)
    .flatMap((thread) => finishedOf(readState(core, thread)) ?? []);
  const workspace = folder === undefined ? undefined : await core.git.openWorkspace(folder);
  return ok({ goals, repository: workspace?.ok ? workspace.value.commonDir : null });
}

/** A thread that does not read has no figures; the list of threads says what is wrong with it. */
function readState(core: CorePart, thread: string): ThreadState | undefined {
  try {
    return core.engine.state(thread);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return undefined;
  }
}

function finishedOf(state: ThreadState | undefined): FinishedGoal | undefined {
  if (state?.goal?.status !== 'complete') return undefined;
  const { thread, source, model, goal } = state;
  return {
    thread,
    repository: source.commonDir,
    model: 'model' in model ? model.model : null,
    usage: goal.usage,
    endedAt: goal.mark.at,
  };
}

/** Every contract that the thread has had, newest first; the last ones, where there were very many. */
export function contractVersions(core: CorePart, thread: string): Result<Results['contract/versions'], Fault> {
  const state = stateOf(core, thread);
  if (!state.ok) return state;
  const stored = core.store.eventsOfTypes(thread, VERSION_EVENTS, MOST_VERSIONS + 1);
  const events = stored.map(({ seq, at, type, data }) => ({ ...parseEvent(type, data), seq, at }));
  const versions = versionsOf(events);
  return ok({ versions: versions.slice(0, MOST_VERSIONS), more: events.length > MOST_VERSIONS });
}
