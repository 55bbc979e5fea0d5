import { expect, it } from 'vitest';
import type { ThreadRow } from '../../../shared/views/threadRow';
import { paletteGroups } from './entries';

const row = (thread: string, title: string, updatedAt: number) =>
  ({ thread, title, workspace: 'shop', updatedAt, status: 'paused', reason: 'paused', archived: false }) as ThreadRow;

const parts = {
  actions: [
    { id: 'go.inbox', words: 'Inbox' },
    { id: 'palette.open', words: 'Find an action' },
    { id: 'goal.pauseOrResume', words: 'Resume' },
    { id: 'thread.pin', words: 'Unpin thread' },
  ],
  sections: [{ id: 'settings-prices', name: 'Prices' }],
  threads: Array.from({ length: 12 }, (_, n) => row(`t${n}`, `Goal ${n}`, n)),
} as const;

const shown = (typed: string) =>
  paletteGroups(typed, parts).map(({ name, entries }) => `${name}: ${entries.map(({ words }) => words).join(', ')}`);

it('shows the last threads and every action before anything is typed, but not itself', () => {
  expect(shown('')).toEqual([
    'Recent threads: Goal 11, Goal 10, Goal 9, Goal 8, Goal 7',
    'Go to: Inbox',
    'Goal: Resume',
    'Thread: Unpin thread',
    'Settings: Settings: Prices',
  ]);
});

it('finds an action by what it would do, by its own words and by what else people call it', () => {
  expect([shown('resume'), shown('pause'), shown('stop')]).toEqual(Array(3).fill(['Goal: Resume']));
  expect(shown('prices')).toEqual(['Settings: Settings: Prices']);
  expect(shown('zzz')).toEqual([]);
});

it('finds threads by title and workspace', () => {
  expect(shown('shop goal 11')).toEqual(['Threads: Goal 11']);
});
