import type { LimitName } from '../budget/limits';
import type { Usage } from '../budget/usage';
import type { ThreadState } from '../thread/state';
import { clock, money, thousands } from './format';
import { usageNow } from './usageNow';

/** One figure of the tab row: what is spent, and of how much; `max` is null without a limit. */
export interface SpendFigure {
  readonly limit: LimitName;
  readonly used: string;
  readonly max: string | null;
}

const MS_PER_MINUTE = 60_000;

/** What the goal has spent, or planning where there is none yet, in the order in which people read it; active time runs on while a turn is open. */
export function spendFigures(state: ThreadState, now: number): readonly SpendFigure[] {
  const { goal } = state;
  const used = amounts(usageNow(state, now));
  // A plan before any goal has no goal turns to count.
  return (goal ? LIMITS : PLAN_FIGURES).flatMap((limit) => {
    const [value, max] = [used[limit], goal?.contract.budget[limit]];
    if (value === null && max === undefined) return [];
    return [
      {
        limit,
        used: value === null ? '–' : limitAmount(limit, value),
        max: max === undefined ? null : limitAmount(limit, max),
      },
    ];
  });
}

const LIMITS: readonly LimitName[] = ['tokens', 'usd', 'minutes', 'turns'];
const PLAN_FIGURES: readonly LimitName[] = ['tokens', 'usd', 'minutes'];

/** Money is null while the model has no price. */
function amounts(usage: Usage): Readonly<Record<LimitName, number | null>> {
  return { tokens: usage.charged, usd: usage.usd, minutes: usage.activeMs / MS_PER_MINUTE, turns: usage.turns };
}

/** A limit's figure as every view writes it, without its unit's word: `250,000`, `$2.00`, `45:00`, `10`. */
export function limitAmount(limit: LimitName, value: number): string {
  switch (limit) {
    case 'tokens':
    case 'turns':
      return thousands(value, 0);
    case 'usd':
      return money(value);
    case 'minutes':
      return clock(value * MS_PER_MINUTE);
  }
}
