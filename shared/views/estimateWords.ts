import type { Estimate, EstimateScope, Likely } from '../budget/estimate';
import { roundLimit } from '../budget/estimate';
import { counted, t } from '../words/t';
import { amountOf } from './checkForm';
import { money, thousands } from './format';
import type { BudgetForm, LimitField } from './goalForm';

/** What an estimate rests on, beside the budget's head: `estimate from 6 finished goals here`. */
export function estimateAside(estimate: Estimate | null): string {
  if (!estimate) return t`no finished goal yet to estimate from`;
  const goals = counted(estimate.goals, 'finished goal', 'finished goals');
  return t`estimate from ${goals} ${SCOPES[estimate.scope]}`;
}

const SCOPES: Readonly<Record<EstimateScope, string>> = {
  workspace_and_model: t`here, with this model`,
  workspace: t`here`,
  model: t`elsewhere, with this model`,
  all: t`elsewhere`,
};

/** `90,000–160,000`, `$0.35–0.65`, `14–26 min`: the likely range; one figure where the goals do not differ. */
export function likelyWords(field: LimitField, { low, high }: Likely): string {
  const [from, to] = [figure(field, low), figure(field, high)];
  const range = from === to ? from : `${from}–${to.replace(/^\$/, '')}`;
  return field === 'minutes' ? t`${range} min` : range;
}

/** What the range is of: `median 120,000, middle half of 6`; `of 1 goal` where there is nothing between. */
export function likelyBasis(field: LimitField, { median, low, high, goals, middleHalf }: Likely): string {
  const of = middleHalf ? t`middle half of ${goals}` : t`of ${counted(goals, 'goal', 'goals')}`;
  return figure(field, low) === figure(field, high) ? of : t`median ${figure(field, median)}, ${of}`;
}

function figure(field: LimitField, value: number): string {
  if (field === 'usd') return money(value);
  return field === 'minutes' ? thousands(value, value < 10 ? 1 : 0) : thousands(value, 0);
}

/** Where the likely range lies within a limit, in shares of it; null without a limit that reads. */
export function likelySpan(likely: Likely, limit: string): { readonly from: number; readonly to: number } | null {
  const max = amountOf(limit);
  if (typeof max !== 'number' || max <= 0) return null;
  const share = (value: number) => Math.min(1, Math.max(0, value / max));
  return { from: share(likely.low), to: share(likely.high) };
}

/** A limit with room for what is likely: the upper end, rounded up to two digits. Null where history says nothing of it. */
export function limitFor(field: LimitField, likely: Likely | null): string | null {
  if (!likely || likely.high <= 0) return null;
  return String(Math.max(LEAST[field], field === 'turns' ? Math.ceil(likely.high) : roundLimit(likely.high)));
}

/** Below these a limit stops a goal before it has begun. */
const LEAST: Readonly<Record<LimitField, number>> = { tokens: 1_000, usd: 0.01, minutes: 1, turns: 1 };

/** The budget with every limit that history says something of; the others stay. */
export function budgetFrom(budget: BudgetForm, estimate: Estimate): BudgetForm {
  const limits = FIELDS.flatMap((field) => {
    const limit = limitFor(field, estimate[field]);
    return limit === null ? [] : [[field, limit] as const];
  });
  return { ...budget, ...Object.fromEntries(limits) };
}

const FIELDS: readonly LimitField[] = ['tokens', 'usd', 'minutes', 'turns'];
