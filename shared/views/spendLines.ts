import { type LimitName, meters } from '../budget/limits';
import { addActiveTime, addCharge, NO_USAGE, type Usage } from '../budget/usage';
import { activeMs } from '../thread/activeTime';
import type { RecordedEvent } from '../thread/events';
import type { ThreadState } from '../thread/state';
import { goalEvents } from './goalEvents';

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
  const steps = usageSteps(goalEvents(events));
  const running = state.turn ? [{ at: now, usage: addActiveTime(goal.usage, activeMs(state.turn, now)) }] : [];
  return meters(goal.contract.budget, goal.usage).map(({ limit }) => {
    const points = [...steps, ...running].map(({ at, usage }) => ({ at, share: shareOf(goal.contract.budget, usage, limit) }));
    return { limit, name: NAMES[limit], points, reachedAt: goal.status === 'active' ? reached(points) : null };
  });
}

interface Step {
  readonly at: number;
  readonly usage: Usage;
}

/** What had been spent, each time something was; the same sums as the state's own fold. */
function usageSteps(events: readonly RecordedEvent[]): readonly Step[] {
  const steps: Step[] = [];
  let usage = NO_USAGE;
  let turnAt: number | null = null;
  let idleAt: number | null = null;
  const step = (at: number, next: Usage) => {
    usage = next;
    steps.push({ at, usage });
  };
  for (const event of events) {
    if (event.type === 'verification.started' && steps.length === 0) step(event.at, usage);
    else if (event.type === 'usage.charged') step(event.at, addCharge(usage, event.data.tokens, event.data.usd));
    else if (event.type === 'turn.started') {
      turnAt = event.at;
      const counts = event.data.kind === 'user' || event.data.kind === 'continuation';
      step(event.at, { ...usage, turns: usage.turns + (counts ? 1 : 0) });
    } else if (event.type === 'turn.resumed' && turnAt !== null && idleAt === null) {
      turnAt += event.at - event.data.idleFrom;
    } else if (event.type === 'wait.started' || (event.type === 'request.failed' && event.data.retryAt !== null)) {
      idleAt = event.at;
    } else if (event.type === 'wait.ended' || (event.type === 'request.started' && idleAt !== null)) {
      // Waiting is not active time: the turn counts as if it had begun so much later.
      if (turnAt !== null && idleAt !== null) turnAt += event.at - idleAt;
      idleAt = null;
    } else if (event.type === 'evidence.recorded' && turnAt === null) {
      step(event.at, addActiveTime(usage, event.data.evidence.durationMs));
    } else if ((event.type === 'turn.finished' || event.type === 'turn.interrupted') && turnAt !== null) {
      const until = event.type === 'turn.interrupted' ? event.data.activeUntil : event.at;
      step(event.at, addActiveTime(usage, Math.min(until, idleAt ?? until) - turnAt));
      turnAt = null;
      idleAt = null;
    }
  }
  return steps;
}

function shareOf(budget: Parameters<typeof meters>[0], usage: Usage, limit: LimitName): number {
  const meter = meters(budget, usage).find((known) => known.limit === limit);
  return meter ? meter.used / meter.max : 0;
}

function reached(points: SpendLine['points']): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.share >= 1 || last.share <= 0 || last.at <= first.at) return null;
  return last.at + ((1 - last.share) * (last.at - first.at)) / last.share;
}
