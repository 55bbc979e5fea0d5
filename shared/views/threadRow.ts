import { meters } from '../budget/limits';
import { policy } from '../continuation/policy';
import type { GoalStatus } from '../thread/goalState';
import { hasWorktree } from '../thread/place';
import { onlyLooks } from '../thread/plan';
import type { ThreadState } from '../thread/state';
import { isWaived } from '../thread/waiver';

/** By who needs what: the groups of the thread list, in its order. */
export type ThreadGroup = 'needs_you' | 'working' | 'waiting' | 'done';

/** A thread as the list and the notifications show it; computed from the state alone (law 8). */
export interface ThreadRow {
  readonly thread: string;
  readonly title: string;
  readonly workspace: string;
  /** It works in a worktree of its own. */
  readonly apart: boolean;
  readonly group: ThreadGroup;
  readonly status: GoalStatus | 'none';
  /** The policy's named reason. */
  readonly reason: string;
  readonly questions: number;
  /** Used share of the nearest limit, 0 to 1; null without a limit. */
  readonly budgetShare: number | null;
  readonly updatedAt: number;
  /** Its goal's commands run without a sandbox, by a person's word. */
  readonly waived: boolean;
  /** Out of the list; such a thread is done with, whatever it waited for. */
  readonly archived: boolean;
  /** First in its group. */
  readonly pinned: boolean;
}

/** A title is the outcome's beginning: enough for a row, cut at a word. */
const TITLE_CHARS = 60;

export function threadRow(state: ThreadState): ThreadRow {
  const { goal } = state;
  const shares = goal ? meters(goal.contract.budget, goal.usage).map((meter) => meter.used / meter.max) : [];
  return {
    thread: state.thread,
    title: titleOf(goal?.contract.outcome ?? state.topic),
    workspace: folderName(state.source.root),
    apart: hasWorktree(state.place),
    group: groupOf(state),
    status: goal?.status ?? 'none',
    reason: policy(state).reason,
    questions: Object.keys(state.questions).length,
    budgetShare: shares.length > 0 ? Math.min(1, Math.max(...shares)) : null,
    updatedAt: state.lastAt,
    waived: isWaived(state),
    archived: state.archived,
    pinned: state.pinned,
  };
}

/** How many threads need the person: the list's first group, the inbox, the badge and the notifications show the same count. */
export function waitingCount(rows: readonly Pick<ThreadRow, 'group'>[]): number {
  return rows.filter((row) => row.group === 'needs_you').length;
}

const PLANNING: ReadonlySet<string> = new Set(['model_request', 'compaction', 'tool_pending', 'user_input']);

/** Where no goal is pursued, the policy's reasons of an open turn, or of a message that starts one, are those of planning. */
export function isPlanning(reason: string): boolean {
  return PLANNING.has(reason) || reason.startsWith('retry_');
}

/** The last part of a folder's path, by which people know it. */
export function folderName(root: string): string {
  return root.split('/').findLast((part) => part !== '') ?? root;
}

/** An outcome's first line, where there is room for it. */
export function wholeTitle(outcome: string): string {
  return (outcome.trim().split('\n')[0] ?? '').replace(/\.$/, '');
}

/** An outcome's beginning, at most 60 UTF-16 units; empty where there is none. */
export function titleOf(outcome: string): string {
  const line = wholeTitle(outcome);
  if (line.length <= TITLE_CHARS) return line;
  const cut = line.slice(0, TITLE_CHARS);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`;
}

function groupOf(state: ThreadState): ThreadGroup {
  if (state.archived) return 'done';
  if (Object.keys(state.questions).length > 0) return 'needs_you';
  if (state.turn && onlyLooks(state.turn.kind)) return 'working';
  switch (state.goal?.status) {
    case 'active':
      return policy(state).next === 'stop' ? 'waiting' : 'working';
    case 'verifying':
      return 'working';
    case 'blocked':
    case 'budget_limited':
      return 'needs_you';
    case 'complete':
    case 'cleared':
      return 'done';
    case 'draft':
      return state.verification ? 'working' : 'waiting';
    case 'usage_limited':
      return policy(state).next === 'ask' ? 'needs_you' : 'waiting';
    case 'paused':
    case undefined:
      return 'waiting';
  }
}
