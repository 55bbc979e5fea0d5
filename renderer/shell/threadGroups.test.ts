import { expect, it } from 'vitest';
import type { ThreadGroup, ThreadRow } from '../../shared/views/threadRow';
import { groupRows } from './threadGroups';

const row = (thread: string, group: ThreadGroup, pinned = false) => ({ thread, group, pinned }) as ThreadRow;

it('groups by need, keeps the order within a group, what is pinned first, and leaves out what is empty', () => {
  const rows = [row('a', 'done'), row('b', 'needs_you'), row('c', 'working'), row('d', 'needs_you', true)];
  expect(groupRows(rows).map(({ name, rows: members }) => [name, members.map(({ thread }) => thread)])).toEqual([
    ['Needs you', ['d', 'b']],
    ['Working', ['c']],
    ['Done', ['a']],
  ]);
});
