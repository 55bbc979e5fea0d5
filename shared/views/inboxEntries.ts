import { needOptions } from '../tools/dossier';
import { scopesOf } from '../tools/permission/ask';
import { matchWords } from '../tools/permission/match';
import type { InboxAsk } from './inboxAsk';
import { byUrgency } from './inboxOrder';
import type { InboxRow } from './inboxRows';

/** One thing that waits for a person, as the command line tells it. */
export interface InboxEntry {
  readonly thread: string;
  readonly title: string;
  readonly workspace: string;
  readonly kind: InboxAsk['kind'] | 'need';
  /** What `goalpost answer --need` names; null where only resuming is left. */
  readonly need: string | null;
  readonly text: string;
  readonly since: number;
  /** The command that asks, the agent's own words for why, and exactly what would be allowed. */
  readonly command: string | null;
  readonly why: string | null;
  readonly allows: readonly string[];
  /** What else decides: flags, paths, evidence, hosts that were tried. */
  readonly facts: readonly string[];
  readonly options: readonly string[];
  /** Whole command lines, one for each way to answer. */
  readonly answers: readonly string[];
}

/** Everything that waits, in the inbox's order. */
export function inboxEntries(rows: readonly InboxRow[]): readonly InboxEntry[] {
  return rows.toSorted(byUrgency).flatMap(entriesOf);
}

function entriesOf(row: InboxRow): readonly InboxEntry[] {
  const { ask } = row;
  switch (ask.kind) {
    case 'baseline': {
      const facts = [...ask.flags.map(({ message }) => message), ...ask.notes];
      return [entry(row, { need: ask.question, facts, options: ['accept', 'cancel'] })];
    }
    case 'protected':
      return [entry(row, { need: ask.question, facts: ask.paths, options: ['accept', 'restore', 'send back: NOTE'] })];
    case 'human': {
      const text = `${row.lead} ${ask.ask}`;
      return [entry(row, { need: ask.question, text, facts: ask.checks, options: ['pass', 'fail: NOTE'] })];
    }
    case 'acceptance':
      return [
        entry(row, { need: ask.question, text: claimed(row.lead, ask.summary), facts: ask.checks, options: ['accept', 'NOTE'] }),
      ];
    case 'permission':
      return [permissionEntry(row, ask)];
    case 'blocked':
      return blockedEntries(row, ask);
    case 'budget':
      return [
        entry(row, {
          need: 'budget',
          options: ask.extension.suggested === 0 ? ['resume'] : [`+${ask.extension.suggested}`, 'none'],
        }),
      ];
    case 'usage':
      return [entry(row, { facts: ask.message === '' ? [] : [ask.message] })];
  }
}

const claimed = (lead: string, summary: string) => (summary === '' ? lead : `${lead} Claimed: “${summary}”`);

function permissionEntry(row: InboxRow, { question, ask }: Extract<InboxAsk, { kind: 'permission' }>): InboxEntry {
  const tried = ask.tried.length === 0 ? [] : [`tried ${ask.tried.join(', ')}`];
  const scopes = scopesOf(ask);
  const always = scopes.includes('always') ? [`always: ${matchWords(ask.match)}`] : [];
  return entry(row, {
    need: question,
    command: ask.command,
    why: ask.why,
    allows: ask.allows,
    facts: [...tried, ...always],
    options: [...scopes, 'no: NOTE'],
  });
}

/** Each need that is open, or the goal itself once all are answered. */
function blockedEntries(row: InboxRow, { needs }: Extract<InboxAsk, { kind: 'blocked' }>): readonly InboxEntry[] {
  const open = needs.filter(({ need, answer }) => answer === null && need.kind !== 'secret');
  if (open.length === 0) return [entry(row, {})];
  return open.map(({ need }) => ({
    ...entry(row, { need: need.id, text: need.question, facts: [row.lead], options: needOptions(need) ?? ['TEXT'] }),
    kind: 'need' as const,
  }));
}

function entry(row: InboxRow, said: Partial<InboxEntry>): InboxEntry {
  const { need = null, options = [] } = said;
  return {
    thread: row.thread,
    title: row.title,
    workspace: row.workspace,
    kind: row.ask.kind,
    text: row.lead,
    since: row.since,
    command: null,
    why: null,
    allows: [],
    facts: [],
    ...said,
    need,
    options,
    answers: need === null ? [`goalpost resume ${row.thread}`] : options.map((option) => answerLine(row.thread, need, option)),
  };
}

function answerLine(thread: string, need: string, option: string): string {
  return `goalpost answer ${thread} --need ${quoted(need)} --text ${quoted(option)}`;
}

/** One word for a POSIX shell. */
function quoted(word: string): string {
  return /^[\w+.,/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
