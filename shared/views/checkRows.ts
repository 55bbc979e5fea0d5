import { isFresh, type Standing } from '../evidence/gate';
import type { Check } from '../goal/check';
import { checkSubject } from '../goal/checkSubject';
import { contractChecks } from '../goal/contract';
import { parseTarget } from '../goal/target';
import type { RecordedEvent } from '../thread/events';
import type { EvidenceRow, ThreadState } from '../thread/state';
import { READ_ONLY_TOOLS, THREAD_TOOLS } from '../tools/arguments';
import { t } from '../words/t';
import { evidenceFigure, targetFigure } from './checkFigure';
import { type CriterionRow, criterionRow } from './criterionRow';
import { clock, duration } from './format';
import { metricTrend } from './metricTrend';
import type { Mark } from './shape';
import { trendWords } from './trendWords';

/** A sparkline shows this many values: more would be closer than a pixel and a half apart. */
const TREND_POINTS = 32;

/** One check of the contract: what it was, what it came to last, what it must come to, and whether that still stands. */
export interface CheckRow {
  readonly id: string;
  readonly role: 'verification' | 'constraint';
  readonly base: string;
  readonly last: string;
  readonly target: string;
  readonly unit: string;
  /** Values of the metric, oldest first; empty for a check without one. */
  readonly trend: readonly number[];
  /** The same in words, from the first value to the last with the best between; empty without a value. */
  readonly course: string;
  readonly bound: number | null;
  readonly mark: Mark;
  /** The facts after the status word: `fresh at c8`, `passed at c6, tree has changed`. */
  readonly facts: string;
  /** The last evidence stands: neither tree nor contract has changed since. */
  readonly fresh: boolean;
  /** The command line or the path, for the row's title. */
  readonly subject: string;
  /** Of a review: each criterion as it was answered last. */
  readonly criteria: readonly CriterionRow[];
}

export interface CheckTable {
  readonly rows: readonly CheckRow[];
  readonly fresh: number;
}

/** What only the events know of the checks: since when one is running, and whether a tool may have changed the tree since. */
export interface CheckTimes {
  readonly runningSince: number | null;
  readonly treeTouched: boolean;
}

/** Reads back as far as the last checkpoint: what came after it is what the evidence has not seen. */
export function checkTimes(events: readonly RecordedEvent[]): CheckTimes {
  const since = events.findLastIndex((event) => event.type === 'checkpoint.taken');
  const later = events.slice(since + 1);
  const started = later.findLast((event) => event.type === 'check.started');
  return {
    runningSince: started?.at ?? null,
    treeTouched: later.some(
      (event) => event.type === 'tool.started' && !READ_ONLY_TOOLS.has(event.data.name) && !THREAD_TOOLS.has(event.data.name),
    ),
  };
}

/** The contract's checks as the panel shows them: verification first, then constraints. */
export function checkTable(state: ThreadState, times: CheckTimes, now: number): CheckTable {
  const asked = state.goal ? contractChecks(state.goal.contract) : [];
  const ordered = asked.toSorted((a, b) => Number(a.role === 'constraint') - Number(b.role === 'constraint'));
  const rows = ordered.map(({ check, role }) => checkRow(state, check, role, times, now));
  return { rows, fresh: rows.filter((row) => row.fresh).length };
}

function checkRow(state: ThreadState, check: Check, role: CheckRow['role'], times: CheckTimes, now: number): CheckRow {
  const history = state.evidence.filter((row) => row.check === check.id);
  const base = history.find((row) => row.purpose === 'baseline');
  const last = history.at(-1);
  const metric = check.kind === 'command' ? check.metric : undefined;
  return {
    id: check.id,
    role,
    base: base ? evidenceFigure(check, base) : '–',
    last: last ? evidenceFigure(check, last) : '–',
    target: targetFigure(check),
    unit: metric?.unit ?? '',
    trend: history.flatMap((row) => (row.metric ? [row.metric.value] : [])).slice(-TREND_POINTS),
    course: courseOf(history),
    bound: metric ? parseTarget(metric.target).bound : null,
    fresh: false,
    ...standingOf(state, check, last, times, now),
    subject: checkSubject(check),
    criteria: (last?.review?.criteria ?? []).map(criterionRow),
  };
}

