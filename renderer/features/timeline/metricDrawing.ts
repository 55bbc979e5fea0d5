import type uPlot from 'uplot';
import type { MetricPlot, MetricPoint } from '../../../shared/views/metricPlot';
import type { Span, Timeline } from '../../../shared/views/timeline';
import type { Drawn } from '../../../shared/views/timelineDrawn';
import type { TimeScale } from '../../../shared/views/timeScale';
import { t } from '../../../shared/words/t';

/** About how far apart the lines of the value axis stand. */
const PIXELS_PER_LINE = 40;

/** Rings of the agent's own nearer than this to the mark before are left to the line: a thousand of them are a smear. */
const RING_ROOM = 8;

type Ink = (name: string) => string;

/** What a chart is drawn of, on the scale and with the cuts of the lanes above it. */
export interface Drawing {
  readonly plot: MetricPlot;
  readonly shown: Timeline;
  readonly time: TimeScale;
  readonly cuts: readonly Drawn<Span>[];
}

interface Sheet {
  readonly chart: uPlot;
  readonly time: TimeScale;
  readonly context: CanvasRenderingContext2D;
  readonly ink: Ink;
  /** Canvas pixels per CSS pixel. */
  readonly scale: number;
  /** Of an instant, or of the edge of what is seen where it stands beyond it. */
  x(at: number): number;
  y(value: number): number;
}

function sheetOf(chart: uPlot, time: TimeScale): Sheet {
  const style = getComputedStyle(document.documentElement);
  const scale = devicePixelRatio || 1;
  const half = scale / 2;
  const { ctx: context } = chart;
  context.font = `${11 * scale}px ${style.getPropertyValue('--font-ui')}`;
  const seen = spanOf(chart);
  const within = (place: number) => Math.min(seen.to, Math.max(seen.from, place));
  return {
    chart,
    time,
    context,
    ink: (name) => style.getPropertyValue(name).trim(),
    scale,
    x: (at) => Math.round(chart.valToPos(within(time.place(at)) / 1_000, 'x', true)) + half,
    y: (value) => Math.round(chart.valToPos(value, 'y', true)) + half,
  };
}

/** What a window of the axis leaves out is drawn neither in the gutter nor beyond the edge. */
function isSeen(sheet: Sheet, at: number): boolean {
  const { from, to } = spanOf(sheet.chart);
  const place = sheet.time.place(at);
  return place >= from && place <= to;
}

/** The places that are seen. */
function spanOf(chart: uPlot): Span {
  const { min = 0, max = 0 } = chart.scales['x'] ?? {};
  return { from: min * 1_000, to: max * 1_000 };
}

/** What stands behind the line: still blocks, cuts, value lines with their figures, gate lines, and the target. */
export function drawUnder(chart: uPlot, { plot, shown, time, cuts }: Drawing): void {
  const sheet = sheetOf(chart, time);
  sheet.context.save();
  const { top, height } = chart.bbox;
  for (const block of shown.still.filter(({ from, to }) => isSeen(sheet, from) || isSeen(sheet, to))) {
    sheet.context.fillStyle = sheet.ink('--bg-head');
    sheet.context.fillRect(sheet.x(block.from), top, sheet.x(block.to) - sheet.x(block.from), height);
  }
  for (const cut of cuts) {
    const x = sheet.x(cut.from);
    dashed(sheet, CUT_DASH, () => stroke(sheet, [x, top, x, top + height], sheet.ink('--line-strong')));
  }
  drawValueLines(sheet, plot);
  for (const gate of shown.gates) {
    if (gate.line === null || !isSeen(sheet, gate.at)) continue;
    sheet.context.globalAlpha = 0.55;
    stroke(sheet, [sheet.x(gate.at), top, sheet.x(gate.at), top + height], sheet.ink(`--st-${gate.line}`));
    sheet.context.globalAlpha = 1;
  }
  drawTarget(sheet, plot);
  sheet.context.restore();
}

