import type uPlot from 'uplot';
import type { MetricPlot, MetricPoint } from '../../../shared/views/metricPlot';
import type { Timeline } from '../../../shared/views/timeline';
import { t } from '../../../shared/words/t';

/** About how far apart the lines of the value axis stand. */
const PIXELS_PER_LINE = 40;

/** Rings of the agent's own nearer than this to the mark before are left to the line: a thousand of them are a smear. */
const RING_ROOM = 8;

type Ink = (name: string) => string;

interface Sheet {
  readonly chart: uPlot;
  readonly context: CanvasRenderingContext2D;
  readonly ink: Ink;
  /** Canvas pixels per CSS pixel. */
  readonly scale: number;
  x(at: number): number;
  y(value: number): number;
}

function sheetOf(chart: uPlot): Sheet {
  const style = getComputedStyle(document.documentElement);
  const scale = devicePixelRatio || 1;
  const half = scale / 2;
  const { ctx: context } = chart;
  context.font = `${11 * scale}px ${style.getPropertyValue('--font-ui')}`;
  return {
    chart,
    context,
    ink: (name) => style.getPropertyValue(name).trim(),
    scale,
    x: (at) => Math.round(chart.valToPos(at / 1_000, 'x', true)) + half,
    y: (value) => Math.round(chart.valToPos(value, 'y', true)) + half,
  };
}

/** What a window of the axis leaves out is drawn neither in the gutter nor beyond the edge. */
function isSeen(sheet: Sheet, at: number): boolean {
  const { min, max } = spanOf(sheet);
  return at >= min && at <= max;
}

function within(sheet: Sheet, at: number): number {
  const { min, max } = spanOf(sheet);
  return Math.min(max, Math.max(min, at));
}

function spanOf({ chart }: Sheet): { readonly min: number; readonly max: number } {
  const { min = 0, max = 0 } = chart.scales['x'] ?? {};
  return { min: min * 1_000, max: max * 1_000 };
}

/** What stands behind the line: still blocks, value lines with their figures, gate lines, and the target. */
export function drawUnder(chart: uPlot, plot: MetricPlot, shown: Timeline): void {
  const sheet = sheetOf(chart);
  sheet.context.save();
  const { top, height } = chart.bbox;
  for (const block of shown.still.filter(({ from, to }) => isSeen(sheet, from) || isSeen(sheet, to))) {
    sheet.context.fillStyle = sheet.ink('--bg-head');
    sheet.context.fillRect(
      sheet.x(within(sheet, block.from)),
      top,
      sheet.x(within(sheet, block.to)) - sheet.x(within(sheet, block.from)),
      height,
    );
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
  sheet.context.setLineDash([5 * sheet.scale, 3 * sheet.scale]);
  stroke(sheet, [left, y, left + width, y], sheet.ink('--text'));
  sheet.context.setLineDash([]);
  write(sheet, t`Target`, 0, y, 'left', '--text', true);
  write(sheet, plot.bound.toLocaleString('en-US', { maximumFractionDigits: 6 }), left - 8 * sheet.scale, y, 'right', '--text-3');
}

/** What stands before the line: filled marks for gate and baseline, rings for the agent's own, and the words of what decides. */
export function drawOver(chart: uPlot, plot: MetricPlot): void {
  const sheet = sheetOf(chart);
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
