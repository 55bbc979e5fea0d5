import { describe, expect, it } from 'vitest';
import type { Work } from '../../shared/continuation/owed';
import { err, ok } from '../../shared/kernel/result';
import type { ModelEvent } from '../../shared/provider/model';
import { claim, SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import { PASS, reviewOf } from '../../test/fakes/simulatedWork';
import { saying, type WorkRig, type WorkRigOptions, workRig } from '../../test/fakes/workRig';
import { review } from './review';

const JUDGED = { id: 'judged', kind: 'review' as const, rubric: ['the change is small'], model: 'strict' };
const USAGE = { input: 100, cached: 60, output: 10 };

function reviewing(options: WorkRigOptions = {}): {
  thread: SimulatedThread;
  rig: WorkRig;
  work: Extract<Work, { kind: 'review' }>;
} {
  const plain = testContract();
  const thread = new SimulatedThread({ verdict: () => PASS });
  thread.activate(testContract({ verification: [...plain.verification, JUDGED] }), true, { api: 'responses', model: 'm' });
  thread.world.tree = 'tree1';
  thread.world.replies.push({ items: [claim()] });
  while (thread.owed[0]?.kind !== 'review') thread.step();
  const [work] = thread.owed;
  if (work?.kind !== 'review') throw new Error('no review is owed');
  const done: ModelEvent = { type: 'done', items: [], usage: USAGE };
  return { thread, rig: workRig(thread, { answer: saying(done), ...options }), work };
}

describe('a review', () => {
  it('is on record before the reviewer is asked, with the diff since activation, by the model that the check names', async () => {
    const seen: string[] = [];
    const { thread, rig, work } = reviewing({
      answer: async function* () {
        seen.push(...thread.types().slice(-2));
        const items = reviewOf(thread.now, 'met', [thread.now.verification?.checkpoint?.id ?? '']);
        yield { type: 'done', items, usage: USAGE };
      },
    });
    await review(rig.parts, work, rig.context);
    expect(seen).toEqual(['check.started', 'review.asked']);
    expect(rig.asked).toEqual(['changes tree0..tree1', 'patch tree0..tree1']);
    expect(rig.requests).toMatchObject([{ model: 'strict', tools: [{ name: 'report_review' }] }]);
    expect(JSON.stringify(rig.requests[0]?.items)).toContain('| +new');
    expect(thread.now.goal?.status).toBe('complete');
    expect(thread.of('usage.charged').at(-1)).toMatchObject({ request: 'e5a1', tokens: USAGE, usd: 0.5, purpose: 'review' });
  });

  it('shows no file that the contract hides', async () => {
    const { rig, work } = reviewing({
      git: {
        changesBetween: () =>
          Promise.resolve(
            ok([
              { path: 'src/a.js', status: 'modified', added: 1, removed: 1 },
              { path: 'secret/.env', status: 'modified', added: 1, removed: 0 },
            ]),
          ),
      },
    });
    const place = await rig.parts.place(rig.context.state());
    const hidden = { ...place, agentPolicy: { ...place.agentPolicy, denyRead: ['/', `${place.workspace.root}/secret`] } };
    await review({ ...rig.parts, place: () => Promise.resolve(hidden) }, work, rig.context);
    expect(rig.asked).toEqual(['patch tree0..tree1 of src/a.js']);
    expect(JSON.stringify(rig.requests[0]?.items)).toContain('1 changed files that the contract hides');
  });

  it('that cannot be asked for is put off, not charged', async () => {
    const error = { kind: 'server' as const, message: 'busy' };
    const { thread, rig, work } = reviewing({ parts: { provider: () => err(error) } });
    await review(rig.parts, work, rig.context);
    expect(thread.types().slice(-2)).toEqual(['review.asked', 'review.failed']);
    expect(thread.of('usage.charged').filter(({ purpose }) => purpose === 'review')).toEqual([]);
  });
});
