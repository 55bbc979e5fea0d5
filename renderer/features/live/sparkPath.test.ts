import { describe, expect, it } from 'vitest';
import { sparkPath } from './sparkPath';

describe('sparkPath', () => {
  it('spreads the values over the width, with the target among them', () => {
    expect(sparkPath([180, 100, 96], 120, 56, 18)).toEqual({ path: 'M2 2L28 15.3L54 16', target: 12, end: { x: 54, y: 16 } });
  });

  it('draws one value, or values that are all the target, in the middle', () => {
    expect(sparkPath([5, 5], 5, 56, 18)).toEqual({ path: 'M2 9L54 9', target: 9, end: { x: 54, y: 9 } });
    expect(sparkPath([5], 5, 56, 18).end).toEqual({ x: 2, y: 9 });
  });
});
