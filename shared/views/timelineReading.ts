import { t } from '../words/t';
import { clock, money, thousands } from './format';
import type { MetricPlot } from './metricPlot';
import type { Timeline } from './timeline';
import type { Step } from './usageSteps';

/** What stood at an instant of the axis, in parts of a line: the turn, each metric's last value, what had been spent. */
export function readingAt(
  at: number,
  from: { readonly shown: Timeline; readonly plots: readonly MetricPlot[]; readonly steps: readonly Step[] },
): readonly string[] {
  const metrics = from.plots.flatMap((plot) => {
    const point = plot.points.findLast((known) => known.at <= at);
    return point ? [`${plot.check} ${thousands(point.value, 3)}`] : [];
  });
  return [standing(at, from.shown), ...metrics, ...spent(from.steps.findLast((step) => step.at <= at))];
}

function standing(at: number, { turns, still }: Timeline): string {
  const isAt = ({ from, to }: { readonly from: number; readonly to: number }) => from <= at && at <= to;
  return still.findLast(isAt)?.mark.word ?? turns.findLast(isAt)?.name ?? t`between turns`;
}

function spent(step: Step | undefined): readonly string[] {
  if (!step) return [];
  const { charged, usd, activeMs } = step.usage;
  return [t`${thousands(charged, 0)} tokens`, ...(usd === null ? [] : [money(usd)]), t`${clock(activeMs)} active`];
}
