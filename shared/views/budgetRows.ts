import { type LimitName, type Limits, WARN_SHARE } from '../budget/limits';
import type { Usage } from '../budget/usage';
import type { ThreadState } from '../thread/state';
import { t } from '../words/t';
import { clock, money, thousands } from './format';
import { usageNow } from './usageNow';

const MS_PER_MINUTE = 60_000;

/** One line of the budget: what is spent, as a figure, and of how much. `share` is null without a limit. */
export interface BudgetRow {
  readonly limit: LimitName;
  readonly label: string;
  readonly used: string;
  readonly of: string;
  readonly share: number | null;
  readonly near: boolean;
}

export interface BudgetView {
  readonly rows: readonly BudgetRow[];
  /** `nearest limit: tokens`; empty without a limit. */
  readonly nearest: string;
  /** What is not charged or has no price, in a sentence; empty where there is nothing to say. */
  readonly note: string;
}

/** The four meters in the order in which people read them; active time runs on while a turn is open. */
export function budgetView(state: ThreadState, now: number): BudgetView | null {
  const { goal } = state;
  if (!goal) return null;
  const usage = usageNow(state, now);
  const rows = LINES.map((line) => budgetRow(line, goal.contract.budget, usage));
  return { rows, nearest: nearestLimit(rows), note: budgetNote(usage) };
}

interface Line {
  readonly limit: LimitName;
  readonly label: string;
  readonly amount: (usage: Usage) => number;
  readonly write: (value: number) => string;
}

const LINES: readonly Line[] = [
  { limit: 'tokens', label: t`Tokens`, amount: (usage) => usage.charged, write: (value) => thousands(value, 0) },
  { limit: 'usd', label: t`Money`, amount: (usage) => usage.usd ?? 0, write: money },
  {
    limit: 'minutes',
    label: t`Active`,
    amount: (usage) => usage.activeMs / MS_PER_MINUTE,
    write: (value) => clock(value * MS_PER_MINUTE),
  },
  { limit: 'turns', label: t`Turns`, amount: (usage) => usage.turns, write: (value) => thousands(value, 0) },
];

function budgetRow(line: Line, limits: Limits, usage: Usage): BudgetRow {
  const max = limits[line.limit];
  const value = line.amount(usage);
  const unpriced = line.limit === 'usd' && usage.usd === null;
  const share = max === undefined ? null : value / max;
  return {
    limit: line.limit,
    label: line.label,
    used: unpriced ? '–' : line.write(value),
    of: max === undefined ? t`no limit` : t`of ${line.write(max)}`,
    share,
    near: share !== null && share >= WARN_SHARE,
  };
}

function nearestLimit(rows: readonly BudgetRow[]): string {
  const limited = rows.filter((row) => row.share !== null);
  const nearest = limited.toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0))[0];
  return nearest ? t`nearest limit: ${nearest.label.toLowerCase()}` : t`no limit`;
}

function budgetNote(usage: Usage): string {
  const cached = usage.cached > 0 ? [t`${thousands(usage.cached, 0)} cached not charged`] : [];
  const unpriced = usage.unpriced > 0 ? [unpricedWords(usage)] : [];
  const parts = [...cached, ...unpriced];
  return parts.length === 0 ? '' : `${capital(parts.join('; '))}.`;
}

function unpricedWords({ usd, unpriced }: Usage): string {
  return usd === null
    ? t`no price set for this model`
    : t`${thousands(unpriced, 0)} tokens were charged without a price and are not in the money`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
