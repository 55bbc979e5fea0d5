import { meters } from '../../shared/budget/limits';
import { ANSWER_WORDS } from '../../shared/evidence/review';
import type { RecordedEvent } from '../../shared/thread/events';
import type { GoalState } from '../../shared/thread/goalState';
import type { ThreadState } from '../../shared/thread/state';
import { needOptions } from '../../shared/tools/dossier';
import { type ClaimRow, claimGroups } from '../../shared/views/claims';
import { duration, lineCounts, money, thousands } from '../../shared/views/format';
import { grantEntries } from '../../shared/views/grants';
import { fateWords, type IterationEntry, iterationEntries } from '../../shared/views/iterations';
import { metricTrend } from '../../shared/views/metricTrend';
import { outcomeOf } from '../../shared/views/outcome';
import { trendWords } from '../../shared/views/trendWords';
import { heldBy } from './evidenceLine';
import { oneLine, type Paint } from './paint';
import { placeLines } from './placeLines';

const WORDS_WIDTH = 96;

/** What stands at the end: the evidence for every check, the ledger, what was spent, and what is asked for. `events` are the thread's. */
export function summaryLines(state: ThreadState, events: readonly RecordedEvent[], paint: Paint): readonly string[] {
  const { goal } = state;
  if (!goal)
    return ['', `No goal. ${paint('quiet', `${unclaimedBy(state)} spent ${thousands(state.unclaimed.charged, 0)} tokens.`)}`];
  return [
    ...statusLines(state, goal, paint),
    ...section('Works', placeLines(state), paint),
    ...section('Evidence', evidenceLines(state), paint),
    ...section('Since the baseline', trendLines(state), paint),
    ...researchLines(state, paint),
    ...section('Iterations', ledgerLines(iterationEntries(state, events)), paint),
    ...section('Spent', spentLines(goal), paint),
    ...section('Allowed beyond the boundaries, for commands and not for checks', grantLines(state), paint),
    ...section('Asked of you', questionLines(state), paint),
    ...section('Answered, for when the goal goes on', answeredLines(goal), paint),
  ];
}

/** What a thread without a goal has spent on. */
function unclaimedBy({ mode }: ThreadState): string {
  return mode === 'draft' ? 'The draft' : 'Planning';
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : ['', paint('strong', title), ...lines.map((line) => `  ${line}`)];
}

/** The report of a research goal: the four kinds of claims apart, each with what it rests on. */
function researchLines(state: ThreadState, paint: Paint): string[] {
  return claimGroups(state).flatMap(({ title, rows }) =>
    section(`Claims ${title.toLowerCase()}`, rows.flatMap(claimLines), paint),
  );
}

function claimLines({ id, claim, route, rests }: ClaimRow): string[] {
  return [`${id}: ${claim}`, `   route “${oneLine(route, WORDS_WIDTH)}”`, `   ${rests}`];
}

function statusLines(state: ThreadState, goal: GoalState, paint: Paint): string[] {
  const { status, reason } = outcomeOf(state);
  const tone = status === 'complete' ? 'good' : 'asks';
  const bare = goal.waiver ? `${paint('bad', '! no sandbox')} ` : '';
  return ['', `${bare}${paint(tone, status)} ${paint('quiet', `(${reason})`)} ${oneLine(goal.contract.outcome, WORDS_WIDTH)}`];
}

function evidenceLines(state: ThreadState): string[] {
  const latest = new Map(state.evidence.map((row) => [row.check, row]));
  const rows = [...latest.values()].map((row) => {
    const baseline = state.evidence.find((other) => other.check === row.check && other.purpose === 'baseline');
    const was = baseline?.metric && baseline.id !== row.id ? `baseline ${baseline.metric.value}` : '';
    const value = row.metric ? `${row.metric.value} ${row.metric.unit ?? ''} (${row.metric.target})` : '';
    const fresh = isStanding(state, row) ? '' : 'stale';
    const where = row.looked ? `says ${oneLine(row.looked.name, WORDS_WIDTH)}` : heldBy(row);
    return [row.check, row.verdict.verdict, value, was, row.id, row.tree.slice(0, 8), where, fresh];
  });
  return [...columns(rows), ...[...latest.values()].flatMap(criterionLines)];
}

