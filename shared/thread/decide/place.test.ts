import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import { PASS } from '../../../test/fakes/simulatedWork';
import type { PlaceChoice } from '../place';

const SOURCE = { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' };

function drafted(): SimulatedThread {
  const thread = new SimulatedThread();
  const draft = { by: 'user' as const, contract: testContract() };
  thread.submit({ type: 'thread.open', workspace: SOURCE, model: { api: 'scripted', script: 's' }, draft });
  return thread;
}

function activate(thread: SimulatedThread, place?: PlaceChoice) {
  return thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: true, ...(place && { place }) });
}

/** A thread whose goal is complete in its worktree, with a changed tree. */
function completeApart(): SimulatedThread {
  const thread = drafted();
  activate(thread, 'worktree');
  while (thread.now.goal?.status === 'draft' && thread.step());
  thread.world.tree = 'tree1';
  thread.world.verdict = () => PASS;
  thread.world.replies.push({ items: [call('shell', { command: 'fix' })] }, { items: [claim()] }, { items: [say('Done.')] });
  return thread.run();
}

const bring = (thread: SimulatedThread) => {
  const { checkpoint } = thread.now;
  const result = {
    as: 'branch',
    branch: 'b',
    commit: 'c',
    checkpoint: checkpoint?.id ?? '',
    tree: checkpoint?.tree ?? '',
    files: 1,
  };
  return thread.submit({ type: 'result.record', by: 'user', result: { ...result, as: 'branch' } });
};

describe('where a goal works', () => {
  it('is made before the baseline’s checkpoint, and everything after it is there', () => {
    const thread = drafted();
    activate(thread, 'worktree');
    expect(thread.owed).toEqual([{ kind: 'make-place', key: 'place:v1', verification: 'v1', choice: 'worktree' }]);
    thread.step();
    expect(thread.now.workspace.root).toBe('/d-worktrees/01/work/th');
    expect(thread.now.source).toEqual(SOURCE);
    expect(thread.owed.map((work) => work.key)).toEqual(['checkpoint:v1']);
    expect(thread.types().slice(-2)).toEqual(['verification.started', 'place.made']);
  });

  it('is owed again after a crash, at the next activation, and a late report of the first is refused', () => {
    const thread = drafted();
    activate(thread, 'worktree');
    const late = thread.owed[0];
    thread.submit({ type: 'thread.recover' });
    expect([thread.owed, thread.now.place, thread.now.goal?.status]).toEqual([[], null, 'draft']);
    if (late) thread.carryOut(late);
    expect(thread.now.place).toBeNull();
    activate(thread, 'app');
    expect(thread.owed).toEqual([{ kind: 'make-place', key: 'place:v2', verification: 'v2', choice: 'app' }]);
  });

  it('takes no checkpoint that comes before it', () => {
    const thread = drafted();
    activate(thread, 'worktree');
    thread.carryOut({ kind: 'take-checkpoint', key: 'k', reason: 'baseline', verification: 'v1' });
    expect(thread.now.checkpoint).toBeNull();
  });

  it('stays for the thread’s next goal while the worktree is there', () => {
    const thread = completeApart();
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    expect(activate(thread, 'in_place')).toMatchObject({
      code: 'placed',
      message: expect.stringContaining('remove the worktree first'),
    });
    expect(activate(thread, 'worktree')).toBeUndefined();
    expect(thread.owed.map((work) => work.kind)).toEqual(['take-checkpoint']);
  });
});

describe('removing a worktree', () => {
  it('is refused while the goal may go on, and while its result is nowhere else', () => {
    const thread = drafted();
    const remove = (discard = false) => thread.submit({ type: 'place.remove', by: 'user', discard });
    expect(remove()?.code).toBe('no_worktree');
    activate(thread, 'worktree');
    while (thread.now.goal?.status === 'draft' && thread.step());
    expect(remove(true)).toMatchObject({ code: 'placed', message: expect.stringContaining('The goal is active in') });
    const done = completeApart();
    expect(done.now.goal?.status).toBe('complete');
    expect(done.submit({ type: 'place.remove', by: 'user', discard: false })).toMatchObject({ code: 'not_brought' });
    bring(done);
    expect(done.submit({ type: 'place.remove', by: 'user', discard: false })).toBeUndefined();
    expect(done.of('place.removed')).toEqual([{ by: 'user', root: '/d-worktrees/01/work/th', discarded: false }]);
    expect(done.now.workspace).toEqual(SOURCE);
    expect(done.submit({ type: 'place.remove', by: 'user', discard: false })?.message).toBe('The worktree is removed already.');
  });

  it('with the result let go is recorded as that, and the goal is not reopened without its files', () => {
    const thread = completeApart();
    expect(thread.submit({ type: 'place.remove', by: 'user', discard: true })).toBeUndefined();
    expect(thread.of('place.removed')[0]?.discarded).toBe(true);
    expect(thread.submit({ type: 'goal.reopen', by: 'user', reason: 'more' })?.code).toBe('no_worktree');
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    activate(thread);
    expect(thread.owed).toMatchObject([{ kind: 'make-place', choice: 'app' }]);
  });

  it('takes back what a baseline in it asks', () => {
    const thread = drafted();
    thread.world.verdict = () => PASS;
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: false, place: 'worktree' });
    thread.run();
    expect(Object.keys(thread.now.questions)).toEqual(['baseline']);
    expect(thread.submit({ type: 'place.remove', by: 'user', discard: false })).toBeUndefined();
    expect([thread.now.questions, thread.now.goal?.status]).toEqual([{}, 'draft']);
  });

  it('does not forget the result of a goal that another one followed in the same worktree', () => {
    const thread = completeApart();
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    expect(thread.submit({ type: 'place.remove', by: 'user', discard: false })?.code).toBe('not_brought');
  });
});

describe('bringing a result back', () => {
  it('is refused before there is one', () => {
    const thread = drafted();
    expect(bring(thread)?.code).toBe('no_goal');
    thread.activate();
    expect(bring(thread)).toBeUndefined();
    expect(thread.now.brought).toHaveLength(1);
  });
});
