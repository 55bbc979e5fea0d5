import { describe, expect, it } from 'vitest';
import { isWithinReach } from './windowBounds';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const BOUNDS = { x: 100, y: 50, width: 1440, height: 900, maximized: false };

describe('remembered bounds', () => {
  it('are used while a hand can get hold of the window', () => {
    expect(isWithinReach(BOUNDS, SCREEN)).toBe(true);
    expect(isWithinReach({ ...BOUNDS, x: -1400 }, SCREEN)).toBe(false);
    expect(isWithinReach({ ...BOUNDS, x: 1850 }, SCREEN)).toBe(false);
    expect(isWithinReach({ ...BOUNDS, y: 1060 }, SCREEN)).toBe(false);
    expect(isWithinReach({ ...BOUNDS, y: -500 }, SCREEN)).toBe(false);
  });
});
