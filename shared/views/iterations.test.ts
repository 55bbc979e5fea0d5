import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread } from '../../test/fakes/simulatedThread';
import { red } from '../../test/fakes/simulatedWork';
import { fateWords, iterationEntries } from './iterations';

/** A red first claim with words, then a green one. */
function story(): SimulatedThread {
  const thread = new SimulatedThread({
    verdict: (check) => (check === 'bench' ? red('135 ms') : { verdict: 'pass' }),
  }).activate();
  const words = { changed: 'Batched the look-ups', evidence: '135 ms', next: 'Cache whole quotes' };
  thread.world.tree = 'tree1';
  thread.world.replies = [
    { items: [call('shell', { command: 'npm test' }), call('read_file', { path: 'a' }), call('record_iteration', words)] },
    { items: [claim('faster')] },
    { items: [] },
  ];
  thread.run();
  thread.world.tree = 'tree2';
  thread.world.verdict = () => ({ verdict: 'pass' });
  thread.world.replies = [{ items: [call('apply_patch', { patch: 'x' }), claim('now')] }];
  thread.run();
  return thread;
}

describe('an entry of the ledger', () => {
  it('has what was to be tried, what ran, and what each check showed against the last and the baseline', () => {
    const thread = story();
    const [first, second] = iterationEntries(thread.now, thread.events);
    expect([first?.hypothesis, second?.hypothesis]).toEqual(['', 'Cache whole quotes']);
    expect(first?.ran.map(({ name, subject, result }) => `${name} ${subject}: ${result}`)).toEqual(['shell npm test: ok']);
    expect(first?.checks.map(({ check, verdict, sinceLast, sinceBase }) => [check, verdict, sinceLast, sinceBase])).toEqual([
      ['tests', 'pass', 'same', 'same'],
      ['bench', 'fail', 'same', 'same'],
    ]);
    expect(second?.checks.find(({ check }) => check === 'bench')).toMatchObject({ sinceLast: 'was fail', sinceBase: 'was fail' });
    expect([first?.claims, second?.claims, first?.words?.next]).toEqual([['refused'], ['opened'], 'Cache whole quotes']);
    const taken = thread.of('checkpoint.taken').map(({ checkpoint }) => checkpoint.id);
    expect(taken).toEqual(expect.arrayContaining([first?.checkpoint, second?.checkpoint]));
    expect(first?.checkpoint).not.toBe(second?.checkpoint);
  });

  it('says which iteration put its change back', () => {
    const thread = story();
    const { goal } = thread.now;
    const changes = [
      { was: '0', is: '1' },
      { was: '1', is: '0' },
    ].map((contents) => ({
      path: 'src/a.js',
      status: 'modified' as const,
      added: 1,
      removed: 1,
      ...contents,
    }));
    const iterations = goal?.iterations.map((iteration, index) => ({
      ...iteration,
      changed: [changes[index] ?? changes[0]].flatMap((c) => c ?? []),
    }));
    const entries = iterationEntries({ ...thread.now, goal: goal && { ...goal, iterations: iterations ?? [] } }, []);
    expect(entries.map(({ fate }) => fateWords(fate, entries))).toEqual(['reverted in 2', 'kept']);
  });
});
