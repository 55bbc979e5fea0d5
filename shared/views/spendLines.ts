import { type LimitName, meters } from '../budget/limits';
import type { Usage } from '../budget/usage';
import type { RecordedEvent } from '../thread/events';
import { isPursued } from '../thread/goalState';
import { isOver } from '../thread/over';
import type { ThreadState } from '../thread/state';
import { t } from '../words/t';
import { type Projection, projection } from './projection';
import { limitAmount } from './spend';
import { turnSpends } from './turnSpends';
import { usageNow } from './usageNow';
import { usageSteps } from './usageSteps';

/** The used share of one limit over time, 0 to 1 and above; steps at each charge. */
export interface SpendLine {
  readonly limit: LimitName;
  readonly name: string;
  readonly points: readonly { readonly at: number; readonly share: number }[];
  /** `87,400 of 300,000`, and what is left of it. */
  readonly used: string;
  readonly left: string;
  /** When the limit is reached, by the burn of the last turns. */
  readonly ahead: Projection;
}

const NAMES: Readonly<Record<LimitName, string>> = { tokens: t`Tokens`, usd: t`Money`, minutes: t`Active time`, turns: t`Turns` };

/** One line for each limit of the contract, over the axis of the lanes. */
export function spendLines(state: ThreadState, events: readonly RecordedEvent[], now: number): readonly SpendLine[] {
  const { goal } = state;
  if (!goal) return [];
  const steps = usageSteps(events);
  const spends = turnSpends(events);
  const usage = usageNow(state, now);
  const open = state.turn && !isOver(state) ? [{ at: now, usage }] : [];
  const running = isPursued(goal.status);
  return meters(goal.contract.budget, usage).map(({ limit, used, max }) => ({
    limit,
    name: NAMES[limit],
    points: [...steps, ...open].map((step) => ({ at: step.at, share: usedOf(step.usage, limit) / max })),
    used: t`${limitAmount(limit, used)} of ${limitAmount(limit, max)}`,
    left: limitAmount(limit, Math.max(0, max - used)),
    ahead: projection({ limit, used, max, running, now }, spends),
  }));
}

const MS_PER_MINUTE = 60_000;

function usedOf({ charged, usd, activeMs, turns }: Usage, limit: LimitName): number {
  switch (limit) {
    case 'tokens':
      return charged;
    case 'usd':
      return usd ?? 0;
    case 'minutes':
      return activeMs / MS_PER_MINUTE;
    case 'turns':
      return turns;
  }
}
