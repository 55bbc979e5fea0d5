import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDiff } from './wordDiff';

describe('a word diff', () => {
  it('shows the words that changed, and leaves the rest as it is', () => {
    expect(wordDiff('p95 is below 150 ms.', 'p95 is below 120 ms on the benchmark.')).toEqual([
      { kind: 'same', text: 'p95 is below ' },
      { kind: 'removed', text: '150' },
      { kind: 'added', text: '120' },
      { kind: 'same', text: ' ms' },
      { kind: 'added', text: ' on the benchmark' },
      { kind: 'same', text: '.' },
    ]);
  });

  it('is one run where nothing changed, and none where nothing is said', () => {
    expect(wordDiff('as it was', 'as it was')).toEqual([{ kind: 'same', text: 'as it was' }]);
    expect(wordDiff('', '')).toEqual([]);
  });

  it('gives both texts back', () => {
    const words = fc.array(fc.constantFrom('a', 'b', ' ', '.', 'c d', '\n'), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const runs = wordDiff(before, after);
        const text = (but: string) => runs.flatMap((run) => (run.kind === but ? [] : [run.text])).join('');
        expect([text('added'), text('removed')]).toEqual([before, after]);
      }),
    );
  });
});
