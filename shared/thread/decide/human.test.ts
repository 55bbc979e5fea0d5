import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, testContract } from '../../../test/fakes/simulatedThread';
import { PASS, red } from '../../../test/fakes/simulatedWork';

const LOOK = { id: 'look', kind: 'human' as const, ask: 'The plots are readable in print' };
const SECOND = { id: 'second', kind: 'human' as const, ask: 'The words are plain' };

function looking(...people: readonly (typeof LOOK)[]): SimulatedThread {
  const plain = testContract();
  return new SimulatedThread().activate({ ...plain, verification: [...plain.verification, ...people] });
}

function claimed(thread: SimulatedThread): SimulatedThread {
  thread.world.tree = 'tree1';
  thread.world.verdict = () => PASS;
  thread.world.replies.push({ items: [claim()] });
  return thread.run();
}

const says = (thread: SimulatedThread, question: string, answer: string, name = 'Ada') =>
  thread.submit({ type: 'question.answer', question, answer, name });

describe('a check that a person judges', () => {
  it('is neither run nor flagged at the baseline', () => {
    const thread = looking(LOOK);
    expect(thread.of('verification.started')[0]?.checks).toEqual(['tests', 'bench']);
    expect(thread.of('goal.activated')[0]?.flags).toEqual([]);
  });

  it('is not asked while another check is red', () => {
    const thread = looking(LOOK);
    thread.world.verdict = (check) => (check === 'bench' ? red('slow') : PASS);
    thread.world.replies.push({ items: [claim()] });
    thread.run();
    expect(thread.of('gate.refused')[0]?.reasons.map(({ check, code }) => [check, code])).toEqual([['bench', 'failed']]);
    expect(thread.of('question.opened')).toEqual([]);
  });

  it('is asked of a person once the rest passes, and the turn ends', () => {
    const thread = claimed(looking(LOOK));
    expect([thread.now.goal?.status, thread.answer, thread.now.turn]).toEqual(['verifying', 'ask: human_check', null]);
    expect(thread.of('question.opened')[0]?.question).toMatchObject({
      id: 'human:look',
      kind: 'human',
      check: 'look',
      checkpoint: 'c2',
    });
    expect(thread.of('tool.finished')[0]).toMatchObject({
      status: 'ok',
      output: expect.stringContaining('A person has been asked about look'),
    });
  });

  it('completes on a yes, which is evidence under a name for the tree that was asked about', () => {
    const thread = claimed(looking(LOOK));
    expect(says(thread, 'human:look', 'pass: even in grey')).toBeUndefined();
    thread.run();
    const evidence = thread.of('evidence.recorded').find((record) => record.evidence.check === 'look')?.evidence;
    expect(evidence).toMatchObject({
      id: 'e5',
      purpose: 'gate',
      checkpoint: 'c2',
      tree: 'tree1',
      sandbox: 'unused',
      verdict: PASS,
      looked: { name: 'Ada', note: 'even in grey' },
    });
    expect(thread.of('goal.completed')[0]?.evidence).toContain('e5');
    expect(thread.now.goal?.status).toBe('complete');
  });

  it('sends the goal back on a no, with the note as the reason', () => {
    const thread = claimed(looking(LOOK, SECOND));
    says(thread, 'human:look', 'fail: the axis has no unit');
    thread.run();
    expect(thread.now.goal?.status).toBe('active');
    expect(thread.of('gate.refused')[0]?.reasons.map(({ message }) => message)).toEqual([
      'look: Ada says no: the axis has no unit',
    ]);
    expect(thread.of('question.closed').map(({ question }) => question)).toEqual(['human:second']);
    expect(thread.of('input.queued')[0]).toMatchObject({
      from: 'app',
      text: expect.stringContaining('Ada says no: the axis has no unit'),
    });
  });

  it('waits for everybody who is asked', () => {
    const thread = claimed(looking(LOOK, SECOND));
    says(thread, 'human:look', 'pass');
    expect([thread.now.verification, Object.keys(thread.now.questions)]).toEqual([null, ['human:second']]);
    says(thread, 'human:second', 'pass');
    thread.run();
    expect(thread.now.goal?.status).toBe('complete');
  });

  it('is asked again when the tree has moved since', () => {
    const thread = claimed(looking(LOOK));
    thread.world.tree = 'tree2';
    says(thread, 'human:look', 'pass');
    thread.run();
    expect([thread.answer, thread.of('question.opened').length]).toEqual(['ask: human_check', 2]);
  });

  it('is withdrawn when the contract is edited, and its evidence is then of another revision', () => {
    const thread = claimed(looking(LOOK));
    thread.submit({ type: 'goal.edit', by: 'user', contract: thread.now.goal?.contract ?? testContract() });
    expect([thread.of('question.closed').map(({ question }) => question), thread.now.goal?.status]).toEqual([
      ['human:look'],
      'active',
    ]);
  });

  it('takes no answer without a name, nor a no without a word on why', () => {
    const thread = claimed(looking(LOOK));
    expect(says(thread, 'human:look', 'pass', ' ')?.message).toContain('--name NAME');
    expect(says(thread, 'human:look', 'fail')?.message).toBe(
      '"fail" is not an answer to "human:look". Use one of: pass, fail: NOTE.',
    );
    expect(says(thread, 'human:look', 'passable')?.code).toBe('bad_answer');
    expect(Object.keys(thread.now.questions)).toEqual(['human:look']);
  });

  it('is not run for the agent, who is told when it is asked', () => {
    const thread = looking(LOOK);
    thread.world.replies.push({ items: [call('run_check', { id: 'look' })] });
    thread.run();
    expect(thread.of('tool.finished')[0]).toMatchObject({
      status: 'failed',
      output: expect.stringContaining('A person judges "look"'),
    });
  });

  it('counts an answer also where the goal was paused meanwhile', () => {
    const thread = claimed(looking(LOOK));
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    says(thread, 'human:look', 'pass');
    thread.run();
    expect(thread.now.goal?.status).toBe('complete');
  });
});
