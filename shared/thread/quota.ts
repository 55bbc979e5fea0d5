import type { Instant } from '../kernel/ids';
import type { GoalState } from './goalState';

/**
 * The least pause before a goal asks again by itself after its n-th quota refusal in a row: servers name reset times that have passed,
 * or that come to nothing, and a goal must not spin on one. Five times longer each time, up to an hour.
 */
const LEAST_PAUSE_MS = 1_000;
const PAUSE_FACTOR = 5;
const LONGEST_LEAST_PAUSE_MS = 3_600_000;

/** Goals of one account are spread over this share of the wait, and no longer than this: the reset would bring all of them at once. */
const SPREAD_SHARE = 0.05;
const LONGEST_SPREAD_MS = 30_000;

export interface QuotaRefusal {
  /** When the provider renews the quota; null where it did not say. */
  readonly resetAt: Instant | null;
  /** Refusals in a row, this one included. */
  readonly refusals: number;
  /** Uniform in [0, 1). */
  readonly jitter: number;
}

/** When the goal goes on by itself, or null where only a person knows. */
export function wakeTime({ resetAt, refusals, jitter }: QuotaRefusal, at: Instant): Instant | null {
  if (resetAt === null) return null;
  const least = Math.min(LONGEST_LEAST_PAUSE_MS, LEAST_PAUSE_MS * PAUSE_FACTOR ** (refusals - 1));
  const wait = Math.max(resetAt - at, least);
  return Math.round(at + wait + jitter * Math.min(LONGEST_SPREAD_MS, wait * SPREAD_SHARE));
}

/** When this goal goes on by itself; null where it waits for the user: no reset is known, or the contract turned it off. */
export function wakesAt(goal: GoalState): Instant | null {
  if (goal.status !== 'usage_limited' || goal.contract.resume !== 'auto') return null;
  return goal.quota?.wakeAt ?? null;
}
