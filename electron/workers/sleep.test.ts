import { describe, expect, it } from 'vitest';
import { sleepUntil } from './sleep';

const HOUR_MS = 3_600_000;
const NEVER = new AbortController().signal;
const NO_END = Number.POSITIVE_INFINITY;

/** Looks so often that no test waits for one. */
const LOOK_EVERY_MS = 1;

/** A clock that stands still unless it is set, and tells when it has been looked at `n` times more. */
function stoppedClock() {
  const clock = { at: 0, looks: 0 };
  let tell: { readonly looks: number; readonly resolve: () => void } | undefined;
  const now = () => {
    clock.looks += 1;
    if (clock.looks === tell?.looks) tell.resolve();
    return clock.at;
  };
  const looked = (n: number) =>
    new Promise<void>((resolve) => {
      tell = { looks: clock.looks + n, resolve };
    });
  return { clock, now, looked };
}

describe('a pause', () => {
  it('lasts until the clock has come to its time, and not until a look before', async () => {
    const told: number[] = [];
    const now = () => {
      told.push(told.length * 100);
      return told.at(-1) ?? 0;
    };
    await sleepUntil(1_000, now, NEVER, NO_END, LOOK_EVERY_MS);
    expect(told.length).toBeGreaterThan(1);
    expect([told.at(-2), told.at(-1)]).toEqual([900, 1_000]);
  });

  it('sees soon that the clock jumped over its time, as after a sleep of the machine', async () => {
    const { clock, now, looked } = stoppedClock();
    let over = false;
    const sleeping = sleepUntil(HOUR_MS, now, NEVER, NO_END, LOOK_EVERY_MS).then(() => {
      over = true;
    });
    await looked(6);
    expect(over).toBe(false);
    clock.at = 9 * HOUR_MS;
    await sleeping;
    expect(over).toBe(true);
  });

  it('lasts no longer than it was meant to, though the clock was set back meanwhile', async () => {
    let looks = 0;
    const back = () => {
      looks += 1;
      return -looks * HOUR_MS;
    };
    await sleepUntil(HOUR_MS, back, NEVER, 5, LOOK_EVERY_MS);
    expect(looks).toBeGreaterThan(5);
  });
});
