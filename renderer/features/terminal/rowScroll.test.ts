import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT_START, heightOf, ROW_PX, scrolledTo, scrollFor } from './rowScroll';

const HEIGHT = 360;
const SHORT = { rows: 10_000, height: HEIGHT };
const LONG = { rows: 85_000_000, height: HEIGHT };
const lastTop = (rows: number) => rows - HEIGHT / ROW_PX;

describe('scrolling through rows', () => {
  it('is pixel for pixel in an output of some hundred thousand rows', () => {
    expect(heightOf(SHORT.rows)).toBe(180_000);
    expect(scrolledTo(AT_START, 1_809, SHORT)).toEqual({ top: 100.5, pixels: 1_809 });
    expect(scrollFor(100, SHORT)).toEqual({ top: 100, pixels: 1_800 });
    expect(scrollFor(99_999, SHORT).top).toBe(lastTop(SHORT.rows));
  });

  it('reaches both ends of a very long one, and keeps to its height', () => {
    const range = heightOf(LONG.rows) - HEIGHT;
    expect(range).toBeLessThan(33_000_000);
    expect(scrolledTo({ top: 40_000_000, pixels: 4_000_000 }, 0, LONG).top).toBe(0);
    expect(scrolledTo(AT_START, range, LONG).top).toBeCloseTo(lastTop(LONG.rows), 3);
    expect(scrollFor(LONG.rows, LONG)).toEqual({ top: lastTop(LONG.rows), pixels: range });
  });

  it('goes by rows under the wheel, wherever one is', () => {
    const middle = scrollFor(40_000_000, LONG);
    expect(scrolledTo(middle, middle.pixels + 54, LONG)).toEqual({ top: 40_000_003, pixels: middle.pixels + 54 });
    expect(scrolledTo(middle, middle.pixels - 36, LONG).top).toBe(39_999_998);
    const near = scrollFor(5, LONG);
    expect(scrolledTo(near, near.pixels - 90, LONG)).toEqual({ top: 0, pixels: 0 });
  });

  it('comes to the row it was sent to, within what a pixel stands for', () => {
    fc.assert(
      fc.property(fc.nat({ max: LONG.rows }), fc.nat({ max: LONG.rows }), (from, to) => {
        const there = scrollFor(to, LONG);
        const dragged = scrolledTo(scrollFor(from, LONG), there.pixels, LONG);
        // A pixel of the bar is some eleven rows of so many.
        const jumped = Math.abs(there.pixels - scrollFor(from, LONG).pixels) > 2 * HEIGHT;
        if (jumped) expect(Math.abs(dragged.top - there.top)).toBeLessThan(12);
        expect(there.top).toBe(Math.min(to, lastTop(LONG.rows)));
      }),
    );
  });
});
