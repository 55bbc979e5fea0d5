import { describe, expect, it } from 'vitest';
import type { Estimate, Likely } from '../budget/estimate';
import { budgetFrom, estimateAside, likelyBasis, likelySpan, likelyWords, limitFor } from './estimateWords';

const range = (low: number, high: number): Likely => ({ low, high, median: (low + high) / 2, goals: 6, middleHalf: true });
const ESTIMATE: Estimate = {
  scope: 'workspace',
  goals: 6,
  tokens: range(90_000, 162_300),
  usd: null,
  minutes: range(14.2, 25.6),
  turns: range(3, 5.5),
};

describe('an estimate in words', () => {
  it('says how many goals it rests on and where, and where there are none', () => {
    expect(estimateAside(ESTIMATE)).toBe('estimate from 6 finished goals here');
    expect(estimateAside({ ...ESTIMATE, goals: 1, scope: 'all' })).toBe('estimate from 1 finished goal elsewhere');
    expect(estimateAside(null)).toBe('no finished goal yet to estimate from');
  });

  it('writes ranges as figures are written', () => {
    expect(likelyWords('tokens', range(90_000, 160_000))).toBe('90,000–160,000');
    expect(likelyWords('usd', range(0.35, 0.65))).toBe('$0.35–0.65');
    expect(likelyWords('minutes', range(14.2, 25.6))).toBe('14–26 min');
    expect(likelyWords('turns', range(4, 4))).toBe('4');
    expect(likelyBasis('tokens', range(2, 4))).toBe('median 3, middle half of 6');
    expect(likelyBasis('usd', { ...range(2, 4), middleHalf: false })).toBe('median $3.00, of 6 goals');
    expect(likelyBasis('turns', { ...range(4, 4), goals: 1, middleHalf: false })).toBe('of 1 goal');
  });

  it('lies within a limit, as far as there is one', () => {
    expect(likelySpan(range(50, 300), '200')).toEqual({ from: 0.25, to: 1 });
    expect([likelySpan(range(1, 2), ''), likelySpan(range(1, 2), 'many')]).toEqual([null, null]);
  });

  it('fills the limits that it knows, with room for the upper end, and leaves the others', () => {
    expect(budgetFrom({ tokens: '', usd: '2', minutes: '5', turns: '' }, ESTIMATE)).toEqual({
      tokens: '170000',
      usd: '2',
      minutes: '26',
      turns: '6',
    });
    expect(limitFor('usd', null)).toBeNull();
    expect(limitFor('minutes', range(0.01, 0.05))).toBe('1');
  });
});
