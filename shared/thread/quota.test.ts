import { describe, expect, it } from 'vitest';
import { wakeTime } from './quota';

const NOW = 1_000_000;
const HOUR = 3_600_000;

/** How long a goal waits after its n-th refusal in a row. */
const wait = (resetIn: number, refusals = 1, jitter = 0) =>
  (wakeTime({ resetAt: NOW + resetIn, refusals, jitter }, NOW) ?? 0) - NOW;

describe('a goal at the provider’s quota', () => {
  it('goes on when the quota is renewed', () => {
    expect(wait(5 * HOUR)).toBe(5 * HOUR);
  });

  it('does not go on by itself where the provider named no time', () => {
    expect(wakeTime({ resetAt: null, refusals: 1, jitter: 0 }, NOW)).toBeNull();
  });

  it('waits longer each time where the named time is no good, up to an hour, and never spins', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map((refusals) => wait(-HOUR, refusals))).toEqual([
      1_000,
      5_000,
      25_000,
      125_000,
      625_000,
      3_125_000,
      HOUR,
      HOUR,
    ]);
    expect(wait(2 * HOUR, 7)).toBe(2 * HOUR);
  });

  it('does not come back in step with all others, and not much later than the reset', () => {
    expect([wait(5 * HOUR, 1, 0.5), wait(10_000, 1, 0.5)]).toEqual([5 * HOUR + 15_000, 10_250]);
  });
});
