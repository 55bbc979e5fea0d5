import type { Instant } from '../../kernel/ids';
import type { ProviderError } from '../../provider/model';

/** Faults that pass by themselves; all others need somebody to change something. */
const TRANSIENT: ReadonlySet<ProviderError['kind']> = new Set(['unreachable', 'rate_limited', 'server', 'cut']);

/** A server that has never answered is more likely mistyped than busy: three tries, which with these pauses fit in 10 s. */
const FIRST_CONTACT_TRIES = 3;
const FIRST_CONTACT_PAUSE_MS = 1_000;

/** After first contact: pauses double from one second to a minute, for a quarter of an hour in all (DESIGN.md §1.4). */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
export const GIVE_UP_AFTER_MS = 15 * 60_000;

/** Jitter spreads many goals' retries over half the pause, so that they do not come back in step. */
const JITTER_SHARE = 0.5;

export interface FailureHistory {
  readonly error: ProviderError;
  /** This failure included. */
  readonly attempts: number;
  /** How long the trouble has lasted, as `trouble.ts` counts it. */
  readonly troubleMs: number;
  readonly answeredBefore: boolean;
  /** Uniform in [0, 1). */
  readonly jitter: number;
}

/** When to ask again, or null when asking again would not help. */
export function retryTime(history: FailureHistory, at: Instant): Instant | null {
  const { error, attempts, troubleMs, answeredBefore, jitter } = history;
  if (!TRANSIENT.has(error.kind)) return null;
  if (!answeredBefore && error.kind === 'unreachable') {
    return attempts >= FIRST_CONTACT_TRIES ? null : at + FIRST_CONTACT_PAUSE_MS;
  }
  const pause = Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** (attempts - 1));
  // What the server asked for is never cut short: there the jitter comes on top.
  const asked = error.retryAfterMs === undefined ? 0 : error.retryAfterMs + pause * JITTER_SHARE * jitter;
  const wait = Math.max(asked, pause * (1 - JITTER_SHARE * jitter));
  return troubleMs + wait > GIVE_UP_AFTER_MS ? null : at + Math.round(wait);
}
