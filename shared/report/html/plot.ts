import type { Check } from '../../goal/check';
import { contractChecks } from '../../goal/contract';
import { parseTarget } from '../../goal/target';
import { metricFigure } from '../../views/checkFigure';
import type { Report } from '../report';
import { type Html, html } from './text';

const WIDTH = 900;
const HEIGHT = 180;
const LEFT = 64;
const RIGHT = 130;
const PAD = 18;

interface Point {
  readonly id: string;
  readonly value: number;
  readonly purpose: string;
}

/** Each metric over its evidence, with its target: filled marks are the baseline's and the gate's, rings the agent's own. */
export function metricPlots(report: Report): Html {
  return html`${contractChecks(report.goal.contract).map(({ check }) => metricPlot(report, check))}`;
}

function metricPlot(report: Report, check: Check): Html {
  const points = report.evidence.flatMap(({ evidence }): Point[] =>
    evidence.check === check.id && evidence.metric
      ? [{ id: evidence.id, value: evidence.metric.value, purpose: evidence.purpose }]
      : [],
  );
  if (check.kind !== 'command' || !check.metric || points.length < 2) return html``;
  const { target, unit = '' } = check.metric;
  const { bound, operator } = parseTarget(target);
  const values = [...points.map((point) => point.value), bound];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = (value: number) => PAD + ((high - value) / (high - low || 1)) * (HEIGHT - 2 * PAD);
  const x = (index: number) => LEFT + (index / (points.length - 1)) * (WIDTH - LEFT - RIGHT);
  const line = points.map((point, index) => `${round(x(index))},${round(y(point.value))}`).join(' ');
  const last = points.at(-1) as Point;
  const words = `${check.id} went from ${metricFigure(points[0]?.value ?? 0, target)} to ${metricFigure(last.value, target)} ${unit} over ${points.length} measurements; the target is ${target}.`;
  return html`<figure class="keep"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words}">
<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(y(bound))}" y2="${round(y(bound))}" stroke="var(--good)" stroke-dasharray="4 4"/>
<text x="${WIDTH - RIGHT + 10}" y="${round(y(bound)) + 4}">target ${operator} ${metricFigure(bound, target)} ${unit}</text>
<polyline points="${line}" fill="none" stroke="var(--mark)" stroke-width="1.5"/>
${points.map((point, index) => mark(point, round(x(index)), round(y(point.value))))}
<text x="${LEFT - 10}" y="${round(y(points[0]?.value ?? 0)) + 4}" text-anchor="end">${metricFigure(points[0]?.value ?? 0, target)}</text>
${Math.abs(y(last.value) - y(bound)) > 14 && html`<text x="${WIDTH - RIGHT + 10}" y="${round(y(last.value)) + 4}">${metricFigure(last.value, target)} ${unit}</text>`}
</svg><figcaption class="quiet">${words} Filled: baseline and gate. Rings: the agent’s own looks.</figcaption></figure>
`;
}

function mark({ id, purpose, value }: Point, x: number, y: number): Html {
  const fill = purpose === 'agent' ? 'var(--paper)' : 'var(--text)';
  return html`<circle cx="${x}" cy="${y}" r="3.5" fill="${fill}" stroke="var(--text)" stroke-width="1.5"><title>${id}: ${value}</title></circle>\n`;
}

const round = (value: number) => Math.round(value * 10) / 10;
