import { expect, it } from 'vitest';
import type { QueuePlace } from '../../shared/views/queue';
import type { ThreadRow } from '../../shared/views/threadRow';
import { rowReason } from './rowReason';

const row = (reason: string, questions = 0): ThreadRow => ({
  thread: 'a',
  title: 't',
  workspace: 'w',
  group: 'working',
  status: 'active',
  reason,
  questions,
  budgetShare: null,
  updatedAt: 0,
});

it.each([
  [row('tool_pending'), 'runs a tool'],
  [row('retry_rate_limited'), 'waits to retry'],
  [row('question_open', 2), '2 questions'],
  [row('paused'), ''],
  [row('a_reason_of_a_newer_version'), 'a reason of a'],
  [row('turn_finished'), 'waits, 12 ahead', { line: 'turn', ahead: 12 }],
  [row('baseline'), 'waits, next in line', { line: 'check', ahead: 0 }],
] as const)('says in at most four words why: %j', (shown, words, queued?: QueuePlace) => {
  expect(rowReason(shown, queued)).toBe(words);
});
