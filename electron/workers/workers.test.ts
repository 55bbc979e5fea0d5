import { describe, expect, it } from 'vitest';
import { err } from '../../shared/kernel/result';
import { call, claim, SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import { PASS } from '../../test/fakes/simulatedWork';
import { type WorkRig, type WorkRigOptions, workRig } from '../../test/fakes/workRig';
import { createWorkers } from './workers';

/** Carries out the first piece of owed work of this kind with the real worker. */
async function carryOut(thread: SimulatedThread, kind: string, options: WorkRigOptions = {}): Promise<WorkRig> {
  const rig = workRig(thread, options);
  const work = thread.owed.find((entry) => entry.kind === kind);
  if (!work) throw new Error(`no ${kind} is owed, but ${thread.owed.map((entry) => entry.kind).join(', ')}`);
  await createWorkers(rig.parts)(work, rig.context);
  return rig;
}

function until(thread: SimulatedThread, kind: string): SimulatedThread {
  for (let step = 0; !thread.owed.some((work) => work.kind === kind) && step < 30; step++) thread.step();
  return thread;
}

function calling(...items: Parameters<typeof call>[]): SimulatedThread {
  const thread = new SimulatedThread().activate();
  thread.world.tree = 'tree1';
  thread.world.replies.push({ items: items.map((item) => call(...item)) });
  return until(thread, 'run-tool');
}

describe('a tool', () => {
  it('is on record before its effect, and its answer after', async () => {
    const thread = calling(['shell', { command: 'make' }]);
    const seen: string[] = [];
    const run = () => {
      seen.push(...thread.types().slice(-1));
      return Promise.resolve({ status: 'ok' as const, output: 'done', durationMs: 3 });
    };
    await carryOut(thread, 'run-tool', { tools: { run } });
    expect([...seen, ...thread.types().slice(-2)]).toEqual(['tool.started', 'tool.started', 'tool.finished']);
  });

  it('of the thread’s own is answered without a room', async () => {
    const thread = calling(['get_goal']);
    const rig = await carryOut(thread, 'run-tool');
    expect([rig.asked, thread.of('tool.finished')[0]?.status]).toEqual([[], 'ok']);
  });

  it('that nobody knows, or is called badly, goes back to the model and reaches no room', async () => {
    const calls: Parameters<typeof call>[] = [['make_coffee'], ['shell', { cmd: 1 }]];
    for (const bad of calls) {
      const thread = calling(bad);
      const rig = await carryOut(thread, 'run-tool');
      expect([rig.asked, thread.of('tool.finished')[0]?.status]).toEqual([[], 'failed']);
    }
  });

  it('that was called off reports nothing', async () => {
    const thread = calling(['shell', { command: 'make' }]);
    const abort: { now?: () => void } = {};
    const rig = workRig(thread, {
      tools: {
        run: () => {
          abort.now?.();
          return Promise.resolve({ status: 'failed', output: 'killed', durationMs: 1 });
        },
      },
    });
    abort.now = rig.abort;
    const [work] = thread.owed;
    if (work) await createWorkers(rig.parts)(work, rig.context);
    expect(thread.types().at(-1)).toBe('tool.started');
  });
});

describe('a checkpoint', () => {
  it('is taken while the goal’s processes stand still, without what checks may write, and says what changed', async () => {
    const thread = calling(['shell', { command: 'make' }], ['run_check', { id: 'bench' }]);
    thread.step();
    thread.step();
    const rig = await carryOut(thread, 'take-checkpoint');
    expect(rig.asked).toEqual(['freeze', 'checkpoint c2', 'changes tree0..tree1', 'thaw']);
    expect(thread.of('checkpoint.taken').at(-1)).toMatchObject({
      reason: 'agent',
      checkpoint: { id: 'c2', n: 2, environment: 'env' },
      changed: [{ path: 'a.js' }],
      notes: [],
    });
  });

  it('that fails lets the processes go on, and is a fault', async () => {
    const thread = calling(['run_check', { id: 'bench' }]);
    thread.step();
    const git = { takeCheckpoint: () => Promise.resolve(err({ code: 'git_failed' as const, message: 'the disk is full' })) };
    const rig = workRig(thread, { git });
    const [work] = thread.owed;
    if (!work) throw new Error('nothing is owed');
    await expect(createWorkers(rig.parts)(work, rig.context)).rejects.toThrow('the disk is full');
    expect(rig.asked).toEqual(['freeze', 'thaw']);
  });

  it('of a claim carries the diff of protected files that nobody accepted', async () => {
    const thread = new SimulatedThread({ protectedFiles: { 'test/a.js': 'h0' } }).activate(testContract({ protect: ['test/'] }));
    thread.world.protectedFiles = { 'test/a.js': 'h1', 'test/b.js': 'new' };
    thread.world.replies.push({ items: [claim()] });
    until(thread, 'run-tool').step();
    await carryOut(thread, 'take-checkpoint');
    expect(thread.of('question.opened')[0]?.question).toMatchObject({
      kind: 'protected',
      paths: ['test/a.js', 'test/b.js'],
      excerpt: '-old\n+new\n',
    });
  });
});

describe('a check', () => {
  const checking = () => until(calling(['run_check', { id: 'bench' }]), 'run-check');

  it('runs while the goal’s processes stand still', async () => {
    const rig = await carryOut(checking(), 'run-check');
    expect(rig.asked).toEqual(['freeze', 'check bench', 'thaw']);
  });

  it('that throws lets the processes go on, and is a fault', async () => {
    const thread = checking();
    const rig = workRig(thread, {
      parts: { verifier: { environment: () => 'env', runCheck: () => Promise.reject(new Error('the blobs cannot be written')) } },
    });
    const [work] = thread.owed;
    if (!work) throw new Error('nothing is owed');
    await expect(createWorkers(rig.parts)(work, rig.context)).rejects.toThrow('the blobs cannot be written');
    expect(rig.asked).toEqual(['freeze', 'thaw']);
  });
});

describe('a stopped goal', () => {
  it('has its processes ended, also those that the tools do not know any more', async () => {
    const thread = calling(['shell', { command: 'serve', background: true }]);
    thread.world.tool = () => ({ status: 'ok', output: '', durationMs: 1, opened: { process: 'p1', command: 'serve' } });
    thread.step();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    const rig = await carryOut(thread, 'end-processes');
    expect([rig.asked, thread.of('process.exited')]).toEqual([['end all'], [{ process: 'p1', exit: null, reason: 'ended' }]]);
  });
});

describe('protected files that were sent back', () => {
  const sentBack = () => {
    const thread = new SimulatedThread({ protectedFiles: { 'test/a.js': 'h0' } }).activate(testContract({ protect: ['test/'] }));
    thread.world.verdict = () => PASS;
    thread.world.protectedFiles = { 'test/a.js': 'h1' };
    thread.world.replies.push({ items: [claim()] });
    thread.run();
    thread.submit({ type: 'question.answer', question: 'protected', answer: 'restore' });
    return thread;
  };

  it('are put back, and the agent is told', async () => {
    const thread = sentBack();
    const rig = await carryOut(thread, 'restore-protected');
    expect([rig.asked, thread.now.goal?.status]).toEqual([['restore test/a.js'], 'active']);
  });

  it('that cannot be put back are a fault, and stay owed', async () => {
    const thread = sentBack();
    const git = { restoreProtected: () => Promise.resolve(err({ code: 'git_failed' as const, message: 'the disk is full' })) };
    await expect(carryOut(thread, 'restore-protected', { git })).rejects.toThrow('the disk is full');
    expect(thread.owed.map((work) => work.kind)).toEqual(['restore-protected']);
  });
});
