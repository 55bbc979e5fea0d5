import { type LimitName, meters } from '../budget/limits';
import type { Usage } from '../budget/usage';
import type { RecordedEvent } from '../thread/events';
import { isOver } from '../thread/over';
import type { ThreadState } from '../thread/state';
import { usageNow } from './usageNow';
import { usageSteps } from './usageSteps';

/** The used share of one limit over time, 0 to 1 and above; steps at each charge. */
export interface SpendLine {
  readonly limit: LimitName;
  readonly name: string;
  readonly points: readonly { readonly at: number; readonly share: number }[];
  /** When the limit is reached at the pace so far; null where it is reached already, or nothing moves. */
  readonly reachedAt: number | null;
}

const NAMES: Readonly<Record<LimitName, string>> = { tokens: 'Tokens', usd: 'Money', minutes: 'Active time', turns: 'Turns' };

/** One line for each limit of the contract, over the axis of the lanes. */
export function spendLines(state: ThreadState, events: readonly RecordedEvent[], now: number): readonly SpendLine[] {
  const { goal } = state;
  if (!goal) return [];
  const steps = usageSteps(events);
  const running = state.turn && !isOver(state) ? [{ at: now, usage: usageNow(state, now) }] : [];
  return meters(goal.contract.budget, goal.usage).map(({ limit }) => {
    const points = [...steps, ...running].map(({ at, usage }) => ({ at, share: shareOf(goal.contract.budget, usage, limit) }));
    return { limit, name: NAMES[limit], points, reachedAt: goal.status === 'active' ? reached(points) : null };
  });
}

function shareOf(budget: Parameters<typeof meters>[0], usage: Usage, limit: LimitName): number {
  const meter = meters(budget, usage).find((known) => known.limit === limit);
  return meter ? meter.used / meter.max : 0;
}

/** At the pace since the first point, which a goal that was planned has reached already. */
function reached(points: SpendLine['points']): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.share >= 1 || last.share <= first.share || last.at <= first.at) return null;
  return last.at + ((1 - last.share) * (last.at - first.at)) / (last.share - first.share);
}
