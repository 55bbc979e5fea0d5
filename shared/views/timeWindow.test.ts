import { describe, expect, it } from 'vitest';
import { atLeast, panned, revealing, zoomed } from './timeWindow';

const WHOLE = { from: 0, to: 100_000 };

describe('what is seen of the time axis', () => {
  it('is half as long after a step in, and the instant under the pointer stays where it is', () => {
    expect(zoomed(null, WHOLE, 25_000, 2)).toEqual({ from: 12_500, to: 62_500 });
    expect(zoomed({ from: 12_500, to: 62_500 }, WHOLE, 25_000, 2)).toEqual({ from: 18_750, to: 43_750 });
  });

  it('is all of it again after as many steps out, and never more than all', () => {
    expect(zoomed({ from: 12_500, to: 62_500 }, WHOLE, 25_000, 0.5)).toBeNull();
    expect(zoomed(null, WHOLE, 25_000, 0.5)).toBeNull();
  });

  it('is never shorter than two seconds', () => {
    const closest = zoomed({ from: 50_000, to: 52_000 }, WHOLE, 51_000, 2);
    expect(closest).toEqual({ from: 50_000, to: 52_000 });
  });

  it('moves by arrows and drags, and stops at both ends', () => {
    const view = { from: 10_000, to: 30_000 };
    expect(panned(view, WHOLE, 5_000)).toEqual({ from: 15_000, to: 35_000 });
    expect(panned(view, WHOLE, -50_000)).toEqual({ from: 0, to: 20_000 });
    expect(panned(view, WHOLE, 500_000)).toEqual({ from: 80_000, to: 100_000 });
    expect(panned(null, WHOLE, 5_000)).toBeNull();
  });

  it('moves to have a mark in it, and not where it is in it already', () => {
    const view = { from: 10_000, to: 30_000 };
    expect(revealing(view, WHOLE, { from: 20_000, to: 21_000 })).toEqual(view);
    expect(revealing(view, WHOLE, { from: 60_000, to: 61_000 })).toEqual({ from: 43_000, to: 63_000 });
    expect(revealing(view, WHOLE, { from: 4_000, to: 5_000 })).toEqual({ from: 2_000, to: 22_000 });
    expect(revealing(null, WHOLE, { from: 0, to: 1 })).toBeNull();
  });

  it('is widened round its middle where too little of it is left, and kept within the whole', () => {
    expect(atLeast({ from: 20_000, to: 40_000 }, WHOLE)).toEqual({ from: 20_000, to: 40_000 });
    expect(atLeast({ from: 50_000, to: 50_000 }, WHOLE)).toEqual({ from: 49_000, to: 51_000 });
    expect(atLeast({ from: 0, to: 0 }, WHOLE)).toEqual({ from: 0, to: 2_000 });
    expect(atLeast(WHOLE, WHOLE)).toBeNull();
  });
});