/** What a review answered, criterion by criterion. */
function criterionLines({ check, review }: ThreadState['evidence'][number]): string[] {
  return (review?.criteria ?? []).map(({ criterion, answer, evidence }, index) => {
    const cited = evidence.length > 0 ? ` [${evidence.join(', ')}]` : '';
    return `${check} ${index + 1}. ${ANSWER_WORDS[answer]}: ${oneLine(criterion, WORDS_WIDTH)}${cited}`;
  });
}

/** How each number moved from the baseline on. */
function trendLines(state: ThreadState): string[] {
  const checks = [...new Set(state.evidence.map((row) => row.check))];
  return columns(
    checks.flatMap((check) => {
      const trend = metricTrend(state.evidence.filter((row) => row.check === check));
      return trend ? [[check, trendWords(trend)]] : [];
    }),
  );
}

function isStanding(state: ThreadState, row: ThreadState['evidence'][number]): boolean {
  return row.tree === state.checkpoint?.evidenceTree && row.revision === state.goal?.revision;
}

/** Cells in columns of equal width, two spaces apart. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Facts first, then the model's words in quotation marks. */
function ledgerLines(entries: readonly IterationEntry[]): string[] {
  return entries.flatMap((entry) => [
    headLine(entry, entries),
    ...quoted('tries', entry.hypothesis),
    ...entry.ran
      .slice(-MOST_RAN)
      .map(({ name, subject, result }) => `   ran ${oneLine(`${name} ${subject}`, RAN_WIDTH)}: ${result}`),
    ...entry.checks.map(
      ({ check, verdict, figure, sinceLast, sinceBase, evidence }) =>
        `   ${check} ${verdict} ${figure}, Δ last ${sinceLast}, Δ base ${sinceBase} [${evidence}]`,
    ),
    ...quoted('changed', entry.words?.changed),
    ...quoted('evidence', entry.words?.evidence),
    ...quoted('next', entry.words?.next),
  ]);
}

/** A turn may run hundreds of commands; the last of them led to its end, and the log has them all. */
const MOST_RAN = 6;
const RAN_WIDTH = 72;

function headLine({ n, changed, checkpoint, fate, ran, claims }: IterationEntry, all: readonly IterationEntry[]): string {
  const files = changed.map((file) => `${file.path} ${lineCounts(file.added, file.removed)}`).join(', ');
  const place = checkpoint === null ? '' : ` at ${checkpoint}`;
  const claimed = claims.length > 0 ? `, claim ${claims.join(', ')}` : '';
  const stands = changed.length === 0 ? '' : `, ${fateWords(fate, all)}`;
  return `${n}  ${files || 'no file changed'}${stands}${place}; ${ran.length} ran${claimed}`;
}

function quoted(name: string, words: string | undefined): string[] {
  return words === undefined || words === '' ? [] : [`   ${name} “${oneLine(words, WORDS_WIDTH)}”`];
}

function spentLines(goal: GoalState): string[] {
  const { usage } = goal;
  const limits = meters(goal.contract.budget, usage).map(
    (meter) => `${meter.limit} ${thousands(Math.round(meter.used * 100) / 100)} of ${thousands(meter.max)}`,
  );
  return [
    `${thousands(usage.charged)} tokens charged (${thousands(usage.input)} in, ${thousands(usage.cached)} of them cached, ${thousands(usage.output)} out), ${money(usage.usd)}`,
    `${duration(usage.activeMs)} active, ${usage.turns} turns, ${usage.requests} requests`,
    ...(limits.length > 0 ? [`limits: ${limits.join(', ')}`] : []),
    ...(usage.usd !== null && usage.unpriced > 0
      ? [`${thousands(usage.unpriced)} tokens were charged without a price and are not in the money`]
      : []),
  ];
}

function grantLines(state: ThreadState): string[] {
  return grantEntries(state).flatMap(({ id, allows }) => [
    ...allows.map((line) => `${line} [${id}]`),
    `   take it back: goalpost permissions --revoke ${id}`,
  ]);
}

function questionLines(state: ThreadState): string[] {
  return Object.values(state.questions).map(({ question }) => {
    const options = question.kind === 'need' ? (needOptions(question.need) ?? []) : question.options;
    return `${question.id}: ${question.text}${options.length > 0 ? ` (${options.join(' | ')})` : ''}`;
  });
}

/** Half answers stay until the goal goes on, and may be corrected until then. */
function answeredLines(goal: GoalState): string[] {
  return goal.needs.flatMap(({ need, answer }) =>
    answer === null ? [] : [`${need.id}: ${need.question} → ${oneLine(answer, WORDS_WIDTH)}`],
  );
}
