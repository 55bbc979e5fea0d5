import { describe, expect, it } from 'vitest';
import { median, percentile } from './figure';

const UP_TO_100 = Array.from({ length: 100 }, (_, n) => 100 - n);

describe('the figures of a benchmark', () => {
  it('has the middle value, or what lies between the two middle ones', () => {
    expect([median([9, 1, 5]), median([4, 1, 9, 2]), median([7])]).toEqual([5, 3, 7]);
  });

  it('has a percentile that is one of the values, and the greatest for all of them', () => {
    expect([percentile(UP_TO_100, 0.95), percentile(UP_TO_100, 0.5), percentile([3, 1, 2], 0.95), percentile([3, 1], 1)]).toEqual(
      [95, 50, 3, 3],
    );
  });

  it('has neither of no values', () => {
    expect([median([]), percentile([], 0.95)]).toEqual([Number.NaN, Number.NaN]);
  });
});
