import type { RecordedEvent } from '../../thread/events';
import type { GoalStatus } from '../../thread/goalState';
import { wakesAt } from '../../thread/quota';
import type { ThreadState } from '../../thread/state';
import { counted, t } from '../../words/t';
import { limitText } from '../limitText';
import { limitAmount } from '../spend';
import { threadRow } from '../threadRow';
import type { NoticeKind } from './kinds';

/** Where a notice leads: a row of the inbox, or a part of a thread's place. */
export type NoticePlace =
  | { readonly name: 'inbox'; readonly row: string | null }
  | {
      readonly name: 'thread';
      readonly thread: string;
      readonly tab: 'live' | 'timeline';
      readonly part: 'reasons' | 'ledger' | null;
    };

/** One thing to be told, of one fact; each fact is told once. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly thread: string;
  /** What the goal is called. */
  readonly title: string;
  readonly words: string;
  readonly at: number;
  readonly place: NoticePlace;
  readonly holds: Holds;
}

/** How long it is true. What is no longer is closed, so that no notification asks for what was answered. */
export type Holds =
  | { readonly while: 'question'; readonly question: string }
  /** The goal stands in this status since then. */
  | { readonly while: 'status'; readonly status: GoalStatus; readonly since: number }
  /** The goal is still at it. */
  | { readonly while: 'pursued' }
  /** No turn has begun since. */
  | { readonly while: 'idle' }
  | { readonly while: 'told' };

/** What a fact is to be told as, given the thread after it; nothing for most facts, and for what a person did. */
export function noticeOf(state: ThreadState, event: RecordedEvent): Notice | undefined {
  const said = saidOf(state, event);
  if (!said) return undefined;
  const { title, workspace } = threadRow(state);
  return { thread: state.thread, title: title === '' ? workspace : title, at: event.at, ...said };
}

/** A fault that no log could take. */
export function faultNotice(state: ThreadState | undefined, thread: string, message: string, at: number): Notice {
  const title = state ? threadRow(state).title : '';
  const place = { name: 'thread', thread, tab: 'live', part: null } as const;
  return {
    kind: 'error',
    thread,
    title: title === '' ? thread : title,
    words: bounded(message),
    at,
    place,
    holds: { while: 'told' },
  };
}

/** Whether it is still true of the thread as it stands. */
export function stillHolds({ holds }: Pick<Notice, 'holds'>, state: ThreadState): boolean {
  switch (holds.while) {
    case 'question':
      return Object.values(state.questions).some(({ question }) => question.id === holds.question);
    case 'status':
      return state.goal?.status === holds.status && state.goal.mark.at === holds.since;
    case 'pursued':
      return state.goal?.status === 'active' || state.goal?.status === 'verifying';
    case 'idle':
      return state.turn === null;
    case 'told':
      return true;
  }
}

type Said = Pick<Notice, 'kind' | 'words' | 'place' | 'holds'>;

function saidOf(state: ThreadState, event: RecordedEvent): Said | undefined {
  const row = (key: string): NoticePlace => ({ name: 'inbox', row: `${state.thread}:${key}` });
  const part = (tab: 'live' | 'timeline', named: 'reasons' | 'ledger' | null): NoticePlace => ({
    name: 'thread',
    thread: state.thread,
    tab,
    part: named,
  });
  const since = (status: GoalStatus): Holds => ({ while: 'status', status, since: event.at });
  switch (event.type) {
    case 'goal.blocked': {
      const { reason, dossier } = event.data;
      // The inbox has the row of both: what is wrong there, and the way on.
      const kind = reason.startsWith('provider_') ? 'error' : 'blocked';
      return { kind, words: bounded(dossier.blocker || t`It needs your input.`), place: row('blocked'), holds: since('blocked') };
    }
    case 'question.opened': {
      const { question } = event.data;
      // Those of a blocked goal are told with it.
      if (question.kind === 'need') return undefined;
      return {
        kind: 'question',
        words: bounded(question.text),
        place: row(question.id),
        holds: { while: 'question', question: question.id },
      };
    }
    case 'goal.claimed':
      return { kind: 'claimed', words: claimWords(event.data.summary), place: part('live', null), holds: since('verifying') };
    case 'gate.refused':
      return {
        kind: 'refused',
        words: bounded(event.data.reasons.map(({ message }) => message).join('; ') || t`The evidence does not hold.`),
        place: part('timeline', 'reasons'),
        holds: { while: 'pursued' },
      };
    case 'goal.completed':
      // Whoever accepted it by hand knows.
      if (event.data.by === 'user') return undefined;
      return {
        kind: 'complete',
        words: completeWords(event.data.evidence.length),
        place: part('timeline', 'ledger'),
        holds: since('complete'),
      };
    case 'goal.limited': {
      const budget = event.data.by === 'budget';
      return {
        kind: 'limited',
        words: budget ? budgetWords(event.data) : quotaWords(state),
        place: row(budget ? 'budget' : 'usage'),
        holds: since(budget ? 'budget_limited' : 'usage_limited'),
      };
    }
    case 'goal.paused':
      if (event.data.by !== 'app') return undefined;
      return { kind: 'error', words: pausedWords(event.data.reason), place: part('live', null), holds: since('paused') };
    case 'request.failed':
      // A goal that stops for it says so itself; planning and drafting have no goal to stop.
      if (event.data.retryAt !== null || state.goal?.status === 'active') return undefined;
      return { kind: 'error', words: bounded(event.data.error.message), place: part('live', null), holds: { while: 'idle' } };
    default:
      return undefined;
  }
}

/** A model's own words stand in quotation marks. */
function claimWords(summary: string): string {
  return summary === ''
    ? t`The agent claims that it is done. The checks run.`
    : t`Claims: “${bounded(summary)}”. The checks run.`;
}

const completeWords = (evidence: number) => t`${counted(evidence, 'check passes', 'checks pass')}, fresh.`;

function budgetWords({
  limit,
  used,
  max,
}: {
  readonly limit: Parameters<typeof limitText>[0];
  readonly used: number;
  readonly max: number;
}): string {
  return t`${limitAmount(limit, used)} of ${limitText(limit, max)} used. Extend it to resume.`;
}

function quotaWords({ goal }: ThreadState): string {
  const then = goal && wakesAt(goal) !== null ? t`It goes on by itself when it is renewed.` : t`Resume when it is renewed.`;
  return t`The provider’s quota is used up. ${then}`;
}

function pausedWords(reason: string): string {
  const fault = /^internal_error:?\s*(.*)$/s.exec(reason)?.[1];
  if (fault !== undefined)
    return bounded(fault === '' ? t`Stopped by a fault of the app.` : t`Stopped by a fault of the app: ${fault}`);
  return t`Paused by the app: ${reason.replaceAll('_', ' ')}.`;
}

/** What a notification shows in full on every system. */
const MOST_CHARACTERS = 180;

function bounded(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS - 1).trimEnd()}…`;
}
