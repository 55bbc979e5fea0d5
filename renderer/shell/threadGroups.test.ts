import { expect, it } from 'vitest';
import type { ThreadGroup, ThreadRow } from '../../shared/views/threadRow';
import { groupRows } from './threadGroups';

const row = (thread: string, group: ThreadGroup) => ({ thread, group }) as ThreadRow;

it('groups by need, keeps the order within a group, and leaves out what is empty', () => {
  const rows = [row('a', 'done'), row('b', 'needs_you'), row('c', 'working'), row('d', 'needs_you')];
  expect(groupRows(rows).map(({ name, rows: members }) => [name, members.map(({ thread }) => thread)])).toEqual([
    ['Needs you', ['b', 'd']],
    ['Working', ['c']],
    ['Done', ['a']],
  ]);
});