function courseOf(history: readonly EvidenceRow[]): string {
  const trend = metricTrend(history);
  return trend ? trendWords(trend) : '';
}

type Standpoint = Pick<CheckRow, 'mark' | 'facts'> & Partial<Pick<CheckRow, 'fresh'>>;

function standingOf(state: ThreadState, check: Check, last: EvidenceRow | undefined, times: CheckTimes, now: number): Standpoint {
  if (state.verification?.running?.check === check.id) return runningFacts(state, last, times, now);
  if (state.verification?.checks.includes(check.id) && !state.verification.results[check.id]) {
    return { mark: { shape: 'draft', word: t`Waits` }, facts: t`asked for, not started yet` };
  }
  if (state.questions[`human:${check.id}`])
    return { mark: { shape: 'asks', word: t`Asks` }, facts: t`waits for somebody to look` };
  if (!last) return { mark: { shape: 'draft', word: t`None yet` }, facts: noneYet(state, check) };
  const changed = changedSince(state, last, times);
  return last.verdict.verdict === 'pass' ? passFacts(last, changed) : failFacts(last, changed);
}

function runningFacts(state: ThreadState, last: EvidenceRow | undefined, times: CheckTimes, now: number): Standpoint {
  const { verification } = state;
  const done = Object.keys(verification?.results ?? {}).length;
  const of = verification && verification.checks.length > 1 ? [t`${done + 1} of ${verification.checks.length}`] : [];
  const since = times.runningSince === null ? [] : [clock(Math.max(0, now - times.runningSince))];
  const expected = last ? [t`last took ${duration(last.durationMs)}`] : [];
  return { mark: { shape: 'running', word: t`Running` }, facts: [...of, ...since, ...expected].join(' · ') };
}

function noneYet(state: ThreadState, check: Check): string {
  if (check.kind === 'human') return t`a person is asked at a claim, once the rest passes`;
  if (check.kind === 'review') return t`asked last, when the other checks pass`;
  return state.goal?.status === 'draft' ? t`the baseline runs when you activate` : t`not run yet`;
}

/** Why the last evidence does not stand any more; null while it is fresh. */
function changedSince(state: ThreadState, last: EvidenceRow, times: CheckTimes): string | null {
  const { goal, checkpoint } = state;
  if (!goal || !checkpoint) return t`no checkpoint stands`;
  if (last.revision !== goal.revision) return t`contract has changed`;
  const { evidenceTree: tree, protectedDigest, environment } = checkpoint;
  const standing: Standing = { revision: goal.revision, tree, protectedDigest, environment };
  if (isFresh(last, standing)) return times.treeTouched ? t`tree may have changed` : null;
  if (last.tree !== tree) return t`tree has changed`;
  return last.protectedDigest === protectedDigest ? t`environment has changed` : t`protected file has changed`;
}

function passFacts(last: EvidenceRow, changed: string | null): Standpoint {
  const by = last.looked ? t`, says ${last.looked.name}` : '';
  if (changed === null)
    return { mark: { shape: 'pass', word: t`Passes` }, facts: t`fresh at ${last.checkpoint}${by}`, fresh: true };
  return { mark: { shape: 'stale', word: t`Stale` }, facts: t`passed at ${last.checkpoint}, ${changed}` };
}

/** A check that was red before the work began is expected to be: grey, with its cross. */
function failFacts(last: EvidenceRow, changed: string | null): Standpoint {
  const word = FAILED_WORDS[last.verdict.verdict] ?? t`Fails`;
  const quiet = last.purpose === 'baseline' || changed !== null;
  const message = last.verdict.verdict === 'pass' ? '' : last.verdict.message;
  const where = changed === null ? t`fresh at ${last.checkpoint}` : t`at ${last.checkpoint}, ${changed}`;
  // What could not start says nothing of the work: it is another shape than red, also where nobody reads the word.
  const shape = last.verdict.verdict === 'fail' ? 'failed' : 'finding';
  return { mark: { shape, word, quiet }, facts: last.metric ? where : `${where} · ${message}`, fresh: changed === null };
}

const FAILED_WORDS: Readonly<Record<string, string>> = { fail: t`Fails`, broken: t`Cannot start`, void: t`Proves nothing` };
