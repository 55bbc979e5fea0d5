import { describe, expect, it } from 'vitest';
import { CommandCheck } from '../goal/check';
import { isDecided, judgeRuns, median, p95, type RunOutcome } from './judge';
import type { MetricReading } from './metric';

type Judge = 'all' | 'any' | 'median' | 'p95' | { atLeast: number };
const METRIC = { from: 'stdout', pattern: '(\\d+)', target: '< 120', unit: 'ms' };

function check(extra: Record<string, unknown> = {}): CommandCheck {
  return CommandCheck.parse({ id: 'bench', kind: 'command', run: 'node bench', ...extra });
}

const repeated = (times: number, judge: Judge, extra: Record<string, unknown> = {}) =>
  check({ repeat: { times, judge }, ...extra });

function ran(exit: number | null, reading?: MetricReading): RunOutcome {
  return { run: { exit, durationMs: 1, timedOut: false }, ...(reading ? { reading } : {}) };
}

const measured = (value: number, exit = 0) => ran(exit, { kind: 'value', value });
const values = (...numbers: number[]) => numbers.map((number) => measured(number));
const fail = (reason: string, message: string) => ({ verdict: 'fail', reason, message });

describe('one run', () => {
  it('passes by its exit', () => {
    expect(judgeRuns(check(), [ran(0)])).toEqual({ verdict: { verdict: 'pass' }, decisive: 0 });
    expect(judgeRuns(check({ expect: { exit: 3 } }), [ran(3)]).verdict).toEqual({ verdict: 'pass' });
  });

  it.each([
    [ran(1), fail('exit', 'exit 1, expected 0')],
    [ran(137), fail('exit', 'exit 137 (SIGKILL), expected 0')],
    [
      { run: { exit: null, signal: 'SIGTERM', durationMs: 1, timedOut: false } },
      fail('signal', 'killed by SIGTERM, expected exit 0'),
    ],
    [{ run: { exit: null, signal: 'SIGKILL', durationMs: 1, timedOut: true } }, fail('timeout', 'timed out after 60s')],
    [{ run: { exit: 0, durationMs: 1, timedOut: true } }, fail('timeout', 'timed out after 60s')],
  ])('fails by how its process ended: %o', (outcome, verdict) => {
    expect(judgeRuns(check(), [outcome]).verdict).toEqual(verdict);
  });

  it('passes by its metric', () => {
    const metric = { value: 90, values: [90], target: '< 120', unit: 'ms', holds: true };
    expect(judgeRuns(check({ metric: METRIC }), values(90))).toEqual({ verdict: { verdict: 'pass' }, metric, decisive: 0 });
  });

  it('is closed at 135 ms against 120 ms, and at 120 against "< 120"', () => {
    const bench = (value: number) => judgeRuns(check({ metric: METRIC }), values(value)).verdict;
    expect(bench(135)).toEqual(fail('metric_target', 'bench 135 ms, target < 120 ms'));
    expect(bench(120)).toEqual(fail('metric_target', 'bench 120 ms, target < 120 ms'));
  });

  it('names the number by its JSON pointer', () => {
    const metric = { from: 'stdout', pointer: '/latency/p95', target: '< 120', unit: 'ms' };
    expect(judgeRuns(check({ metric }), values(134.82734500000001)).verdict).toEqual(
      fail('metric_target', 'p95 134.827 ms, target < 120 ms'),
    );
  });

  it('never shows a number on the other side of its target', () => {
    expect(judgeRuns(check({ metric: METRIC }), values(120.0000001)).verdict).toEqual(
      fail('metric_target', 'bench 120 ms, target < 120 ms'),
    );
    const strict = { ...METRIC, target: '<= 120' };
    expect(judgeRuns(check({ metric: strict }), values(120.0000001)).verdict).toEqual(
      fail('metric_target', 'bench 120.0000001 ms, target <= 120 ms'),
    );
  });

  it('does not pass on a good metric with a wrong exit', () => {
    expect(judgeRuns(check({ metric: METRIC }), [measured(90, 1)])).toEqual({
      verdict: fail('exit', 'exit 1, expected 0'),
      metric: { value: 90, values: [90], target: '< 120', unit: 'ms', holds: true },
      decisive: 0,
    });
  });

  it('does not pass without a metric, or with two', () => {
    const reading = (kind: 'missing' | 'ambiguous') => [ran(0, { kind, message: kind })];
    expect(judgeRuns(check({ metric: METRIC }), reading('missing'))).toEqual({
      verdict: fail('metric_missing', 'missing'),
      decisive: 0,
    });
    expect(judgeRuns(check({ metric: METRIC }), reading('ambiguous')).verdict).toEqual(fail('metric_ambiguous', 'ambiguous'));
  });
});

