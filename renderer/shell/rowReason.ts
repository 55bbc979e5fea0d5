import { aheadWords, type QueuePlace } from '../../shared/views/queue';
import type { ThreadRow } from '../../shared/views/threadRow';

/** The most words that a thread row has room for beside its status. */
const MOST_WORDS = 4;

/** The policy's reason in at most four words, as the thread list shows it after the status; or its place in the line it waits in. */
export function rowReason(row: ThreadRow, queued?: QueuePlace): string {
  if (queued !== undefined) return `waits, ${aheadWords(queued.ahead)}`;
  if (row.reason === 'plan_mode' && row.status === 'none') return '';
  const known = WORDS[row.reason];
  if (known !== undefined) return known;
  if (row.reason.startsWith('retry_')) return 'waits to retry';
  if (row.questions > 0) return row.questions === 1 ? 'one question' : `${row.questions} questions`;
  return row.reason.replaceAll('_', ' ').split(' ').slice(0, MOST_WORDS).join(' ');
}

/** An empty word: the status alone says it. */
const WORDS: Readonly<Record<string, string>> = {
  no_goal: '',
  not_activated: '',
  baseline: 'runs every check',
  baseline_flagged: 'baseline flagged',
  goal_activated: 'begins',
  model_request: 'model answers',
  compaction: 'compacts',
  tool_pending: 'runs a tool',
  check_pending: 'runs a check',
  waiting: 'waits',
  no_tool_call: 'no tool call',
  plan_mode: 'plan mode',
  draft_mode: '',
  plan_only: 'plan only',
  budget_used_up: 'budget',
  user_input: 'your message',
  claim: 'runs the checks',
  protected_changed: 'protected file',
  protected_restoring: 'restores protected files',
  human_check: 'somebody must look',
  acceptance: 'result to accept',
  paused: '',
  internal_error: 'fault of the app',
  no_progress: 'no progress',
  blocked_by_agent: 'needs input',
  budget_tokens: 'tokens',
  budget_usd: 'money',
  budget_minutes: 'time',
  budget_turns: 'turns',
  provider_quota: 'quota',
  no_price: 'no price',
  evidence_complete: 'by the gate',
  cleared: '',
  unreadable: '',
};
