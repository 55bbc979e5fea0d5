import { isDeepStrictEqual } from 'node:util';
import type { WorkerParts } from '../../../electron/workers/parts';
import { policy } from '../../../shared/continuation/policy';
import type { RecordedEvent } from '../../../shared/thread/events';
import { fold } from '../../../shared/thread/evolve';
import { wakesAt } from '../../../shared/thread/quota';
import type { ThreadState } from '../../../shared/thread/state';
import { law } from '../../fakes/law';
import { reread, throughJson } from '../../fakes/threadLog';
import { LIFE_THREAD, type Life, openLife } from './life';
import { assertLife } from './lifeLaws';
import { markOf, marksDue } from './lifeMarks';
import type { LifePlace } from './lifePlace';

/** When a life begins, in its own time. */
export const BEGIN = 1_700_000_000_000;

/** So long the app stays dead: nothing of it may be counted as active time. */
export const DEAD_MS = 3_600_000;

/** What was acknowledged before a process was killed, and where it was killed. */
export interface Killed {
  readonly acknowledged: readonly RecordedEvent[];
  /** The same and the batch that was being stored, where it is known: the log goes no further. */
  readonly most?: readonly RecordedEvent[];
  readonly git?: WorkerParts['git'];
}

const same = (one: unknown, other: unknown) => isDeepStrictEqual(throughJson(one ?? null), throughJson(other ?? null));

/** Opens the place as it was left by a kill, holds it to what a restart must be, and lives on to the end. Throws at what does not hold. */
export async function liveOnAfterKill(place: LifePlace, { acknowledged, most, git }: Killed): Promise<void> {
  const at = (acknowledged.at(-1)?.at ?? BEGIN) + DEAD_MS;
  const life = await openLife({ place, at, ...(git && { git }) });
  try {
    const kept = prefixKept(life, acknowledged, most);
    if (kept.length > 0) await restarted(life, place, kept);
    await life.live();
    const state = life.state();
    law(state !== undefined, 'the thread is gone');
    if (state) assertLife(life.log(), state, place.deeds());
    if (state) downtimeIsFree(state, life.clock.now() - at + (kept.at(-1)?.at ?? at) - state.createdAt);
  } finally {
    await life.close();
  }
}

/** Law 3: what was acknowledged is there, at most the batch after it as well, and the state is its fold. */
function prefixKept(life: Life, acknowledged: Killed['acknowledged'], most: Killed['most']): readonly RecordedEvent[] {
  const log = life.log();
  law(same(log.slice(0, acknowledged.length), reread(acknowledged)), 'what was acknowledged is not in the log');
  law(!most || same(log, reread(most.slice(0, log.length))), 'the log has more in it than the batch after what was acknowledged');
  law(same(life.state(), fold(LIFE_THREAD, undefined, log)), 'the state is not the fold of the log');
  return log;
}

/** What every start of the app does, and what may come of it before any user is there. */
async function restarted(life: Life, place: LifePlace, before: readonly RecordedEvent[]): Promise<void> {
  const left = life.state();
  const recovered = life.engine.submit(LIFE_THREAD, { type: 'thread.recover' });
  law(recovered.ok, 'recovery was refused');
  const marks = life.log().slice(before.length).map(markOf).sort();
  const due = [...marksDue(before)].sort();
  law(isDeepStrictEqual(marks, due), `the restart marked [${marks.join(', ')}], due were [${due.join(', ')}]`);
  const state = life.state();
  if (!left || !state) return;
  for (const [id, open] of Object.entries(left.questions)) law(same(state.questions[id], open), `the question ${id} is gone`);
  law(same(left.inputs, state.inputs), 'queued input is gone');
  const asked = requestsIn(place);
  const length = life.log().length;
  await life.rest();
  const goesOn = isToGoOn(state);
  law(!goesOn || life.log().length > length, `nothing went on by itself, though it was to ${policy(state).next}`);
  if (goesOn || state.goal?.status === 'active' || state.goal?.status === 'verifying') return;
  law(requestsIn(place) === asked, `a model was asked while ${state.goal?.status}`);
  law(life.state()?.goal?.status === state.goal?.status, `${state.goal?.status} became ${life.state()?.goal?.status} by itself`);
}

/** What was running, or has somebody's word to answer, or a reset to wait for, needs nobody. */
function isToGoOn(state: ThreadState): boolean {
  const { next } = policy(state);
  if (!state.goal) return state.turn !== null || next === 'continue';
  if (wakesAt(state.goal) !== null) return true;
  return state.goal.status === 'active' && next !== 'ask' && next !== 'stop';
}

const requestsIn = (place: LifePlace) => place.deeds().filter((deed) => deed.startsWith('model ')).length;

/** Active time is less than the time that the processes lived. */
function downtimeIsFree(state: ThreadState, livedMs: number): void {
  const active = state.goal?.usage.activeMs ?? 0;
  law(active <= livedMs, `${active} ms of active time in a life of ${livedMs} ms`);
}
