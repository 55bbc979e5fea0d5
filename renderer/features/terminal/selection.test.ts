import { describe, expect, it } from 'vitest';
import { ALL, drawn, lineAt, selectedIn, wordAt } from './selection';

describe('a selection of rows and columns', () => {
  it('is the same drawn up or down, and nothing where it was not drawn', () => {
    const one = { row: 3, column: 7 };
    const other = { row: 5, column: 1 };
    expect(drawn(one, other)).toEqual({ from: one, to: other });
    expect(drawn(other, one)).toEqual({ from: one, to: other });
    expect(drawn({ row: 3, column: 9 }, one)).toEqual({ from: one, to: { row: 3, column: 9 } });
    expect(drawn(one, one)).toBeUndefined();
  });

  it('covers its first and last row in part and those between whole', () => {
    const selection = { from: { row: 3, column: 7 }, to: { row: 5, column: 1 } };
    expect([2, 3, 4, 5, 6].map((row) => selectedIn(selection, row))).toEqual([
      undefined,
      { from: 7, to: Number.POSITIVE_INFINITY },
      { from: 0, to: Number.POSITIVE_INFINITY },
      { from: 0, to: 1 },
      undefined,
    ]);
    expect(selectedIn(ALL, 9)).toEqual({ from: 0, to: Number.POSITIVE_INFINITY });
  });

  it('takes a path or a name whole, and a row', () => {
    const text = 'at src/größe.ts:12, once';
    expect(wordAt(text, { row: 1, column: 6 })).toEqual({ from: { row: 1, column: 3 }, to: { row: 1, column: 18 } });
    expect(wordAt(' , ', { row: 1, column: 1 })).toBeUndefined();
    expect(lineAt(text, 2)).toEqual({ from: { row: 2, column: 0 }, to: { row: 2, column: text.length } });
    expect(lineAt('', 2)).toBeUndefined();
  });
});
