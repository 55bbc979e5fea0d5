import { describe, expect, it } from 'vitest';
import { joined, timeMarks } from './timeAxis';

const minute = 60_000;

describe('the time axis', () => {
  it('has at most so many marks, at round times', () => {
    const { step, marks } = timeMarks({ from: 10_000, to: 23 * minute }, 12, 0);
    expect(step).toBe(2 * minute);
    expect(marks).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22].map((at) => at * minute));
  });

  it('is round on the clock of the place, also where that is half an hour off', () => {
    const { step, marks } = timeMarks({ from: 0, to: 180 * minute }, 4, 30 * minute);
    expect(step).toBe(60 * minute);
    expect(marks).toEqual([30, 90, 150].map((at) => at * minute));
  });

  it('stays readable over months', () => {
    expect(timeMarks({ from: 0, to: 90 * 86_400_000 }, 10, 0).marks.length).toBeLessThanOrEqual(11);
  });

  it('joins neighbours of a kind that would be drawn over each other', () => {
    const spans = [
      { from: 0, to: 5, kind: 'a' },
      { from: 6, to: 7, kind: 'a' },
      { from: 7, to: 9, kind: 'b' },
      { from: 20, to: 30, kind: 'b' },
    ];
    expect(joined(spans, 2, (a, b) => a.kind === b.kind)).toEqual([
      { from: 0, to: 7, kind: 'a' },
      { from: 7, to: 9, kind: 'b' },
      { from: 20, to: 30, kind: 'b' },
    ]);
  });
});
