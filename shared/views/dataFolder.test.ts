import { expect, it } from 'vitest';
import { bytesText, dataRows, totalBytes, uncitedWords } from './dataFolder';

it('writes sizes as file managers count', () => {
  expect([0, 999, 1_000, 41_234, 1_400_000_000, 9e15].map(bytesText)).toEqual([
    '0 B',
    '999 B',
    '1.0 KB',
    '41.2 KB',
    '1.4 GB',
    '9000.0 TB',
  ]);
});

it('says where a part was not counted to its end', () => {
  const part = { part: 'worktrees', path: '/d-worktrees', bytes: 2_000_000, files: 50_000, whole: false } as const;
  expect(dataRows([part])).toMatchObject([{ name: 'Worktrees', size: 'over 2.0 MB', files: 'over 50,000' }]);
  expect(totalBytes([part, { ...part, bytes: 1 }])).toBe(2_000_001);
});

it('counts what nothing cites', () => {
  expect(uncitedWords([{ thread: 'a', title: 'A', checkpoints: 1 }])).toBe('1 checkpoint of 1 thread');
  expect(
    uncitedWords([
      { thread: 'a', title: 'A', checkpoints: 3 },
      { thread: 'b', title: 'B', checkpoints: 9 },
    ]),
  ).toBe('12 checkpoints of 2 threads');
});
