import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import type { Reply } from '../../test/fakes/simulatedWork';
import { buysWords, type Projection, projection, projectionWords } from './projection';
import { type TurnSpend, turnSpends } from './turnSpends';

const turn = (tokens: number, wallMs = 60_000, more: Partial<TurnSpend> = {}): TurnSpend => ({
  turn: 't',
  n: 1,
  wallMs,
  spent: { tokens, usd: tokens / 100_000, minutes: wallMs / 60_000, turns: 1 },
  priced: true,
  ...more,
});

const NOW = 1_000_000;
const burning = (used: number, max: number, running = true) => ({ limit: 'tokens' as const, used, max, running, now: NOW });
const minute = (at: number) => `${(at - NOW) / 60_000}m`;
const words = (ahead: Projection) => projectionWords(ahead, minute);

describe('when a limit is reached', () => {
  it('is told as a range, from the quickest of the last turns to the slowest', () => {
    const ahead = projection(burning(40_000, 60_000), [turn(10_000), turn(5_000), turn(5_000, 120_000)]);
    expect(ahead).toEqual({
      kind: 'ahead',
      turns: { least: 2, most: 4 },
      at: { least: NOW + 120_000, most: NOW + 480_000 },
    });
    expect(words(ahead)).toBe('in 2 to 4 turns, 2m to 8m');
  });

  it('is not foretold from fewer than three turns', () => {
    const ahead = projection(burning(1, 100), [turn(10), turn(10)]);
    expect([ahead, words(ahead)]).toEqual([{ kind: 'few', turns: 2 }, 'not enough turns yet: 2 of 3']);
  });

  it('is read from the last five turns alone', () => {
    const early = [turn(100_000), turn(100_000)];
    const late = Array.from({ length: 5 }, () => turn(1_000));
    expect(words(projection(burning(0, 3_000), [...early, ...late]))).toBe('in 3 turns, about 3m');
  });

  it('has no latest hour where one of the turns spent nothing of it, and none at all where every one did', () => {
    expect(words(projection(burning(0, 1_500), [turn(1_000), turn(0), turn(500)]))).toBe(
      'in 2 turns or more, 1.5m at the soonest',
    );
    expect(words(projection(burning(0, 1_500), [turn(0), turn(0), turn(0)]))).toBe('none of it in the last 3 turns');
  });

  it('names no hour while the goal stands still', () => {
    expect(words(projection(burning(0, 2_000, false), [turn(1_000), turn(1_000), turn(1_000)]))).toBe('in 2 turns');
  });

  it('is now where it is used up, and not known where charges had no price', () => {
    expect(words(projection(burning(100, 100), []))).toBe('used up');
    const unpriced = [turn(1), turn(1), turn(1, 60_000, { priced: false })];
    expect(words(projection({ ...burning(0, 2), limit: 'usd' }, unpriced))).toBe('not all of it has a price');
  });
});

describe('what more of a limit buys', () => {
  it('is a range of turns like the last ones', () => {
    const last = [turn(1_000), turn(2_000), turn(500)];
    expect(buysWords('tokens', 4_000, last)).toBe('buys 2 to 8 turns like the last 3');
    expect(buysWords('tokens', 400, last)).toBe('less than any of the last turns took');
    expect(buysWords('turns', 2, [])).toBe('buys 2 turns');
    expect(buysWords('tokens', 4_000, last.slice(1))).toBe('');
  });
});

describe('what a turn took', () => {
  it('is what was charged in it, with the checks that followed it, and without the pause', () => {
    const works: Reply = { items: [call('shell', { command: 'x' })], tokens: { input: 100, cached: 40, output: 20 } };
    const thread = new SimulatedThread().activate(testContract({ budget: { tokens: 10_000 } }));
    thread.world.replies = [works, { items: [say('so far')], tokens: { input: 50, cached: 0, output: 0 } }, works];
    for (let step = 0; thread.of('turn.finished').length === 0 && step < 40; step++) thread.step();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    thread.at += 3_600_000;
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    for (let step = 0; thread.of('turn.started').length === 1 && step < 40; step++) thread.step();
    const spends = turnSpends(thread.events);
    expect(spends).toHaveLength(1);
    expect(spends[0]).toMatchObject({ turn: 't1', n: 1, spent: { tokens: 130, turns: 1 } });
    expect(spends[0]?.wallMs).toBeLessThan(60_000);
  });
});
