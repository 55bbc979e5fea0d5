import { expect, it } from 'vitest';
import { FONT_SIZES, nextSize } from './terminalLook';

it('grows and shrinks by one, within its limits, and back to the standard', () => {
  expect(nextSize(12, 'larger')).toBe(13);
  expect(nextSize(12, 'smaller')).toBe(11);
  expect(nextSize(FONT_SIZES.most, 'larger')).toBe(FONT_SIZES.most);
  expect(nextSize(FONT_SIZES.least, 'smaller')).toBe(FONT_SIZES.least);
  expect(nextSize(20, 'standard')).toBe(FONT_SIZES.standard);
});
