import { afterEach, describe, expect, it } from 'vitest';
import { changeFontSize, FONT_SIZES, lookStore, readLook } from './terminalLook';

afterEach(() => lookStore.setState(readLook(undefined)));

describe('how terminals are read', () => {
  it('grows and shrinks by one, within its limits, and back to the standard', () => {
    changeFontSize('larger');
    changeFontSize('larger');
    changeFontSize('smaller');
    expect(lookStore.getState().fontSize).toBe(FONT_SIZES.standard + 1);
    for (let n = 0; n < 50; n += 1) changeFontSize('larger');
    expect(lookStore.getState().fontSize).toBe(FONT_SIZES.most);
    for (let n = 0; n < 50; n += 1) changeFontSize('smaller');
    expect(lookStore.getState().fontSize).toBe(FONT_SIZES.least);
    changeFontSize('standard');
    expect(lookStore.getState().fontSize).toBe(FONT_SIZES.standard);
  });

  it.each([
    [undefined, { fontSize: 12, screenReader: false }],
    [
      { fontSize: 16, screenReader: true },
      { fontSize: 16, screenReader: true },
    ],
    [{ fontSize: 400 }, { fontSize: 12, screenReader: false }],
    [
      { fontSize: 'large', screenReader: 'yes' },
      { fontSize: 12, screenReader: false },
    ],
    ['x', { fontSize: 12, screenReader: false }],
  ])('is remembered where it fits: %j', (kept, look) => {
    expect(readLook(kept)).toEqual(look);
  });
});
