import type { CommandCheck } from '../goal/check';
import { parseTarget, type Target, targetHolds } from '../goal/target';
import type { MetricReading } from './metric';
import type { CheckReport, CheckRun, Verdict } from './record';

/** One process of a command check as it ended; `reading` where the check has a metric. */
export interface RunOutcome {
  readonly run: CheckRun;
  readonly reading?: MetricReading;
}

/** What the runs come to. `decisive` is the index of the run that shows it best: the one that failed, else the last. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly metric?: NonNullable<CheckReport['metric']>;
  readonly decisive: number;
}

type Failure = Extract<Verdict, { verdict: 'fail' }>;

/** Shown numbers keep six significant digits, unless rounding would put them on the other side of the target. */
const SHOWN_DIGITS = 6;

/** Exits by which a shell reports a signal (128 + its number), for the numbers that Linux and macOS share. */
const SIGNAL_EXITS: Readonly<Record<number, string>> = {
  129: 'SIGHUP',
  130: 'SIGINT',
  131: 'SIGQUIT',
  132: 'SIGILL',
  134: 'SIGABRT',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  141: 'SIGPIPE',
  143: 'SIGTERM',
};

/** How many runs of a check are judged: one without `repeat`. */
export function plannedRuns(check: CommandCheck): number {
  return check.repeat?.times ?? 1;
}

/** How many runs go before those that are judged. */
export function warmUpRuns(check: CommandCheck): number {
  return check.repeat?.warmUp ?? 0;
}

/**
 * Whether no further run can change the verdict. Where runs are judged each by itself: as soon as enough are green, or enough can
 * not become green any more. A statistic wants every run's number, so only a run without one ends it. `outcomes` are judged runs.
 */
export function isDecided(check: CommandCheck, outcomes: readonly RunOutcome[]): boolean {
  const planned = plannedRuns(check);
  if (outcomes.length >= planned) return true;
  const red = outcomes.filter((outcome) => runFailure(check, outcome) !== undefined).length;
  const needed = greenNeeded(check);
  return red > planned - needed || outcomes.length - red >= needed;
}

/**
 * The verdict over the judged runs of a command check; at least one is expected. `all`, `any` and `atLeast` judge each run by exit
 * and metric; `median` and `p95` want the right exit in every run and compare the statistic of the metric with the target (without
 * a metric they are `all`).
 */
export function judgeRuns(check: CommandCheck, outcomes: readonly RunOutcome[]): Judgement {
  const metric = metricOf(check, outcomes);
  const { failure, decisive } = failureOf(check, outcomes);
  const shown = metric ? { metric } : {};
  if (failure) return { verdict: failure, ...shown, decisive };
  if (metric && isStatistic(check) && !metric.holds) {
    const name = `${judgeOf(check)} of ${metric.values.length} ${metric.values.length === 1 ? 'run' : 'runs'}`;
    return { verdict: fail('metric_target', targetMissed(check, name, metric.value)), ...shown, decisive };
  }
  return { verdict: { verdict: 'pass' }, ...shown, decisive };
}

/** How many of the planned runs must be green by themselves. */
function greenNeeded(check: CommandCheck): number {
  const judge = judgeOf(check);
  if (judge === 'any') return 1;
  return typeof judge === 'string' ? plannedRuns(check) : judge.atLeast;
}

/** The middle of sorted values; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/**
 * The 95th percentile by nearest rank: the ⌈0.95 · N⌉-th smallest value, always one that was measured (definition 1 in Hyndman and
 * Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50, 1996). Of fewer than 20 values it is the largest.
 */
export function p95(values: readonly number[]): number {
  // 95 · N / 100 and not 0.95 · N: the latter is 19.000000000000004-like for some N and would move the rank.
  return ascending(values)[Math.ceil((95 * values.length) / 100) - 1] ?? Number.NaN;
}

/** Decisive is what shows the verdict best: the run that made it red, else the one that made it green. */
function failureOf(check: CommandCheck, outcomes: readonly RunOutcome[]): { failure?: Failure; decisive: number } {
  const failures = outcomes.map((outcome) => runFailure(check, outcome));
  const green = failures.filter((failure) => failure === undefined).length;
  const last = outcomes.length - 1;
  if (green >= greenNeeded(check)) return { decisive: Math.max(failures.lastIndexOf(undefined), 0) };
  const index = green === 0 && greenNeeded(check) === 1 ? last : failures.findIndex((failure) => failure !== undefined);
  const failure = failures[index];
  return failure
    ? { failure: placed(check, { index, green, ran: outcomes.length }, failure), decisive: index }
    : { decisive: last };
}

interface Place {
  readonly index: number;
  readonly green: number;
  readonly ran: number;
}

