import { describe, expect, it } from 'vitest';
import { markedPieces } from './markedPieces';

describe('a marked text', () => {
  it('is cut where marks begin and end, and is whole without any', () => {
    expect(markedPieces('plain', [])).toEqual([{ from: 0, text: 'plain', kinds: [] }]);
    expect(
      markedPieces('abcdef', [
        { from: 1, to: 3, kind: 'found' },
        { from: 2, to: 99, kind: 'selected' },
      ]),
    ).toEqual([
      { from: 0, text: 'a', kinds: [] },
      { from: 1, text: 'b', kinds: ['found'] },
      { from: 2, text: 'c', kinds: ['found', 'selected'] },
      { from: 3, text: 'def', kinds: ['selected'] },
    ]);
  });

  it('of nothing is nothing', () => {
    expect(markedPieces('', [{ from: 0, to: 4, kind: 'selected' }])).toEqual([]);
  });
});
