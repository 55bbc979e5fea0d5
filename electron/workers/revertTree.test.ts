import { describe, expect, it } from 'vitest';
import { ok } from '../../shared/kernel/result';
import type { Command } from '../../shared/thread/commands';
import { call, SimulatedThread, say } from '../../test/fakes/simulatedThread';
import { type WorkRig, type WorkRigOptions, workRig } from '../../test/fakes/workRig';
import { createWorkers } from './workers';

const order = (what: Extract<Command, { type: 'tree.revert' }>['what']): Command => ({ type: 'tree.revert', by: 'user', what });

/** A paused goal whose turn changed the tree, and a revert that is held and not written yet. */
function asked(what: Extract<Command, { type: 'tree.revert' }>['what']): SimulatedThread {
  const thread = new SimulatedThread().activate();
  thread.world.replies = [{ items: [call('shell', { command: 'make' })] }];
  thread.step();
  thread.step();
  thread.world.tree = 'tree1';
  thread.world.replies = [{ items: [say('Done for now.')] }];
  thread.run();
  thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
  thread.world.tree = 'tree2';
  thread.submit(order(what));
  thread.step();
  return thread;
}

async function carryOut(thread: SimulatedThread, options: WorkRigOptions = {}): Promise<WorkRig> {
  const rig = workRig(thread, options);
  const [work] = thread.owed;
  if (!work) throw new Error('nothing is owed');
  await createWorkers(rig.parts)(work, rig.context);
  return rig;
}

describe('the worker that puts files back', () => {
  it.each([
    [{ kind: 'file', path: 'a.js' } as const, 'exact tree1..tree0'],
    [{ kind: 'all' } as const, 'exact tree1..tree0'],
    [{ kind: 'turn', turn: 't1' } as const, 'merge tree1..tree0'],
    [{ kind: 'hunk', path: 'a.js', was: { start: 1, end: 2 }, is: { start: 1, end: 1 } } as const, 'hunk tree1..tree0'],
  ])('stops the goal’s processes, and reckons from trees: %o', async (what, change) => {
    const thread = asked(what);
    const rig = await carryOut(thread);
    expect(rig.asked).toEqual(['freeze', `revert ${change} on tree2`, 'thaw']);
    expect(thread.of('revert.written')).toEqual([{ revert: 'r1', paths: ['a.js'] }]);
  });

  it('says why it was refused, and leaves the goal as it is', async () => {
    const thread = asked({ kind: 'all' });
    const refused = { outcome: 'refused', message: 'a.js does not fit.', paths: ['a.js'] } as const;
    await carryOut(thread, { git: { revertFiles: () => Promise.resolve(ok(refused)) } });
    expect([thread.of('revert.refused'), thread.now.goal?.status]).toEqual([
      [{ revert: 'r1', message: 'a.js does not fit.', paths: ['a.js'] }],
      'paused',
    ]);
  });
});

it('pruning lets go of each ref once', async () => {
  const thread = asked({ kind: 'all' });
  thread.run();
  thread.state = { ...thread.now, boundaryTree: null };
  thread.submit({ type: 'checkpoints.prune', by: 'user' });
  const rig = await carryOut(thread);
  expect([rig.asked, thread.of('checkpoints.pruned')]).toEqual([['drop 2'], [{ checkpoints: ['c2'] }]]);
});
