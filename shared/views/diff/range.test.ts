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
    simulated.submit({
      type: 'thread.open',
      workspace: { root: '/w', gitDir: '/g', commonDir: '/g' },
      model: { api: 'scripted', script: 's' },
    });
    expect(rangeOf({ kind: 'start' }, simulated.now, [], true)).toEqual({
      kind: 'missing',
      why: 'This thread has no goal. Changes show here from the activation of one on.',
    });
  });

  it('is the tree at the activation and the latest checkpoint, known by the state alone', () => {
    const { now, events } = thread();
    const range = rangeOf({ kind: 'start' }, now, [], false);
    expect(range).toMatchObject({ kind: 'there', from: { id: 'c1', tree: now.startTree }, to: { id: now.checkpoint?.id } });
    const timed = rangeOf({ kind: 'start' }, now, stopsOf(events), true);
    expect(timed.kind === 'there' && [typeof timed.from.at, typeof timed.to.at]).toEqual(['number', 'number']);
  });

  it('of one turn is what it found and what it left, without what lies between turns', () => {
    const { now, events } = thread();
    const stops = stopsOf(events);
    const turns = (now.goal?.iterations ?? []).map(({ turn }) => turn);
    expect(turns.length).toBeGreaterThan(1);
    for (const turn of turns) {
      const own = stops.filter((stop) => stop.turn === turn);
      const range = rangeOf({ kind: 'turn', turn }, now, stops, true);
      if (own.length === 0) {
        expect(range.kind).toBe('missing');
        continue;
      }
      const first = stops.indexOf(own[0] as (typeof stops)[number]);
      expect(range).toEqual({ kind: 'there', from: stops[first - 1], to: own.at(-1) });
    }
    expect(stops[0]?.turn).toBeNull();
  });

  it('of a turn that is not there, or not yet read, is a sentence', () => {
    const { now, events } = thread();
    expect(rangeOf({ kind: 'turn', turn: 'gone' }, now, stopsOf(events), true)).toMatchObject({
      why: 'That turn is not of the present goal. Choose another one.',
    });
    const [first] = now.goal?.iterations ?? [];
    expect(rangeOf({ kind: 'turn', turn: first?.turn ?? '' }, now, [], false)).toMatchObject({
      why: 'The thread’s earlier events are still being read.',
    });
  });

  it('is any two checkpoints, in either order', () => {
    const { now, events } = thread();
    const stops = stopsOf(events);
    const [first, second] = stops;
    expect(rangeOf({ kind: 'between', from: 'c2', to: 'c1' }, now, stops, true)).toEqual({
      kind: 'there',
      from: second,
      to: first,
    });
    expect(rangeOf({ kind: 'between', from: 'c1', to: 'c99' }, now, stops, true)).toMatchObject({
      why: 'This goal has no checkpoint c99. Choose two that it has.',
    });
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
