import type { Verdict } from '../evidence/record';
import type { Check } from '../goal/check';
import { parseTarget, targetHolds } from '../goal/target';
import type { EvidenceRow } from '../thread/state';
import { t } from '../words/t';
import { thousands } from './format';

/** What a column of figures has room for; one that rounds to the other side of its target is written in full. */
const SHOWN_DIGITS = 4;

/** `96.4`, `180`, `0.05`: a metric's value, never shown on the other side of its target. */
export function metricFigure(value: number, target: string): string {
  const bound = parseTarget(target);
  const kept = [SHOWN_DIGITS, SHOWN_DIGITS + 2]
    .map((digits) => Number(value.toPrecision(digits)))
    .find((rounded) => targetHolds(bound, rounded) === targetHolds(bound, value) && rounded !== bound.bound);
  return thousands(kept ?? value, 12);
}

const OPERATORS: Readonly<Record<string, string>> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '==': '=', '!=': '≠' };

/** What a check must come to: `< 120`, `20 of 20`, `exit 0`, `exists`. */
export function targetFigure(check: Check): string {
  if (check.kind === 'artifact') return t`exists`;
  if (check.kind === 'human') return t`a yes`;
  if (check.kind === 'review') return t`${check.rubric.length} met`;
  if (check.metric) {
    const { operator, bound } = parseTarget(check.metric.target);
    return `${OPERATORS[operator]} ${thousands(bound, 12)}`;
  }
  const times = check.repeat?.times ?? 1;
  if (times === 1) return t`exit ${check.expect.exit}`;
  const judge = check.repeat?.judge;
  if (typeof judge === 'object') return t`${judge.atLeast} of ${times}`;
  return judge === 'any' ? t`1 of ${times}` : t`${times} of ${times}`;
}

/** What a check came to, in the words of its target: `96`, `exit 1`, `missing`, `timeout`. */
export function evidenceFigure(check: Check, row: EvidenceRow): string {
  if (row.review) return t`${row.review.criteria.filter(({ answer }) => answer === 'met').length} met`;
  if (row.metric) return metricFigure(row.metric.value, row.metric.target);
  if (row.verdict.verdict === 'pass') return targetFigure(check);
  return shortVerdict(row.verdict);
}

/** One or two words for a verdict, where the sentence has no room. */
export function shortVerdict(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'pass':
      return t`passes`;
    case 'broken':
      return t`broken`;
    case 'void':
      return t`void`;
    case 'fail':
      return FAILURES[verdict.reason] ?? /\bexit (\d+)/.exec(verdict.message)?.[0] ?? t`fails`;
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  metric_missing: t`no metric`,
  metric_ambiguous: t`ambiguous`,
  timeout: t`timeout`,
  signal: t`killed`,
  limit: t`at its limit`,
  artifact: t`missing`,
  human: t`a no`,
  review: t`not met`,
};
