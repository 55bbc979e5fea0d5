import { expect, it } from 'vitest';
import type { ThreadRow } from '../../shared/views/threadRow';
import { shownRows, workspacesOf } from './listView';
import { stopOrder } from './shelf';

const row = (thread: string, workspace: string, archived = false) => ({ thread, workspace, archived }) as ThreadRow;
const rows = [row('a', 'shop'), row('b', 'bank'), row('c', 'shop', true)];
const threads = (view: Parameters<typeof shownRows>[1]) => shownRows(rows, view).map(({ thread }) => thread);

it('shows what is in use or what is archived, of one workspace or of all', () => {
  expect(threads({ archived: false, workspace: undefined })).toEqual(['a', 'b']);
  expect(threads({ archived: true, workspace: undefined })).toEqual(['c']);
  expect(threads({ archived: false, workspace: 'bank' })).toEqual(['b']);
});

it('hides nothing for a workspace that none of them is of', () => {
  expect(threads({ archived: true, workspace: 'bank' })).toEqual(['c']);
});

it('offers workspaces to choose from where there are several', () => {
  expect([workspacesOf(rows), workspacesOf(rows.slice(0, 1))]).toEqual([['bank', 'shop'], []]);
});

it.each([
  ['active', 'model_request', 'goal.pause'],
  ['active', 'no_tool_call', 'goal.pause'],
  ['usage_limited', 'provider_quota', 'goal.pause'],
  ['draft', 'baseline', 'goal.pause'],
  ['none', 'tool_pending', 'turn.interrupt'],
  ['paused', 'paused', undefined],
  ['blocked', 'blocked_by_agent', undefined],
  ['draft', 'not_activated', undefined],
] as const)('what stops a thread before it is archived, %s (%s): %s', (status, reason, order) => {
  expect(stopOrder({ status, reason })?.type).toBe(order);
});
