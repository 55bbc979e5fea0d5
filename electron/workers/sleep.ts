import { setTimeout as delay } from 'node:timers/promises';

/**
 * A timer does not run while the machine sleeps: so often the wall clock is looked at, that a laptop which slept over the time sees it
 * soon after it woke. It also keeps below 2³¹ ms, where Node's timers overflow.
 */
const LOOK_EVERY_MS = 10_000;

/**
 * Sleeps until the wall clock says `at` (ms since the epoch), and no longer than `most` ms whatever it says: a clock that is set back
 * must not lengthen a short pause. Looks at the clock every `lookEveryMs`, which only tests shorten. Returns early when `signal` aborts.
 */
export async function sleepUntil(
  at: number,
  now: () => number,
  signal: AbortSignal,
  most = Number.POSITIVE_INFINITY,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<void> {
  let left = most;
  while (!signal.aborted && now() < at && left > 0) {
    const piece = Math.min(at - now(), lookEveryMs, left);
    await delay(piece, undefined, { signal }).catch(ignoreAbort);
    left -= piece;
  }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
}