function placed(check: CommandCheck, { index, green, ran }: Place, failure: Failure): Failure {
  const times = plannedRuns(check);
  if (times === 1) return failure;
  const judge = judgeOf(check);
  const each = `run ${index + 1} of ${times}: `;
  if (judge === 'any') return { ...failure, message: `none of ${times} runs passed; the last: ${failure.message}` };
  if (typeof judge === 'string') return { ...failure, message: each + failure.message };
  return {
    ...failure,
    message: `${green} of ${ran} runs passed, at least ${judge.atLeast} of ${times} must; ${each}${failure.message}`,
  };
}

function runFailure(check: CommandCheck, outcome: RunOutcome): Failure | undefined {
  return processFailure(check, outcome.run) ?? metricFailure(check, outcome.reading);
}

function processFailure(check: CommandCheck, run: CheckRun): Failure | undefined {
  if (run.limit !== undefined) return fail('limit', `ended at the limit of ${run.limit}`);
  if (run.timedOut) return fail('timeout', `timed out after ${check.timeout}`);
  if (run.exit === null) return fail('signal', `killed by ${run.signal ?? 'a signal'}, expected exit ${check.expect.exit}`);
  if (run.exit === check.expect.exit) return undefined;
  const signal = SIGNAL_EXITS[run.exit];
  return fail('exit', `exit ${run.exit}${signal ? ` (${signal})` : ''}, expected ${check.expect.exit}`);
}

function metricFailure(check: CommandCheck, reading: MetricReading | undefined): Failure | undefined {
  if (!check.metric) return undefined;
  if (!reading) return fail('metric_missing', 'the metric was not read');
  if (reading.kind === 'missing') return fail('metric_missing', reading.message);
  if (reading.kind === 'ambiguous') return fail('metric_ambiguous', reading.message);
  if (isStatistic(check) || targetHolds(parseTarget(check.metric.target), reading.value)) return undefined;
  return fail('metric_target', targetMissed(check, metricLabel(check), reading.value));
}

function metricOf(check: CommandCheck, outcomes: readonly RunOutcome[]): Judgement['metric'] {
  const values = outcomes.flatMap(({ reading }) => (reading?.kind === 'value' ? [reading.value] : []));
  if (!check.metric || values.length === 0) return undefined;
  const target = parseTarget(check.metric.target);
  const value = representative(check, values, target);
  const unit = check.metric.unit === undefined ? {} : { unit: check.metric.unit };
  return { value, values, target: check.metric.target, ...unit, holds: targetHolds(target, value) };
}

/** The number that stands for all runs: the statistic, or the one that decides whether enough of them hold. */
function representative(check: CommandCheck, values: readonly number[], target: Target): number {
  const judge = judgeOf(check);
  if (judge === 'median') return median(values);
  if (judge === 'p95') return p95(values);
  if (typeof judge !== 'string') return bestFirst(values, target)[Math.min(judge.atLeast, values.length) - 1] ?? Number.NaN;
  const telling = values.find((value) => targetHolds(target, value) === (judge === 'any'));
  return telling ?? values.at(-1) ?? Number.NaN;
}

/** Those that hold first, and of each kind those that are furthest on the target's good side. */
function bestFirst(values: readonly number[], target: Target): readonly number[] {
  const distance = (value: number) => Math.abs(value - target.bound);
  const better: Readonly<Record<Target['operator'], (left: number, right: number) => number>> = {
    '<': (left, right) => left - right,
    '<=': (left, right) => left - right,
    '>': (left, right) => right - left,
    '>=': (left, right) => right - left,
    '==': (left, right) => distance(left) - distance(right),
    '!=': (left, right) => distance(right) - distance(left),
  };
  return [...values].sort(better[target.operator]);
}

function targetMissed(check: CommandCheck, name: string, value: number): string {
  const { target = '', unit } = check.metric ?? {};
  const suffix = unit === undefined ? '' : ` ${unit}`;
  return `${name} ${shownNumber(value, target)}${suffix}, target ${target}${suffix}`;
}

function shownNumber(value: number, target: string): string {
  const rounded = Number(value.toPrecision(SHOWN_DIGITS));
  const parsed = parseTarget(target);
  return String(targetHolds(parsed, rounded) === targetHolds(parsed, value) ? rounded : value);
}

/** A pointer names its number (`/latency/p95` → `p95`); a pattern does not, so the check's id stands for it. */
function metricLabel(check: CommandCheck): string {
  return check.metric?.pointer?.split('/').at(-1) || check.id;
}

const judgeOf = (check: CommandCheck) => check.repeat?.judge ?? 'all';

const isStatistic = (check: CommandCheck) =>
  check.metric !== undefined && (judgeOf(check) === 'median' || judgeOf(check) === 'p95');

const ascending = (values: readonly number[]) => [...values].sort((left, right) => left - right);

const fail = (reason: Failure['reason'], message: string): Failure => ({ verdict: 'fail', reason, message });