function drawValueLines(sheet: Sheet, plot: MetricPlot): void {
  const { left, width, height } = sheet.chart.bbox;
  const { min = 0, max = 1 } = sheet.chart.scales['y'] ?? {};
  const step = valueStep((max - min) / Math.max(1, Math.floor(height / sheet.scale / PIXELS_PER_LINE)));
  for (let value = Math.ceil(min / step) * step; value <= max; value += step) {
    stroke(sheet, [left, sheet.y(value), left + width, sheet.y(value)], sheet.ink('--line'));
    const figure = Number(value.toPrecision(6)).toLocaleString('en-US', { maximumFractionDigits: 6 });
    if (Math.abs(sheet.y(value) - sheet.y(plot.bound)) < 12 * sheet.scale) continue;
    write(sheet, figure, left - 8 * sheet.scale, sheet.y(value), 'right', '--text-3');
  }
}

/** 1, 2 or 5 times a power of ten, at least `least`. */
function valueStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least) ?? 10;
  return factor * power;
}

function drawTarget(sheet: Sheet, plot: MetricPlot): void {
  const { left, width } = sheet.chart.bbox;
  const y = sheet.y(plot.bound);
  dashed(sheet, TARGET_DASH, () => stroke(sheet, [left, y, left + width, y], sheet.ink('--text')));
  write(sheet, t`Target`, 0, y, 'left', '--text', true);
  write(sheet, plot.bound.toLocaleString('en-US', { maximumFractionDigits: 6 }), left - 8 * sheet.scale, y, 'right', '--text-3');
}

/** What stands before the line: filled marks for gate and baseline, rings for the agent's own, and the words of what decides. */
export function drawOver(chart: uPlot, { plot, time }: Drawing): void {
  const sheet = sheetOf(chart, time);
  sheet.context.save();
  const seen = plot.points.filter(({ at }) => isSeen(sheet, at));
  let drawn = Number.NEGATIVE_INFINITY;
  for (const point of seen) {
    if (point.label === '' && sheet.x(point.at) - drawn < RING_ROOM * sheet.scale) continue;
    drawPoint(sheet, point);
    drawn = sheet.x(point.at);
  }
  let taken = Number.NEGATIVE_INFINITY;
  for (const point of seen) if (point.label !== '') taken = drawLabel(sheet, point, taken);
  sheet.context.restore();
}

function drawPoint(sheet: Sheet, point: MetricPoint): void {
  const filled = point.purpose !== 'agent';
  const { context, ink, scale } = sheet;
  context.beginPath();
  context.arc(sheet.x(point.at), sheet.y(point.value), (filled ? 4 : 3) * scale, 0, 2 * Math.PI);
  context.fillStyle = ink(filled ? '--text' : '--bg');
  context.strokeStyle = ink(filled ? '--text' : '--text-2');
  context.lineWidth = 1.5 * scale;
  context.fill();
  context.stroke();
}

/** A label goes right of its mark, left of it near the edge, and nowhere over the one before. Answers where it ends. */
function drawLabel(sheet: Sheet, point: MetricPoint, taken: number): number {
  const { context, chart, scale } = sheet;
  const x = sheet.x(point.at);
  const width = context.measureText(point.label).width;
  const fits = x + 8 * scale + width < chart.bbox.left + chart.bbox.width;
  const start = fits ? x + 8 * scale : x - 8 * scale - width;
  if (start < taken) return taken;
  write(sheet, point.label, start, sheet.y(point.value) - 11 * scale, 'left', '--text', true);
  return start + width + 8 * scale;
}

/** On and off, in CSS pixels; the cut's is that of the lanes. */
const TARGET_DASH = [5, 3];
const CUT_DASH = [2, 3];

function dashed(sheet: Sheet, dash: readonly number[], draw: () => void): void {
  sheet.context.setLineDash(dash.map((length) => length * sheet.scale));
  draw();
  sheet.context.setLineDash([]);
}

function stroke(sheet: Sheet, [x1, y1, x2, y2]: readonly [number, number, number, number], color: string): void {
  const { context } = sheet;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.lineWidth = sheet.scale;
  context.strokeStyle = color;
  context.stroke();
}

/** Words with the ground's colour round them, so that no line runs through a figure. */
function write(sheet: Sheet, words: string, x: number, y: number, align: CanvasTextAlign, color: string, strong = false): void {
  const { context, ink, scale } = sheet;
  const font = context.font;
  if (strong) context.font = `500 ${font}`;
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3 * scale;
  context.strokeStyle = ink('--bg');
  context.strokeText(words, x, y);
  context.fillStyle = ink(color);
  context.fillText(words, x, y);
  context.font = font;
}
