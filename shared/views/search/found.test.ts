import { expect, it } from 'vitest';
import { byThread } from './found';

const at = (thread: string, ...seqs: readonly number[]) => seqs.map((seq) => ({ thread, seq }));

it('shows threads whose goal says it first, then the newest, and of each a few places', () => {
  const all = [...at('b', 9, 8, 7, 6, 5), ...at('a', 4, 1)];
  expect(byThread(at('a', 1), all, 100)).toEqual([
    { thread: 'a', passages: at('a', 1, 4), more: 0 },
    { thread: 'b', passages: at('b', 9, 8, 7, 6), more: 1 },
  ]);
  expect(byThread([], all, 5).map(({ thread, passages }) => [thread, passages.length])).toEqual([
    ['b', 4],
    ['a', 1],
  ]);
});
