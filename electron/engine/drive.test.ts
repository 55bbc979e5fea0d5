import { expect, it } from 'vitest';
import { aborted, type EngineRig, engineRig, openGoal, type RigOptions, THREAD, untilEvent } from '../../test/fakes/engineRig';
import { newWorld } from '../../test/fakes/simulatedWork';

/** An engine whose goal came to its provider's quota, driven no further than that. */
async function limited(): Promise<EngineRig> {
  const replies = [{ error: { kind: 'quota' as const, message: 'used up', resetAt: Date.now() + 3_600_000 } }];
  const rig = engineRig({ world: newWorld({ replies }), instead: sleeping });
  openGoal(rig);
  rig.engine.drive(THREAD, 'until_reset');
  await rig.engine.settled(THREAD);
  return rig;
}

/** A wake-up that never comes by itself. */
const sleeping: NonNullable<RigOptions['instead']> = (work, { signal }) =>
  work.kind === 'await-reset' ? aborted(signal) : undefined;

const status = (rig: EngineRig) => rig.engine.state(THREAD)?.goal?.status;
const wakeUps = (rig: EngineRig) => rig.begun.filter((key) => key.startsWith('reset:'));

it('driven as far as a reset, a goal at its provider’s quota is settled; driven all the way it sleeps, until it is paused', async () => {
  const rig = await limited();
  expect([status(rig), wakeUps(rig)]).toEqual(['usage_limited', []]);
  rig.engine.drive(THREAD, 'all');
  await Promise.resolve();
  expect(wakeUps(rig)).toEqual(['reset:t1']);
  rig.engine.submit(THREAD, { type: 'goal.pause', by: 'user', reason: 'interrupt' });
  await rig.engine.settled(THREAD);
  expect(status(rig)).toBe('paused');
});

it('a wake-up is owed again when the log is opened again', async () => {
  const first = await limited();
  await first.engine.dispose();
  first.store.dispose();
  const second = engineRig({ file: first.file, instead: sleeping });
  second.engine.submit(THREAD, { type: 'thread.recover' });
  second.engine.drive(THREAD, 'all');
  const paused = untilEvent(second, 'goal.paused');
  await Promise.resolve();
  second.engine.submit(THREAD, { type: 'goal.pause', by: 'user', reason: 'paused' });
  await paused;
  expect(second.begun).toEqual(['reset:t1']);
});
