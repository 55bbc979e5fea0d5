import { t } from '../words/t';
import { metricFigure } from './checkFigure';
import type { MetricTrend } from './metricTrend';

/** `178.5 → 76.5 ms, −57.1 %, best 76.1, target < 120 holds, 5 measured`: how a number moved since the baseline. */
export function trendWords(trend: MetricTrend): string {
  const figure = (value: number) => metricFigure(value, trend.target);
  const unit = trend.unit === '' ? '' : ` ${trend.unit}`;
  const target = t`target ${trend.target} ${trend.holds ? t`holds` : t`missed`}`;
  if (trend.count === 1) return t`${figure(trend.first)}${unit}, measured once, ${target}`;
  const moved = `${figure(trend.first)} → ${figure(trend.last)}${unit}, ${changeWords(trend)}`;
  return t`${moved}, best ${figure(trend.best)}, ${target}, ${trend.count} measured`;
}

/** `−57.1 % better`; against a first value of zero a share says nothing, and the word stands alone. */
function changeWords({ first, change, toward }: MetricTrend): string {
  if (toward === 'same') return t`no change`;
  if (first === 0) return toward;
  const share = ((100 * Math.abs(change)) / Math.abs(first)).toLocaleString('en-US', { maximumFractionDigits: 1 });
  return `${change < 0 ? '−' : '+'}${share} % ${toward}`;
}
