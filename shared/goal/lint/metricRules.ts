import { setTo } from './edit';
import { figuresIn, targetOf } from './figure';
import { type Hit, hit, type Rule } from './finding';
import { isNoisyUnit, type Quantity, quantityIn } from './quantity';
import { type CommandSubject, commands, type LintSubject, type MetricSubject } from './subject';

// A number is judged honestly when it has a target, a unit, and as many runs as its noise asks for.

export const METRIC_RULES: readonly Rule[] = [
  { id: 'metric-no-target', severity: 'major', look: eachMetric(noTarget) },
  { id: 'metric-no-unit', severity: 'minor', look: eachMetric(noUnit) },
  { id: 'noisy-metric-once', severity: 'minor', look: eachMetric(noisyOnce) },
  { id: 'lucky-run', severity: 'major', look: (goal) => commands(goal).flatMap(luckyRun) },
  { id: 'repeat-too-few', severity: 'minor', look: (goal) => commands(goal).flatMap(tooFew) },
];

type Measuring = CommandSubject & { readonly metric: MetricSubject };

function eachMetric(look: (check: Measuring, goal: LintSubject) => readonly Hit[]): Rule['look'] {
  return (goal) => commands(goal).flatMap((check) => (check.metric ? look({ ...check, metric: check.metric }, goal) : []));
}

function noTarget(check: Measuring, goal: LintSubject): readonly Hit[] {
  if (check.metric.target !== '') return [];
  const figure = figuresIn(goal.outcome)[0];
  const better = quantityOf(check, goal)?.better ?? 'lower';
  const target = figure ? targetOf(figure, better) : `${better === 'lower' ? '<' : '>='} [number]`;
  const at = [...check.path, 'metric', 'target'];
  return hit(at, `${check.id || 'The check'} reads a number and compares it with nothing.`, setTo(at, target));
}

function noUnit(check: Measuring, goal: LintSubject): readonly Hit[] {
  const unit = expectedUnit(check, goal);
  if (check.metric.unit !== '' || unit === '') return [];
  const at = [...check.path, 'metric', 'unit'];
  const message = `${check.id || 'The check'} measures something that has a unit; without it ${check.metric.target || 'its number'} reads either way.`;
  return hit(at, message, setTo(at, unit));
}

/** The outcome's unit for the same number, or the usual one of what the check measures. */
function expectedUnit(check: Measuring, goal: LintSubject): string {
  const bound = Number(/-?\d+(\.\d+)?/.exec(check.metric.target)?.[0]);
  const said = figuresIn(goal.outcome).find((figure) => figure.value === bound && figure.unit !== '');
  return said?.unit ?? quantityOf(check, goal)?.unit ?? '';
}

function noisyOnce(check: Measuring, goal: LintSubject): readonly Hit[] {
  if (check.times > 1 || !isNoisy(check, goal)) return [];
  const at = [...check.path, 'repeat'];
  const message = `${check.id || 'The number'} differs from run to run: one run decides by luck.`;
  return hit(at, message, setTo(at, { times: 5, judge: 'median' }));
}

function isNoisy(check: Measuring, goal: LintSubject): boolean {
  const { unit } = check.metric;
  return isNoisyUnit(unit) || quantityOf(check, goal)?.noisy === true;
}

/** What a check measures, by its own names; the outcome's words only for the single check that measures at all. */
function quantityOf(check: Measuring, goal: LintSubject): Quantity | undefined {
  const own = quantityIn(`${check.id} ${check.metric.read} ${check.run}`.replaceAll(/[_/.=()-]+/g, ' '));
  const alone = goal.verification.filter((other) => other.kind === 'command' && other.metric).length === 1;
  const mine = check.path[0] === 'verification' && alone;
  return (own ?? (mine ? quantityIn(goal.outcome) : undefined))?.quantity;
}

function luckyRun({ id, path, judge, times, metric }: CommandSubject): readonly Hit[] {
  if (judge !== 'any' || times < 2) return [];
  const at = [...path, 'repeat', 'judge'];
  const message = `One lucky run of ${times} is enough for ${id || 'this check'} to pass.`;
  return hit(at, message, setTo(at, metric ? 'median' : 'all'));
}

/** Under this many runs the 95th percentile is the slowest one. */
const LEAST_FOR_P95 = 20;
/** Two runs have no middle. */
const LEAST_FOR_MEDIAN = 3;

function tooFew({ id, path, judge, times }: CommandSubject): readonly Hit[] {
  const least = judge === 'p95' ? LEAST_FOR_P95 : judge === 'median' ? LEAST_FOR_MEDIAN : 0;
  if (times >= least) return [];
  const at = [...path, 'repeat', 'times'];
  const message = `${judge} of ${times} says little for ${id || 'this check'}: it takes ${least} runs.`;
  return hit(at, message, setTo(at, judge === 'median' ? Math.max(least, 5) : least));
}
