import { describe, expect, it } from 'vitest';
import { addActiveTime, addCharge, NO_USAGE } from './usage';

describe('a charge', () => {
  it('counts input less cached input, plus output, and keeps the cached part beside it', () => {
    expect(addCharge(NO_USAGE, { input: 1_000, cached: 800, output: 50 }, null)).toEqual({
      ...NO_USAGE,
      input: 1_000,
      cached: 800,
      output: 50,
      charged: 250,
      unpriced: 250,
      requests: 1,
    });
  });

  it('adds up over responses', () => {
    const once = addCharge(NO_USAGE, { input: 10, cached: 0, output: 1 }, 0.5);
    expect(addCharge(once, { input: 20, cached: 5, output: 2 }, 0.25)).toEqual({
      ...NO_USAGE,
      input: 30,
      cached: 5,
      output: 3,
      charged: 28,
      usd: 0.75,
      requests: 2,
    });
  });

  it('leaves money unknown until a response has a price, and never makes it unknown again', () => {
    const unknown = addCharge(NO_USAGE, { input: 1, cached: 0, output: 1 }, null);
    const free = addCharge(unknown, { input: 1, cached: 0, output: 1 }, 0);
    const after = addCharge(free, { input: 1, cached: 0, output: 1 }, null);
    expect([unknown.usd, free.usd, after.usd]).toEqual([null, 0, 0]);
  });
});

describe('active time', () => {
  it('adds up, and a clock that was set back takes nothing away', () => {
    expect(addActiveTime(addActiveTime(NO_USAGE, 500), -1_000).activeMs).toBe(500);
  });
});
