import type { LimitName } from '../budget/limits';
import { assertNever } from '../kernel/assertNever';
import type { EventData, EventType, RecordedEvent } from '../thread/events';
import { readPermissionAnswer } from '../thread/permissionAnswer';
import type { Question } from '../thread/question';
import { t } from '../words/t';
import type { InboxAsk } from './inboxAsk';
import { limitText } from './limitText';

/** What was answered: what was asked, what was said to it, by whom and when. `at` and `askedAt` are milliseconds since the epoch. */
export interface Answered {
  readonly kind: InboxAsk['kind'] | 'need';
  /** One sentence or more, as the question or the stopped goal said it. */
  readonly asked: string;
  /** Null where the log does not tell. */
  readonly askedAt: number | null;
  /** `Allowed once`; what a person said in their own words stands in `note`. */
  readonly answer: string;
  readonly note: string;
  /** The name that an answer stands under in the evidence; null where it is the user of this machine. */
  readonly name: string | null;
}

/** An answer in the inbox, with its thread and the place of its event there. */
export interface AnsweredRow extends Answered {
  readonly thread: string;
  readonly seq: number;
  readonly at: number;
  readonly title: string;
  readonly workspace: string;
}

/** Where an answer stands among those of all threads: older ones follow it. */
export interface AnswerPlace {
  readonly at: number;
  readonly thread: string;
  readonly seq: number;
}

/** Answers as far as they were read, newest first: how many there are in all, and after which place older ones follow; null where none do. */
export interface AnsweredPage {
  readonly rows: readonly AnsweredRow[];
  readonly total: number;
  readonly next: AnswerPlace | null;
}

export type AnswerEvent = Extract<RecordedEvent, { type: 'question.answered' | 'goal.resumed' }>;

/** What has been said before an answer in its thread, as far as it is needed. */
export interface SaidBefore {
  /** The last event of these types before `seq` that fits. */
  last<T extends EventType>(types: readonly T[], seq: number, fits: (event: EventOf<T>) => boolean): EventOf<T> | undefined;
  /** Events of these types between two. */
  between(after: number, until: number, types: readonly EventType[]): readonly RecordedEvent[];
}

type EventOf<T extends EventType> = Extract<RecordedEvent, { type: T }>;

export function answeredOf(event: AnswerEvent, before: SaidBefore): Answered {
  return event.type === 'question.answered' ? questionAnswered(event, before) : stopAnswered(event, before);
}

function questionAnswered({ seq, data }: EventOf<'question.answered'>, before: SaidBefore): Answered {
  const opened = before.last(['question.opened'], seq, (asked) => asked.data.question.id === data.question);
  const name = data.name ?? null;
  if (!opened) return { kind: 'need', asked: data.question, askedAt: null, answer: t`Answered`, note: data.answer, name };
  const { question } = opened.data;
  return { kind: question.kind, asked: question.text, askedAt: opened.at, ...saidTo(question, data.answer), name };
}

type Said = Pick<Answered, 'answer' | 'note'>;

function saidTo(question: Question, answer: string): Said {
  switch (question.kind) {
    case 'baseline':
      return { answer: answer === 'accept' ? t`Accepted` : t`Cancelled`, note: '' };
    case 'protected':
      if (answer === 'accept') return { answer: t`Accepted`, note: '' };
      if (answer === 'restore') return { answer: t`Put back`, note: '' };
      return { answer: t`Sent back`, note: afterWord(answer) };
    case 'acceptance':
      return answer === 'accept' ? { answer: t`Accepted`, note: '' } : { answer: t`Sent back`, note: answer };
    case 'human':
      return { answer: /^pass/i.test(answer) ? t`Passes` : t`Fails`, note: afterWord(answer) };
    case 'permission':
      return permissionSaid(question, answer);
    case 'need':
      return { answer: t`Answered`, note: answer };
    default:
      return assertNever(question);
  }
}

/** `fail: too small` says `too small`. */
function afterWord(answer: string): string {
  return /^(?:send back|pass|fail)\b\s*[:,.]?\s*(.*)$/is.exec(answer)?.[1] ?? answer;
}

function permissionSaid(question: Extract<Question, { kind: 'permission' }>, answer: string): Said {
  const read = readPermissionAnswer(question, answer);
  if (typeof read !== 'object') return { answer: t`Answered`, note: answer };
  if (read.says === 'no') return { answer: t`Refused`, note: read.note };
  const always = /^always\s*:\s*(.*)$/is.exec(answer)?.[1] ?? '';
  return {
    answer: { once: t`Allowed once`, goal: t`Allowed for this goal`, always: t`Always allowed` }[read.scope],
    note: always,
  };
}

/** A goal that stood still by itself, and that a person let go on. */
function stopAnswered({ seq }: EventOf<'goal.resumed'>, before: SaidBefore): Answered {
  const stopped = before.last(['goal.blocked', 'goal.limited'], seq, () => true);
  if (!stopped) return { kind: 'blocked', asked: '', askedAt: null, answer: t`Resumed`, note: '', name: null };
  const said = before.between(stopped.seq, seq, ['input.queued', 'budget.changed']);
  const note = said.flatMap((event) => (event.type === 'input.queued' && event.data.from === 'user' ? [event.data.text] : []));
  const budget = said.findLast((event) => event.type === 'budget.changed');
  const base = { askedAt: stopped.at, answer: t`Resumed`, note: note.join('\n'), name: null };
  if (stopped.type === 'goal.blocked') {
    return { ...base, kind: 'blocked', asked: stopped.data.dossier.blocker || t`The goal is blocked.` };
  }
  const { data } = stopped;
  if (data.by === 'provider') return { ...base, kind: 'usage', asked: data.message };
  const limit = budget?.type === 'budget.changed' ? budget.data.budget[data.limit] : data.max;
  const answer = budget ? t`Extended and resumed` : t`Resumed`;
  return { ...base, kind: 'budget', asked: usedUp(data), answer, note: budget ? newLimit(data.limit, limit) : base.note };
}

function usedUp({ limit, used, max }: Extract<EventData<'goal.limited'>, { by: 'budget' }>): string {
  return t`The budget is used up: ${limitText(limit, used)} of ${limitText(limit, max)}.`;
}

function newLimit(limit: LimitName, max: number | undefined): string {
  return max === undefined ? t`No limit any more.` : t`New limit ${limitText(limit, max)}.`;
}
