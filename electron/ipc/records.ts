import { setImmediate } from 'node:timers/promises';
import type { FinishedGoal } from '../../shared/budget/estimate';
import type { Results } from '../../shared/ipc/methods';
import { ok, type Result } from '../../shared/kernel/result';
import { parseEvent } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import { VERSION_EVENTS, versionsOf } from '../../shared/views/versions';
import type { CorePart, Fault } from './ipc';
import { stateOf } from './threads';

/** The latest goals that an estimate looks at: more would not make it better, and each has to be read. */
const MOST_GOALS = 100;

/** Versions of a contract that are shown, the last ones. */
const MOST_VERSIONS = 200;

/**
 * What completed goals have cost, of the threads that were changed last. Each is read once as it stands, and other calls are answered
 * between two of them: where a thousand threads were never opened, the window must not wait for an estimate.
 */
export function finishedGoals(core: CorePart) {
  const known = new Map<string, { readonly updatedAt: number; readonly goal: FinishedGoal | undefined }>();
  const goalOf = async (thread: string, updatedAt: number): Promise<FinishedGoal | undefined> => {
    const read = known.get(thread);
    if (read?.updatedAt === updatedAt) return read.goal;
    await setImmediate();
    const goal = finishedOf(readState(core, thread));
    known.set(thread, { updatedAt, goal });
    return goal;
  };
  return async (folder: string | undefined): Promise<Result<Results['history/finished'], Fault>> => {
    const goals: FinishedGoal[] = [];
    for (const { thread, updatedAt } of completed(core)) goals.push(...[await goalOf(thread, updatedAt)].filter(isGoal));
    const workspace = folder === undefined ? undefined : await core.git.openWorkspace(folder);
    return ok({ goals, repository: workspace?.ok ? workspace.value.commonDir : null });
  };
}

function completed(core: CorePart) {
  const rows = core.engine.listed().flatMap((listed) => ('listing' in listed ? [listed.listing.row] : []));
  return rows.filter(({ status }) => status === 'complete').slice(0, MOST_GOALS);
}

const isGoal = (goal: FinishedGoal | undefined): goal is FinishedGoal => goal !== undefined;

/** A thread that does not read has no figures; the list of threads says what is wrong with it. */
function readState(core: CorePart, thread: string): ThreadState | undefined {
  try {
    return core.engine.read(thread);
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
  const stored = core.store.lastEventsOf(thread, VERSION_EVENTS, MOST_VERSIONS + 1);
  const events = stored.map(({ seq, at, type, data }) => ({ ...parseEvent(type, data), seq, at }));
  const versions = versionsOf(events);
  return ok({ versions: versions.slice(0, MOST_VERSIONS), more: events.length > MOST_VERSIONS });
}