describe('repeat', () => {
  it('all: one red of twenty is red, and ends the runs', () => {
    const runs = [...Array.from({ length: 18 }, () => ran(0)), ran(1)];
    const flaky = repeated(20, 'all');
    expect(isDecided(flaky, runs.slice(0, 18))).toBe(false);
    expect(isDecided(flaky, runs)).toBe(true);
    expect(judgeRuns(flaky, runs)).toEqual({ verdict: fail('exit', 'run 19 of 20: exit 1, expected 0'), decisive: 18 });
  });

  it('all: judges the metric of every run and reports the one that missed', () => {
    const judged = judgeRuns(repeated(3, 'all', { metric: METRIC }), values(90, 130));
    expect(judged).toEqual({
      verdict: fail('metric_target', 'run 2 of 3: bench 130 ms, target < 120 ms'),
      metric: { value: 130, values: [90, 130], target: '< 120', unit: 'ms', holds: false },
      decisive: 1,
    });
  });

  it('any: one green is green, and ends the runs', () => {
    const any = repeated(5, 'any');
    expect(isDecided(any, [ran(1)])).toBe(false);
    expect(isDecided(any, [ran(1), ran(0)])).toBe(true);
    expect(judgeRuns(any, [ran(1), ran(0)])).toEqual({ verdict: { verdict: 'pass' }, decisive: 1 });
    expect(judgeRuns(repeated(2, 'any'), [ran(1), ran(2)]).verdict).toEqual(
      fail('exit', 'none of 2 runs passed; the last: exit 2, expected 0'),
    );
  });

  it('at least k: ends when enough are green, and when no more can be', () => {
    const most = repeated(5, { atLeast: 3 });
    expect(isDecided(most, [ran(0), ran(1), ran(0)])).toBe(false);
    expect(isDecided(most, [ran(0), ran(1), ran(0), ran(0)])).toBe(true);
    expect(isDecided(most, [ran(1), ran(1)])).toBe(false);
    expect(isDecided(most, [ran(1), ran(1), ran(2)])).toBe(true);
    expect(judgeRuns(most, [ran(0), ran(1), ran(0), ran(0)])).toEqual({ verdict: { verdict: 'pass' }, decisive: 3 });
    expect(judgeRuns(most, [ran(0), ran(1), ran(1), ran(2)])).toEqual({
      verdict: fail('exit', '1 of 4 runs passed, at least 3 of 5 must; run 2 of 5: exit 1, expected 0'),
      decisive: 1,
    });
  });

  it('at least k: the number that stands for all is the one that decides', () => {
    const judged = (target: string, atLeast: number, ...numbers: number[]) =>
      judgeRuns(repeated(numbers.length, { atLeast }, { metric: { ...METRIC, target } }), values(...numbers));
    expect(judged('< 120', 3, 130, 100, 110, 90).metric).toMatchObject({ value: 110, holds: true });
    expect(judged('< 120', 4, 130, 100, 110, 90).metric).toMatchObject({ value: 130, holds: false });
    expect(judged('>= 5', 2, 4, 9, 5).metric).toMatchObject({ value: 5, holds: true });
    expect(judged('== 0', 2, 0, 3, 0).metric).toMatchObject({ value: 0, holds: true });
    expect(judged('!= 0', 2, 0, 3, 0).metric).toMatchObject({ value: 0, holds: false });
    expect(judged('< 120', 4, 130, 100, 110, 90).verdict).toMatchObject({ verdict: 'fail', reason: 'metric_target' });
  });

  it('at least k of n is refused where k is more than n', () => {
    const repeat = { times: 3, judge: { atLeast: 4 } };
    const parsed = CommandCheck.safeParse({ id: 'c', kind: 'command', run: 'x', repeat });
    expect(parsed.error?.issues).toMatchObject([{ path: ['repeat', 'judge', 'atLeast'] }]);
  });

  it('any: reports the metric that held', () => {
    const judged = judgeRuns(repeated(5, 'any', { metric: METRIC }), values(130, 90));
    expect(judged.metric).toEqual({ value: 90, values: [130, 90], target: '< 120', unit: 'ms', holds: true });
  });

  it('median and p95: compare the statistic over all runs', () => {
    const runs = values(100, 200, 110);
    expect(isDecided(repeated(5, 'median', { metric: METRIC }), runs)).toBe(false);
    expect(judgeRuns(repeated(3, 'median', { metric: METRIC }), runs)).toEqual({
      verdict: { verdict: 'pass' },
      metric: { value: 110, values: [100, 200, 110], target: '< 120', unit: 'ms', holds: true },
      decisive: 2,
    });
    expect(judgeRuns(repeated(3, 'p95', { metric: METRIC }), runs)).toEqual({
      verdict: fail('metric_target', 'p95 of 3 runs 200 ms, target < 120 ms'),
      metric: { value: 200, values: [100, 200, 110], target: '< 120', unit: 'ms', holds: false },
      decisive: 2,
    });
  });

  it('median: a wrong exit or a missing number in one run is red whatever the others say, and ends the runs', () => {
    const bench = repeated(5, 'median', { metric: METRIC });
    const runs = [...values(90), measured(80, 1)];
    expect(isDecided(bench, runs)).toBe(true);
    expect(judgeRuns(bench, runs).verdict).toEqual(fail('exit', 'run 2 of 5: exit 1, expected 0'));
    expect(judgeRuns(bench, [ran(0, { kind: 'missing', message: 'no number' })]).verdict).toEqual(
      fail('metric_missing', 'run 1 of 5: no number'),
    );
  });

  it('median without a metric wants every run green', () => {
    expect(judgeRuns(repeated(2, 'median'), [ran(0), ran(0)]).verdict).toEqual({ verdict: 'pass' });
    expect(judgeRuns(repeated(2, 'median'), [ran(0), ran(1)]).verdict).toEqual(fail('exit', 'run 2 of 2: exit 1, expected 0'));
  });
});

describe('statistics', () => {
  it('median', () => {
    expect([median([3]), median([3, 1, 2]), median([4, 1, 3, 2]), median([10, 9])]).toEqual([3, 2, 2.5, 9.5]);
  });

  it('p95 by nearest rank', () => {
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index);
    expect([1, 5, 19, 20, 21, 100, 101, 1000].map((count) => p95(upTo(count)))).toEqual([1, 5, 19, 19, 20, 95, 96, 950]);
  });
});
