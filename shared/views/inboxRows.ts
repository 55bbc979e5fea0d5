import { meters } from '../budget/limits';
import { policy } from '../continuation/policy';
import { checkSubject } from '../goal/checkSubject';
import { contractChecks } from '../goal/contract';
import type { RecordedEvent } from '../thread/events';
import type { GoalState, GoalStatus } from '../thread/goalState';
import { hasWorktree } from '../thread/place';
import type { Question } from '../thread/question';
import type { OpenQuestion, ThreadState } from '../thread/state';
import { isWaived } from '../thread/waiver';
import type { PermissionAsk } from '../tools/permission/ask';
import { counted, t } from '../words/t';
import { checkTable, checkTimes } from './checkRows';
import type { CheckLine, InboxAsk } from './inboxAsk';
import { standingAsk } from './inboxStanding';
import { limitText } from './limitText';
import { limitAmount } from './spend';
import { folderName, titleOf } from './threadRow';

export interface InboxRow {
  readonly key: string;
  readonly thread: string;
  readonly title: string;
  readonly workspace: string;
  /** It works in a worktree of its own. */
  readonly apart: boolean;
  /** Its commands run without a sandbox, by a person's word. */
  readonly waived: boolean;
  readonly status: GoalStatus;
  readonly reason: string;
  /** Only what a person must do is counted; a quota is renewed by its provider. */
  readonly waitsFor: 'person' | 'provider';
  /** Since when it waits. */
  readonly since: number;
  readonly turn: number;
  readonly spent: string;
  /** One sentence with the fact; what the answer does stands beside the buttons. */
  readonly lead: string;
  readonly ask: InboxAsk;
}

/** What of a thread waits for the user, the longest open first. `events` are the thread's last ones, oldest first. */
export function inboxRows(state: ThreadState, events: readonly RecordedEvent[]): readonly InboxRow[] {
  const { goal } = state;
  // An archived thread was put away as it stands, with what it asks.
  if (!goal || state.archived) return [];
  const open = Object.values(state.questions).toSorted((a, b) => a.openedAt - b.openedAt);
  const rows = open.flatMap((entry) => questionRow(state, goal, entry, events) ?? []);
  const standing = standingAsk(state, goal, events);
  return standing ? [...rows, row(state, goal, standing.ask.kind, goal.mark.at, standing.lead, standing.ask)] : rows;
}

function row(state: ThreadState, goal: GoalState, key: string, since: number, lead: string, ask: InboxAsk): InboxRow {
  const spent = meters(goal.contract.budget, goal.usage)[0];
  const next = policy(state);
  return {
    key: `${state.thread}:${key}`,
    thread: state.thread,
    title: titleOf(goal.contract.outcome),
    workspace: folderName(state.source.root),
    apart: hasWorktree(state.place),
    waived: isWaived(state),
    status: goal.status,
    reason: next.reason,
    waitsFor: ask.kind === 'usage' && next.next !== 'ask' ? 'provider' : 'person',
    since,
    turn: state.turns,
    spent: spent
      ? t`Spent ${limitAmount(spent.limit, spent.used)} of ${limitText(spent.limit, spent.max)}`
      : t`Spent ${limitText('tokens', goal.usage.charged)}`,
    lead,
    ask,
  };
}

/** The app's own questions have a row each; needs are gathered in the row of their dossier. */
function questionRow(
  state: ThreadState,
  goal: GoalState,
  open: OpenQuestion,
  events: readonly RecordedEvent[],
): InboxRow | undefined {
  const asked = askOf(state, goal, open.question, events);
  return asked && row(state, goal, open.question.id, open.openedAt, asked.lead, asked.ask);
}

function askOf(
  state: ThreadState,
  goal: GoalState,
  question: Question,
  events: readonly RecordedEvent[],
): { lead: string; ask: InboxAsk } | undefined {
  switch (question.kind) {
    case 'baseline':
      return {
        lead: t`The baseline has ${counted(question.flags.length, 'flag', 'flags')}.`,
        ask: { kind: 'baseline', question: question.id, flags: question.flags, notes: question.notes },
      };
    case 'protected':
      return {
        lead: protectedLead(question.paths.length),
        ask: {
          kind: 'protected',
          question: question.id,
          paths: question.paths,
          diff: question.diff,
          excerpt: question.excerpt,
        },
      };
    case 'acceptance':
      return {
        lead: t`Every check passes at ${state.checkpoint?.id ?? t`the latest checkpoint`}.`,
        ask: {
          kind: 'acceptance',
          question: question.id,
          summary: goal.summary,
          checks: passingChecks(state),
          evidence: checkLines(state, events),
        },
      };
    case 'human':
      return {
        lead: t`Somebody must look at ${question.check}. Every check that the app runs passes at ${question.checkpoint}.`,
        ask: {
          kind: 'human',
          question: question.id,
          ask: askWords(goal, question.check),
          summary: goal.summary,
          checks: passingChecks(state),
          evidence: checkLines(state, events),
        },
      };
    case 'permission':
      return { lead: permissionLead(question.ask), ask: { kind: 'permission', question: question.id, ask: question.ask } };
    case 'need':
      return undefined;
  }
}

const protectedLead = (files: number) =>
  files === 1
    ? t`The agent changed a protected file.`
    : t`The agent changed ${counted(files, 'protected file', 'protected files')}.`;

/** Shorter than the question's sentence: command and allowance stand below it. */
function permissionLead({ command }: PermissionAsk): string {
  return command === null
    ? t`The agent asks for more than the boundaries allow.`
    : t`A command asks for more than the boundaries allow.`;
}

function askWords(goal: GoalState, id: string): string {
  const check = contractChecks(goal.contract).find((entry) => entry.check.id === id)?.check;
  return check ? checkSubject(check) : '';
}

/** Nothing runs while a person is asked, so no time has to be told. */
function checkLines(state: ThreadState, events: readonly RecordedEvent[]): readonly CheckLine[] {
  return checkTable(state, checkTimes(events), 0).rows.map(({ id, last, target, unit, mark, facts }) => ({
    id,
    last,
    target,
    unit,
    mark,
    facts,
  }));
}

/** The latest figure of every check that passed, as evidence names it. */
function passingChecks(state: ThreadState): readonly string[] {
  const latest = new Map(state.evidence.map((evidence) => [evidence.check, evidence]));
  return [...latest.values()].map(({ check, metric, verdict }) =>
    metric
      ? t`${check} ${metric.value}${metric.unit ? ` ${metric.unit}` : ''}, target ${metric.target}`
      : `${check} ${verdict.verdict === 'pass' ? t`passes` : verdict.verdict}`,
  );
}
