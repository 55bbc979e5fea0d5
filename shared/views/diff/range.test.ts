import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say } from '../../../test/fakes/simulatedThread';
import { iterationTabs } from './iterationTabs';
import { rangeOf, readChoice, stopsOf } from './range';

const edit = (n: number) => call('shell', { command: `edit ${n}` });

/** A goal with two turns that ran something, the first of which ended in a claim that was refused. */
function thread(): SimulatedThread {
  const simulated = new SimulatedThread({
    replies: [{ items: [edit(1), claim()] }, { items: [say('one')] }, { items: [edit(2)] }, { items: [say('two')] }],
  });
  simulated.activate();
  simulated.run();
  return simulated;
}

describe('what is compared', () => {
  it('is nothing before the start, with a sentence', () => {
    const simulated = new SimulatedThread();
    const workspace = { root: '/w', gitDir: '/g', commonDir: '/g' };
    simulated.submit({ type: 'thread.open', workspace, model: { api: 'scripted', script: 's' } });
    expect(rangeOf({ kind: 'start' }, simulated.now)).toEqual({
      kind: 'missing',
      why: 'This thread has no goal. Changes show here from the activation of one on.',
    });
    expect(stopsOf(simulated.now)).toEqual([]);
  });

  it('is the tree at the activation and the latest checkpoint', () => {
    const { now } = thread();
    const range = rangeOf({ kind: 'start' }, now);
    expect(range).toMatchObject({ kind: 'there', from: { id: 'c1', tree: now.startTree }, to: { id: now.checkpoint?.id } });
    expect(stopsOf(now)[0]).toMatchObject({ id: 'c1' });
  });

  it('of one turn is what its changes lie between', () => {
    const { now } = thread();
    const goal = now.goal;
    const [iteration] = goal?.iterations ?? [];
    if (!goal || !iteration) throw new Error('no turn');
    const spanned = { ...iteration, span: { before: 'c1', after: 'c2' } };
    const range = rangeOf({ kind: 'turn', turn: iteration.turn }, { ...now, goal: { ...goal, iterations: [spanned] } });
    expect(range).toMatchObject({ kind: 'there', from: { id: 'c1' }, to: { id: 'c2' } });
  });

  it('of a turn that is not there, runs or has changed nothing, is a sentence', () => {
    const { now } = thread();
    const goal = now.goal;
    const [iteration] = goal?.iterations ?? [];
    if (!goal || !iteration) throw new Error('no turn');
    const why = (more: Partial<typeof iteration>) => {
      const range = rangeOf(
        { kind: 'turn', turn: iteration.turn },
        { ...now, goal: { ...goal, iterations: [{ ...iteration, ...more }] } },
      );
      return range.kind === 'missing' && range.why;
    };
    expect(rangeOf({ kind: 'turn', turn: 'gone' }, now)).toMatchObject({
      why: 'That turn is not of the present goal. Choose another one.',
    });
    expect(why({ span: null, ended: null, n: 4 })).toBe('Turn 4 is running. Its changes show here with its next checkpoint.');
    expect(why({ span: null, ended: 'no_more_calls', n: 4 })).toBe('Turn 4 has left every file as it found it.');
    expect(why({ span: { before: 'c1', after: 'c99' } })).toMatch(/c99/);
  });

  it('is any two checkpoints, in either order; one that was pruned is a sentence', () => {
    const { now } = thread();
    expect(rangeOf({ kind: 'between', from: 'c2', to: 'c1' }, now)).toMatchObject({ from: { id: 'c2' }, to: { id: 'c1' } });
    const pruned = { ...now, checkpoints: now.checkpoints.filter(({ id }) => id !== 'c2') };
    const range = rangeOf({ kind: 'between', from: 'c1', to: 'c2' }, pruned);
    expect(range.kind === 'missing' && range.why).toMatch(/c2/);
  });

  it('is read back as it was remembered, and is the start where that does not read', () => {
    expect(readChoice({ kind: 'between', from: 'c1', to: 'c3', more: 1 })).toEqual({ kind: 'between', from: 'c1', to: 'c3' });
    expect(readChoice({ kind: 'turn', turn: 't2' })).toEqual({ kind: 'turn', turn: 't2' });
    for (const odd of [undefined, null, 'start', { kind: 'turn' }, { kind: 'between', from: 'c1' }]) {
      expect(readChoice(odd)).toEqual({ kind: 'start' });
    }
  });
});

describe('the turns to choose from', () => {
  it('name their files and what their claim or checks came to', () => {
    const tabs = iterationTabs(thread().now);
    expect(tabs[0]).toMatchObject({ label: '1' });
    expect(tabs[0]?.words).toMatch(/^Turn 1, .*claim (refused|proven)/);
  });

  it('say that a turn is running', () => {
    const { now } = thread();
    const goal = now.goal;
    const last = goal?.iterations.at(-1);
    if (!goal || !last) throw new Error('no turn');
    const running = { ...last, n: 9, ended: null, claims: [], evidence: [], changed: [] };
    expect(iterationTabs({ ...now, goal: { ...goal, iterations: [running] } })).toEqual([
      { turn: last.turn, label: '9 running', words: 'Turn 9, no file changed, running' },
    ]);
  });
});
