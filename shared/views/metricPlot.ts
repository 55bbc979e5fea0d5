import type { Purpose } from '../evidence/record';
import { contractChecks } from '../goal/contract';
import { repeatWords } from '../goal/repeatWords';
import { parseTarget } from '../goal/target';
import type { RecordedEvent } from '../thread/events';
import type { ThreadState } from '../thread/state';
import { t } from '../words/t';
import { metricFigure } from './checkFigure';
import { goalEvents } from './goalEvents';

/** One measured value; `label` only at what decides: the baseline, and what a claim was judged by. */
export interface MetricPoint {
  readonly at: number;
  readonly value: number;
  readonly purpose: Purpose;
  readonly holds: boolean;
  readonly label: string;
}

/** A metric check's values over time against its target. */
export interface MetricPlot {
  readonly check: string;
  /** `ms, median of 5. Target < 120.` */
  readonly facts: string;
  readonly bound: number;
  readonly points: readonly MetricPoint[];
  /** What the plot shows, for who cannot see it. */
  readonly sentence: string;
}

/** A plot for each check with a metric that has been measured at least once. */
export function metricPlots(state: ThreadState, events: readonly RecordedEvent[]): readonly MetricPlot[] {
  const points = measured(goalEvents(events));
  const asked = state.goal ? contractChecks(state.goal.contract) : [];
  return asked.flatMap(({ check }) => {
    const found = points.get(check.id);
    if (!found || check.kind !== 'command' || !check.metric) return [];
    const { target, unit = '' } = check.metric;
    const repeat = check.repeat ? repeatWords(check.repeat) : '';
    const measure = [unit, repeat].filter((part) => part !== '').join(', ');
    const bound = parseTarget(target).bound;
    return [{ check: check.id, facts: measure, bound, points: found, sentence: sentence(check.id, found, target, unit) }];
  });
}

function measured(events: readonly RecordedEvent[]): ReadonlyMap<string, readonly MetricPoint[]> {
  const plots = new Map<string, MetricPoint[]>();
  let claim = 0;
  for (const event of events) {
    if (event.type === 'goal.claimed') claim = event.data.claim;
    if (event.type !== 'evidence.recorded' || !event.data.evidence.metric) continue;
    const { check, metric, purpose } = event.data.evidence;
    const figure = metricFigure(metric.value, metric.target);
    const label = { baseline: t`${figure} baseline`, gate: t`${figure}, claim ${claim}`, agent: '' }[purpose];
    const point = { at: event.at, value: metric.value, purpose, holds: metric.holds, label };
    const known = plots.get(check);
    if (known) known.push(point);
    else plots.set(check, [point]);
  }
  return plots;
}

function sentence(check: string, points: readonly MetricPoint[], target: string, unit: string): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const figure = (point: MetricPoint) => `${metricFigure(point.value, target)}${unit ? ` ${unit}` : ''}`;
  const course =
    points.length === 1
      ? t`${figure(first)} measured once`
      : t`from ${figure(first)} to ${figure(last)} over ${points.length} measurements`;
  return t`${check} ${course}; the target is ${target}${unit ? ` ${unit}` : ''}, which the last ${last.holds ? t`meets` : t`does not meet`}.`;
}

/** The values of an axis: what was measured and the target, with room above and below. */
export function valueRange(plot: MetricPlot): readonly [number, number] {
  const values = [...plot.points.map((point) => point.value), plot.bound];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * VALUE_ROOM;
  return [low - room, high + room];
}

/** Room for the labels above the highest point and under the lowest, as a share of the range. */
const VALUE_ROOM = 0.18;
