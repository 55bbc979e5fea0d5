import { parseTarget, type Target } from '../goal/target';
import type { EvidenceRow } from '../thread/state';

/** How a metric has moved since its baseline. `change` is last less first; `toward` says whether that is the target's direction. */
export interface MetricTrend {
  readonly first: number;
  readonly last: number;
  readonly best: number;
  readonly count: number;
  readonly target: string;
  readonly unit: string;
  readonly holds: boolean;
  readonly change: number;
  readonly toward: 'better' | 'worse' | 'same';
}

/** The trend over one check's evidence, oldest first; undefined where no number was ever read. */
export function metricTrend(rows: readonly EvidenceRow[]): MetricTrend | undefined {
  const metrics = rows.flatMap((row) => row.metric ?? []);
  const [first, last] = [metrics[0], metrics.at(-1)];
  if (!first || !last) return undefined;
  const target = parseTarget(last.target);
  const values = metrics.map((metric) => metric.value);
  const better = distance(target, last.value) - distance(target, first.value);
  return {
    first: first.value,
    last: last.value,
    best: values.reduce((best, value) => (distance(target, value) < distance(target, best) ? value : best)),
    count: values.length,
    target: last.target,
    unit: last.unit ?? '',
    holds: last.holds,
    change: last.value - first.value,
    toward: better === 0 ? 'same' : better < 0 ? 'better' : 'worse',
  };
}

/** How far a value is from what the target wants, so that less is better whatever the operator. */
function distance({ operator, bound }: Target, value: number): number {
  switch (operator) {
    case '<':
    case '<=':
      return value;
    case '>':
    case '>=':
      return -value;
    case '==':
      return Math.abs(value - bound);
    case '!=':
      return -Math.abs(value - bound);
  }
}
