import { parseTarget, TARGET_PATTERN, type Target } from '../target';
import { setTo } from './edit';
import { type Figure, figuresIn, targetWords } from './figure';
import { type Hit, hit, type Rule } from './finding';
import { quoted } from './phrase';
import { scaled } from './quantity';
import { type CommandSubject, commands, type LintSubject, type MetricSubject } from './subject';

// One number, one meaning: what the outcome says and what the checks ask must be the same finish line.

export const TARGET_RULES: readonly Rule[] = [
  { id: 'targets-contradict', severity: 'major', look: contradict },
  { id: 'targets-clash', severity: 'major', look: clash },
];

type Measuring = CommandSubject & { readonly metric: MetricSubject };

function measuring(goal: LintSubject): readonly Measuring[] {
  return commands(goal).filter((check): check is Measuring => TARGET_PATTERN.test(check.metric?.target ?? ''));
}

function contradict(goal: LintSubject): readonly Hit[] {
  const proofs = measuring(goal).filter(({ path }) => path[0] === 'verification');
  return figuresIn(goal.outcome).flatMap((figure) => {
    if (figure.unit === '' || figure.operator === '==') return [];
    const rivals = proofs.filter((check) => sameKind(check, figure) && samePercentile(check, goal.outcome));
    // Where one check asks for the outcome's number, the others measure something else.
    if (rivals.some((check) => sameNumber(check, figure))) return [];
    return rivals.slice(0, 1).flatMap((check) => {
      const at = [...check.path, 'metric', 'target'];
      const asked = targetWords(check.metric.target, check.metric.unit);
      const message = `The outcome says ${quoted(figure.text)}, and ${check.id || 'the check'} asks for ${asked}: the gate would open at another line.`;
      return hit(at, message, setTo(at, asTarget(check, figure)));
    });
  });
}

function sameKind({ metric }: Measuring, figure: Figure): boolean {
  return scaled(0, metric.unit || figure.unit).kind === scaled(0, figure.unit).kind;
}

function sameNumber({ metric }: Measuring, figure: Figure): boolean {
  return scaled(boundOf(metric), metric.unit || figure.unit).value === scaled(figure.value, figure.unit).value;
}

/** p50 and p95 of one thing are two metrics. */
function samePercentile(check: Measuring, outcome: string): boolean {
  const asked = /\bp\d{2}\b/i.exec(`${check.id} ${check.metric.read} ${check.run}`.replaceAll(/[_=/:.-]+/g, ' '))?.[0];
  const said = /\bp\d{2}\b/i.exec(outcome)?.[0];
  return asked === undefined || said === undefined || asked.toLowerCase() === said.toLowerCase();
}

/** The outcome's figure in the unit that the check reads. */
function asTarget({ metric }: Measuring, figure: Figure): string {
  const one = scaled(1, metric.unit || figure.unit).value;
  const value = Number((scaled(figure.value, figure.unit).value / one).toPrecision(9));
  return `${figure.operator} ${value}`;
}

function boundOf(metric: MetricSubject): number {
  return parseTarget(metric.target).bound;
}

function clash(goal: LintSubject): readonly Hit[] {
  const all = measuring(goal);
  return all.flatMap((check, index) => {
    const rival = all.slice(0, index).find((other) => sameMetric(other, check) && !canBothHold(other, check));
    if (!rival) return [];
    const at = [...check.path, 'metric', 'target'];
    const message = `No number is both ${targetWords(rival.metric.target, '')} (${rival.id}) and ${targetWords(check.metric.target, '')} (${check.id}): the gate could never open.`;
    return hit(at, message, setTo(at, rival.metric.target));
  });
}

function sameMetric(one: Measuring, other: Measuring): boolean {
  return one.run === other.run && one.metric.from === other.metric.from && one.metric.read === other.metric.read;
}

function canBothHold(one: Measuring, other: Measuring): boolean {
  const [left, right] = [parseTarget(one.metric.target), parseTarget(other.metric.target)];
  if (left.operator === '!=' || right.operator === '!=') return !bothPoint(left, right);
  const low = highest(floorOf(left), floorOf(right));
  const high = lowest(ceilingOf(left), ceilingOf(right));
  if (!low || !high) return true;
  return low.at < high.at || (low.at === high.at && low.closed && high.closed);
}

/** `== 3` and `!= 3`. */
function bothPoint(left: Target, right: Target): boolean {
  return left.bound === right.bound && [left.operator, right.operator].includes('==');
}

interface Edge {
  readonly at: number;
  readonly closed: boolean;
}

function floorOf({ operator, bound }: Target): Edge | undefined {
  return operator.startsWith('>') || operator === '==' ? { at: bound, closed: operator !== '>' } : undefined;
}

function ceilingOf({ operator, bound }: Target): Edge | undefined {
  return operator.startsWith('<') || operator === '==' ? { at: bound, closed: operator !== '<' } : undefined;
}

function highest(one: Edge | undefined, other: Edge | undefined): Edge | undefined {
  if (!one || !other) return one ?? other;
  if (one.at === other.at) return one.closed ? other : one;
  return one.at > other.at ? one : other;
}

function lowest(one: Edge | undefined, other: Edge | undefined): Edge | undefined {
  if (!one || !other) return one ?? other;
  if (one.at === other.at) return one.closed ? other : one;
  return one.at < other.at ? one : other;
}
