import { join } from 'node:path';
import type { WorkerParts } from '../../../electron/workers/parts';
import { BEGIN, DEAD_MS } from './killPoint';
import { LIFE_THREAD, type Life, openLife } from './life';
import { assertLife } from './lifeLaws';
import type { LifePlace } from './lifePlace';

/** More deaths than any life dies that gets on at all. */
const MOST_DEATHS = 100;

/**
 * Lives the life from its beginning in processes that are each killed after so many commits, until one of them comes to the end.
 * Answers how often it died. Throws where it does not get on, or is not as a whole life must be.
 */
export async function liveKilledAgain(
  place: LifePlace,
  { commits, images, git }: { readonly commits: number; readonly images: string; readonly git: WorkerParts['git'] },
): Promise<number> {
  let at = BEGIN;
  for (let deaths = 0; deaths < MOST_DEATHS; deaths += 1) {
    const image = join(images, `${commits}-${deaths}`);
    const left = { commits, image: '' };
    const life = await openLife({
      place,
      git,
      at,
      commit: (moment) => countDown(left, moment, () => place.copyTo(image), image),
    });
    const over = await livedOut(life, left);
    if (over) return deaths;
    place.putBack(image);
    at = life.clock.now() + DEAD_MS;
  }
  throw new Error(`not over after ${MOST_DEATHS} deaths, one every ${commits} commits`);
}

/** What stands when the last commit is done is what the kill leaves; whatever the process does after it never was. */
function countDown(left: { commits: number; image: string }, moment: string, copy: () => void, image: string): void {
  if (moment === 'before') left.commits -= 1;
  if (left.commits !== 0 || moment !== 'after' || left.image !== '') return;
  left.image = image;
  copy();
}

async function livedOut(life: Life, left: { readonly image: string }): Promise<boolean> {
  const stop = life.engine.onEvent(() => {
    if (left.image !== '') void life.engine.dispose();
  });
  try {
    if (life.state()) life.engine.submit(LIFE_THREAD, { type: 'thread.recover' });
    await life.live();
  } catch (thrown) {
    if (left.image === '') throw thrown;
  }
  stop.dispose();
  const state = left.image === '' ? life.state() : undefined;
  if (state) assertLife(life.log(), state, life.deeds());
  await life.close();
  return state !== undefined;
}
