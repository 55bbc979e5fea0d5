import { describe, expect, it } from 'vitest';
import { costOf, PriceTable } from './prices';

describe('the cost of a response', () => {
  it('prices fresh input, cached input and output each for itself, per million tokens', () => {
    const price = { input: 2, cached: 0.5, output: 10 };
    expect(costOf(price, { input: 1_000_000, cached: 400_000, output: 100_000 })).toBeCloseTo(1.2 + 0.2 + 1, 12);
  });

  it('is unknown for a model without a price, never invented', () => {
    expect(costOf(undefined, { input: 1, cached: 0, output: 1 })).toBeNull();
  });

  it('refuses a price table with a negative or missing price', () => {
    expect(PriceTable.safeParse({ m: { input: -1, cached: 0, output: 1 } }).success).toBe(false);
    expect(PriceTable.safeParse({ m: { input: 1, output: 1 } }).success).toBe(false);
  });
});
