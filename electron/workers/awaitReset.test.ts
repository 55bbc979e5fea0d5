import { describe, expect, it } from 'vitest';
import { SimulatedThread } from '../../test/fakes/simulatedThread';
import { workRig } from '../../test/fakes/workRig';
import { awaitReset } from './awaitReset';

/** A thread at a quota that is renewed so much later. */
function limited(resetInMs: number) {
  const thread = new SimulatedThread();
  thread.at = Date.now();
  thread.activate();
  thread.world.replies.push({ error: { kind: 'quota', message: 'used up', resetAt: thread.at + resetInMs } });
  thread.run();
  const [work] = thread.owed;
  if (work?.kind !== 'await-reset') throw new Error(thread.answer);
  return { thread, work };
}

describe('waiting for the provider’s reset', () => {
  it('lets the goal go on once its time has come, on a clock that jumped there as well', async () => {
    const { thread, work } = limited(3_600_000);
    thread.at = work.at;
    const rig = workRig(thread);
    await awaitReset(rig.parts, work, rig.context);
    expect([thread.now.goal?.status, thread.now.goal?.mark.reason]).toEqual(['active', 'usage_reset']);
  });

  it('that is called off orders nothing', async () => {
    const { thread, work } = limited(3_600_000);
    const rig = workRig(thread);
    const ended = awaitReset(rig.parts, work, rig.context);
    rig.abort();
    await ended;
    expect(thread.now.goal?.status).toBe('usage_limited');
  });
});
