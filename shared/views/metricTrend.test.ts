import { describe, expect, it } from 'vitest';
import type { EvidenceRow } from '../thread/state';
import { metricTrend } from './metricTrend';
import { trendWords } from './trendWords';

const row = (value: number, target: string) =>
  ({ metric: { value, values: [value], target, unit: 'ms', holds: value < 120 } }) as unknown as EvidenceRow;

const words = (target: string, ...values: number[]) => {
  const trend = metricTrend(values.map((value) => row(value, target)));
  return trend && trendWords(trend);
};

describe('the trend of a metric', () => {
  it('goes from the baseline to the last value, with the best between', () => {
    expect(words('< 120', 178.5, 76.1, 148, 76.5)).toBe(
      '178.5 → 76.5 ms, −57.1 % better, best 76.1, target < 120 holds, 4 measured',
    );
  });

  it('is better in the target’s direction, whatever the operator', () => {
    expect(metricTrend([row(5, '>= 9'), row(9, '>= 9')])).toMatchObject({ toward: 'better', best: 9, change: 4 });
    expect(metricTrend([row(5, '< 9'), row(9, '< 9')])).toMatchObject({ toward: 'worse', best: 5 });
    expect(metricTrend([row(3, '== 0'), row(-1, '== 0')])).toMatchObject({ toward: 'better', best: -1 });
    expect(metricTrend([row(3, '== 0'), row(-3, '== 0')])).toMatchObject({ toward: 'same' });
  });

  it('is told of one value, of none, and of a beginning at zero', () => {
    expect(words('< 120', 178.5)).toBe('178.5 ms, measured once, target < 120 missed');
    expect(words('< 120')).toBeUndefined();
    expect(words('< 120', 0, 4)).toBe('0 → 4 ms, worse, best 0, target < 120 holds, 2 measured');
  });
});
