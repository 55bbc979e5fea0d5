import { describe, expect, it } from 'vitest';
import { SimulatedThread, testContract } from '../../../test/fakes/simulatedThread';
import { PASS, red } from '../../../test/fakes/simulatedWork';

function drafted(): SimulatedThread {
  const thread = new SimulatedThread({ verdict: (check) => (check === 'bench' ? PASS : red('exit 1')) });
  const workspace = { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' };
  const draft = { by: 'user' as const, contract: testContract() };
  thread.submit({ type: 'thread.open', workspace, model: { api: 'scripted', script: 's' }, draft });
  return thread;
}

describe('trying the checks of a draft', () => {
  it('runs every check on the untouched tree, asks nothing and activates nothing', () => {
    const thread = drafted();
    expect(thread.submit({ type: 'goal.try', by: 'user' })).toBeUndefined();
    thread.run();
    expect(thread.now.evidence.map(({ check, purpose, verdict }) => [check, purpose, verdict.verdict])).toEqual([
      ['tests', 'baseline', 'fail'],
      ['bench', 'baseline', 'pass'],
    ]);
    expect(thread.of('verification.finished')[0]).toMatchObject({
      outcome: 'red',
      message: expect.stringMatching(/tests is red before the work.*bench passes already/),
    });
    expect([thread.now.goal?.status, thread.now.questions, thread.owed]).toEqual(['draft', {}, []]);
  });

  it('leaves no value behind that the real baseline would be counted from', () => {
    const thread = drafted();
    thread.submit({ type: 'goal.try', by: 'user' });
    thread.run();
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: true });
    while (thread.now.goal?.status === 'draft' && thread.step());
    expect([thread.now.goal?.status, thread.now.evidence.map(({ id }) => id)]).toEqual(['active', ['e3', 'e4']]);
  });

  it('can be stopped, and is refused where there is no draft', () => {
    const thread = drafted();
    thread.submit({ type: 'goal.try', by: 'user' });
    expect(thread.submit({ type: 'goal.try', by: 'user' })?.code).toBe('wrong_status');
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'stop' });
    expect([thread.owed, thread.now.goal?.status]).toEqual([[], 'draft']);
    thread.activate(testContract(), true);
    expect(thread.submit({ type: 'goal.try', by: 'user' })?.message).toContain('The goal is active');
  });
});
