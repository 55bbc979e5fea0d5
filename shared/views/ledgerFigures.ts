import type { Check } from '../goal/check';
import type { EvidenceRow } from '../thread/state';
import { counted, t } from '../words/t';
import type { FileChange } from '../workspace/checkpoint';
import { evidenceFigure, metricFigure } from './checkFigure';
import { lineCounts, thousands } from './format';

/** One figure of a ledger row; `tone` failed where it keeps the gate closed. */
export interface LedgerFigure {
  readonly text: string;
  readonly tone: 'plain' | 'quiet' | 'failed';
}

export const NONE: LedgerFigure = { text: '–', tone: 'quiet' };

const hasMetric = (check: Check) => check.kind === 'command' && check.metric !== undefined;

export function leadOf(proofs: readonly Check[], asked: readonly Check[]): Check | undefined {
  return proofs.find(hasMetric) ?? asked.find(hasMetric);
}

export function unitOf(check: Check): string {
  return check.kind === 'command' ? (check.metric?.unit ?? '') : '';
}

export function checkFigure(check: Check | undefined, evidence: readonly EvidenceRow[], baseline: boolean): LedgerFigure {
  const row = check && evidence.findLast((known) => known.check === check.id);
  if (!check || !row) return NONE;
  const unit = row.metric?.unit ? ` ${row.metric.unit}` : '';
  const expected = row.verdict.verdict === 'pass' || (baseline && row.role === 'verification');
  return { text: `${evidenceFigure(check, row)}${unit}`, tone: expected ? 'plain' : 'failed' };
}

export function restFigure(checks: readonly Check[], evidence: readonly EvidenceRow[], baseline: boolean): LedgerFigure {
  const last = checks.flatMap((check) => evidence.findLast((row) => row.check === check.id) ?? []);
  if (last.length === 0) return NONE;
  const green = last.filter((row) => row.verdict.verdict === 'pass').length;
  const expected = last.every((row) => row.verdict.verdict === 'pass' || (baseline && row.role === 'verification'));
  return { text: t`${green} of ${last.length}`, tone: expected ? 'plain' : 'failed' };
}

export function figureOf(check: Check, value: number): string {
  const target = check.kind === 'command' ? check.metric?.target : undefined;
  return `${target === undefined ? value : metricFigure(value, target)}${unitOf(check) ? ` ${unitOf(check)}` : ''}`;
}

/** `3 files +37 −22`; a change with binary files counts their files only. */
export function changedFigure(changes: readonly FileChange[]): string {
  if (changes.length === 0) return counted(0, 'file', 'files');
  const sum = (pick: (change: FileChange) => number | null) => changes.reduce((total, change) => total + (pick(change) ?? 0), 0);
  const files = counted(changes.length, 'file', 'files');
  return `${files} ${lineCounts(
    sum((change) => change.added),
    sum((change) => change.removed),
  )}`;
}

export function difference(value: number | undefined, last: number | undefined): string {
  if (value === undefined || last === undefined) return '–';
  return signed(Number((value - last).toPrecision(3)), '');
}

export function percentage(value: number | undefined, base: number | undefined): string {
  if (value === undefined || base === undefined || base === 0) return '–';
  return signed(((value - base) / Math.abs(base)) * 100, ' %');
}

const PERCENT = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** With a true minus, and a plus where it grew; a share with one decimal. */
function signed(value: number, unit: '' | ' %', digits = 3): string {
  const figure = unit === '' ? thousands(Math.abs(value), digits) : PERCENT.format(Math.abs(value));
  const sign = value < 0 ? '−' : value > 0 ? '+' : '';
  return `${sign}${figure}${unit}`;
}
