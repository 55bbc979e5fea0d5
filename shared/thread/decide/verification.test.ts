import { describe, expect, it } from 'vitest';
import { call, SimulatedThread } from '../../../test/fakes/simulatedThread';
import { checkpointOf, PASS, reportOf } from '../../../test/fakes/simulatedWork';

/** A thread whose agent asked for the benchmark; its checkpoint is taken, its check owed as e3. */
function checking(): SimulatedThread {
  const thread = new SimulatedThread().activate();
  thread.world.tree = 'tree1';
  thread.world.replies.push({ items: [call('run_check', { id: 'bench' })] });
  for (let step = 0; !thread.owed.some((work) => work.kind === 'run-check') && step < 20; step++) thread.step();
  return thread;
}

const start = { type: 'check.start', verification: 'v2', check: 'bench', evidence: 'e3' } as const;
const finish = { ...start, type: 'check.finish', report: reportOf(PASS) } as const;

describe('a check', () => {
  it('begins once', () => {
    const thread = checking();
    expect(thread.submit(start)).toBeUndefined();
    expect(thread.submit(start)?.code).toBe('not_owed');
  });

  it('is reported once, for the very verification, check and evidence that began', () => {
    const thread = checking();
    expect(thread.submit(finish)?.code).toBe('not_owed');
    thread.submit(start);
    for (const other of [{ verification: 'v1' }, { check: 'tests' }, { evidence: 'e9' }]) {
      expect(thread.submit({ ...finish, ...other })?.code).toBe('not_owed');
    }
    expect(thread.submit(finish)).toBeUndefined();
    expect(thread.submit(finish)?.code).toBe('not_owed');
  });

  it('that the pause cut off is reported to nobody', () => {
    const thread = checking();
    thread.submit(start);
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    expect(thread.submit(finish)?.code).toBe('not_owed');
    expect(thread.of('verification.finished').at(-1)).toEqual({ verification: 'v2', outcome: 'abandoned', message: 'interrupt' });
  });
});

describe('a checkpoint', () => {
  it('is recorded once, for the turn or verification that asked', () => {
    const thread = checking();
    const stale = { kind: 'take-checkpoint', key: 'checkpoint:v2', reason: 'agent', verification: 'v2' } as const;
    const turn = { kind: 'take-checkpoint', key: 'checkpoint:t9', reason: 'turn', turn: 't9' } as const;
    for (const work of [stale, turn]) {
      expect(thread.submit(checkpointOf(thread.world, work, thread.now))?.code).toBe('not_owed');
    }
  });
});

describe('editing the contract', () => {
  it('makes older evidence stale: the same tree is checked again', () => {
    const thread = checking();
    thread.world.verdict = () => PASS;
    thread.run();
    const { goal } = thread.now;
    if (!goal) throw new Error('no goal');
    thread.submit({ type: 'goal.edit', by: 'user', contract: goal.contract });
    thread.world.replies.push({ items: [call('update_goal', { status: 'complete', summary: 'done' })] });
    thread.run();
    expect(thread.of('goal.completed')[0]?.evidence).toEqual(['e4', 'e5']);
  });

  it('in the middle of a check cuts it off, and the turn with it', () => {
    const thread = checking();
    thread.submit(start);
    const { goal } = thread.now;
    if (!goal) throw new Error('no goal');
    thread.submit({ type: 'goal.edit', by: 'user', contract: goal.contract });
    expect(thread.types().slice(-4)).toEqual(['verification.finished', 'tool.finished', 'turn.interrupted', 'goal.edited']);
  });
});
