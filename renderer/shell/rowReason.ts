import { aheadWords, type QueuePlace } from '../../shared/views/queue';
import type { ThreadRow } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';

/** The most words that a thread row has room for beside its status. */
const MOST_WORDS = 4;

/** The policy's reason in at most four words, as the thread list shows it after the status; or its place in the line it waits in. */
export function rowReason(row: ThreadRow, queued?: QueuePlace): string {
  if (queued !== undefined) return t`waits, ${aheadWords(queued.ahead)}`;
  if (row.reason === 'plan_mode' && row.status === 'none') return '';
  const known = WORDS[row.reason];
  if (known !== undefined) return known;
  if (row.reason.startsWith('retry_')) return t`waits to retry`;
  if (row.questions > 0) return row.questions === 1 ? t`one question` : t`${row.questions} questions`;
  return row.reason.replaceAll('_', ' ').split(' ').slice(0, MOST_WORDS).join(' ');
}

/** An empty word: the status alone says it. */
const WORDS: Readonly<Record<string, string>> = {
  no_goal: '',
  not_activated: '',
  baseline: t`runs every check`,
  baseline_flagged: t`baseline flagged`,
  goal_activated: t`begins`,
  model_request: t`model answers`,
  compaction: t`compacts`,
  tool_pending: t`runs a tool`,
  check_pending: t`runs a check`,
  waiting: t`waits`,
  no_tool_call: t`no tool call`,
  plan_mode: t`plan mode`,
  draft_mode: '',
  plan_only: t`plan only`,
  budget_used_up: t`budget`,
  user_input: t`your message`,
  claim: t`runs the checks`,
  protected_changed: t`protected file`,
  protected_restoring: t`restores protected files`,
  human_check: t`somebody must look`,
  acceptance: t`result to accept`,
  paused: '',
  internal_error: t`fault of the app`,
  no_progress: t`no progress`,
  blocked_by_agent: t`needs input`,
  budget_tokens: t`tokens`,
  budget_usd: t`money`,
  budget_minutes: t`time`,
  budget_turns: t`turns`,
  provider_quota: t`quota`,
  no_price: t`no price`,
  evidence_complete: t`by the gate`,
  cleared: '',
  unreadable: '',
};
