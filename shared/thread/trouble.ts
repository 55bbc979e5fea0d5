import type { Instant } from '../kernel/ids';
import type { ProviderError } from '../provider/model';

/** A request that a sleeping machine cut looks hours long; no more than this of it counts as a server's trouble. */
const LONGEST_TRY_MS = 5 * 60_000;

/** What came of the tries at a server in trouble, and the pause before the next. */
export interface Trouble {
  readonly error: ProviderError;
  readonly attempts: number;
  /** How long the server has been in trouble, and the pause that follows. */
  readonly troubleMs: number;
  readonly pauseMs: number;
  readonly retryAt: Instant;
}

/** A turn, or a review: what is asked now, and what came of the try before. */
interface Asked {
  readonly request: { readonly startedAt: Instant } | null;
  readonly failure: Pick<Trouble, 'troubleMs' | 'pauseMs'> | null;
}

/**
 * How long a turn's server has been in trouble when a request fails now: the pauses as they were planned and the tries between them,
 * from the first failure. Wall-clock time is not taken: a laptop that slept through a pause must not give up when it wakes.
 */
export function troubleMs(turn: Asked, at: Instant): number {
  const { failure, request } = turn;
  if (!failure || !request) return 0;
  const tried = Math.min(LONGEST_TRY_MS, Math.max(0, at - request.startedAt));
  return failure.troubleMs + failure.pauseMs + tried;
}
