import { setTimeout as delay } from 'node:timers/promises';

/** Node's timers overflow at 2³¹ ms (about 25 days); longer sleeps are taken in pieces of this. */
const LONGEST_TIMER_MS = 2_000_000_000;

/** Sleeps until the wall clock says `at` (ms since the epoch); returns early when `signal` aborts. */
export async function sleepUntil(at: number, now: () => number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && now() < at) {
    await delay(Math.min(at - now(), LONGEST_TIMER_MS), undefined, { signal }).catch(ignoreAbort);
  }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
}
