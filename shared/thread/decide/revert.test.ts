import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say } from '../../../test/fakes/simulatedThread';
import { prunable, pruneDue, UNCITED_KEPT } from '../checkpoints/prune';
import type { CheckpointRow } from '../checkpoints/row';

/** One turn that changed the tree, and a paused goal. */
function paused(): SimulatedThread {
  const thread = new SimulatedThread().activate();
  thread.world.replies = [{ items: [call('shell', { command: 'make' })] }];
  thread.step();
  thread.step();
  thread.world.tree = 'tree1';
  thread.world.replies = [{ items: [say('Done for now.')] }];
  thread.run();
  thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
  return thread.run();
}

const all = { type: 'tree.revert', by: 'user', what: { kind: 'all' } } as const;

describe('putting files back', () => {
  it('is refused under a running turn, with what to do', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'turn.start', reason: 'goal_activated' });
    const refusal = thread.submit(all);
    expect([refusal?.code, refusal?.message]).toEqual([
      'turn_open',
      expect.stringContaining('Interrupt it first (that pauses the goal), or wait'),
    ]);
  });

  it('holds what is there, writes, holds what came of it, and tells the agent, who goes on only then', () => {
    const thread = paused();
    const head = thread.events.length;
    thread.submit(all);
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    expect(thread.answer).toBe('wait: reverting');
    expect(thread.owed.map((work) => work.key)).toEqual(['checkpoint:before_revert:r1']);
    thread.step();
    expect(thread.owed.map((work) => work.key)).toEqual(['revert:r1']);
    thread.step();
    expect([thread.world.tree, thread.owed.map((work) => work.key)]).toEqual(['tree0', ['checkpoint:after_revert:r1']]);
    thread.step();
    expect(thread.types(head)).toEqual([
      ...[
        'revert.asked',
        'goal.resumed',
        'checkpoint.taken',
        'revert.written',
        'checkpoint.taken',
        'tree.reverted',
        'input.queued',
      ],
    ]);
    expect(thread.of('tree.reverted')).toEqual([
      { revert: 'r1', by: 'user', what: { kind: 'all' }, paths: ['src/a.js'], before: 'c3', checkpoint: 'c4' },
    ]);
    expect(thread.of('input.queued').at(-1)).toMatchObject({
      from: 'app',
      text: expect.stringContaining('The user put back everything'),
    });
    expect(thread.owed.map((work) => work.kind)).toEqual(['start-turn']);
  });

  it('goes on after a crash with the step that it had come to', () => {
    const thread = paused();
    thread.submit(all);
    thread.step();
    thread.submit({ type: 'thread.recover' });
    expect(thread.owed.map((work) => work.key)).toEqual(['revert:r1']);
    thread.submit({ type: 'thread.fail', message: 'The disk is full.' });
    expect(thread.of('revert.refused')).toEqual([
      { revert: 'r1', message: 'The disk is full. c3 holds every file as it was before.', paths: [] },
    ]);
    expect(thread.now.revert).toBeNull();
  });

  it('names the checkpoints of a turn and of a revert itself, and is refused where one is not held any more', () => {
    const thread = paused();
    expect(thread.submit({ type: 'tree.revert', by: 'user', what: { kind: 'turn', turn: 't2' } })?.message).toContain(
      'changed no file',
    );
    thread.submit({ type: 'tree.revert', by: 'user', what: { kind: 'turn', turn: 't1' } });
    thread.run();
    thread.submit({ type: 'tree.revert', by: 'user', what: { kind: 'revert', revert: 'r1' } });
    thread.run();
    const spans = thread.of('revert.asked').map(({ from, to }) => `${from}..${to}`);
    expect([spans, thread.world.tree]).toEqual([['c2..c1', 'c4..c3'], 'tree1']);
    thread.state = { ...thread.now, checkpoints: thread.now.checkpoints.filter(({ id }) => id !== 'c2') };
    expect(thread.submit({ type: 'tree.revert', by: 'user', what: { kind: 'turn', turn: 't1' } })).toEqual({
      code: 'no_checkpoint',
      message: expect.stringContaining('Checkpoint c2 was pruned'),
    });
  });
});

describe('what changed between turns', () => {
  it('is not the next turn’s, and is held before its first call that concerns the tree', () => {
    const thread = paused();
    thread.world.tree = 'tree of the person';
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    thread.world.replies = [{ items: [call('update_plan', { steps: [] })] }];
    thread.step();
    thread.step();
    expect(thread.of('checkpoint.taken').map(({ reason }) => reason)).not.toContain('start');
    thread.world.replies = [{ items: [call('shell', { command: 'make' })] }];
    thread.step();
    thread.step();
    expect(thread.owed.map((work) => work.key)).toEqual(['checkpoint:start:t3']);
    thread.step();
    expect([thread.now.boundaryTree, thread.owed.map((work) => work.kind)]).toEqual(['tree of the person', ['run-tool']]);
  });
});

describe('pruning', () => {
  const row = (n: number, more: Partial<CheckpointRow> = {}): CheckpointRow => ({
    ...{ id: `c${n}`, n, anchor: n, tree: `tree of ${n}`, at: n, reason: 'turn', turn: `t${n}`, revert: null, cited: false },
    ...more,
  });

  it('keeps what is cited, the start, the baseline, the latest, what lies round a revert, and what shares their refs', () => {
    const { now } = paused();
    const checkpoints = [
      ...[row(1, { tree: 'tree0' }), row(2), row(3, { cited: true }), row(4, { anchor: 3 }), row(5), row(6, { revert: 'r1' })],
      ...[row(7), row(8, { anchor: 7 }), row(9)],
    ];
    const state = { ...now, checkpoints, checkpoint: now.checkpoint && { ...now.checkpoint, id: 'c9' }, boundaryTree: null };
    expect(prunable(state).map(({ id }) => id)).toEqual(['c2', 'c5', 'c7', 'c8']);
  });

  it('happens by itself where there are very many, oldest first, and whole refs', () => {
    const { now } = paused();
    const many = Array.from({ length: UNCITED_KEPT + 200 }, (_, index) => row(index + 10));
    const few = { ...now, checkpoints: many.slice(0, UNCITED_KEPT) };
    expect(pruneDue(few)).toEqual([]);
    const shared = many.with(200, row(210, { anchor: 209 }));
    const due = pruneDue({ ...now, checkpoints: shared });
    expect([due.length, due[0], due.at(-1)]).toEqual([199, 'c10', 'c208']);
  });
});
