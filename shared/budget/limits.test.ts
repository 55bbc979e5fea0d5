import { describe, expect, it } from 'vitest';
import { meters, reachedLimit, reachedLimitWithinTurn, wrapUpReserve } from './limits';
import { NO_USAGE, type Usage } from './usage';

const spent: Usage = { ...NO_USAGE, charged: 900, usd: 1.5, activeMs: 90_000, turns: 3 };

describe('meters', () => {
  it('show what is used of each limit that is set, in their own units and order', () => {
    expect(meters({ turns: 4, minutes: 2, usd: 5, tokens: 1_000 }, spent)).toEqual([
      { limit: 'tokens', used: 900, max: 1_000 },
      { limit: 'usd', used: 1.5, max: 5 },
      { limit: 'minutes', used: 1.5, max: 2 },
      { limit: 'turns', used: 3, max: 4 },
    ]);
    expect(meters({ minutes: 2 }, spent)).toEqual([{ limit: 'minutes', used: 1.5, max: 2 }]);
    expect(meters({}, spent)).toEqual([]);
  });

  it('count money that has no price as none', () => {
    expect(meters({ usd: 5 }, NO_USAGE)).toEqual([{ limit: 'usd', used: 0, max: 5 }]);
  });
});

describe('a limit', () => {
  it.each([
    ['tokens', { tokens: 900 }, { tokens: 901 }],
    ['usd', { usd: 1.5 }, { usd: 1.51 }],
    ['minutes', { minutes: 1.5 }, { minutes: 1.6 }],
    ['turns', { turns: 3 }, { turns: 4 }],
  ] as const)('of %s is reached when all of it is used, and not before', (limit, reached, notYet) => {
    expect(reachedLimit(reached, spent)?.limit).toBe(limit);
    expect(reachedLimit(notYet, spent)).toBeUndefined();
  });

  it('that is reached first in the order of reading is the one that is named', () => {
    expect(reachedLimit({ turns: 1, tokens: 1 }, spent)).toEqual({ limit: 'tokens', used: 900, max: 1 });
  });

  it('of turns lets the turn that used the last one finish; every other limit counts within a turn too', () => {
    expect(reachedLimitWithinTurn({ turns: 3 }, spent)).toBeUndefined();
    expect(reachedLimitWithinTurn({ turns: 3, tokens: 900 }, spent)?.limit).toBe('tokens');
    expect(reachedLimitWithinTurn({ minutes: 1 }, spent)?.limit).toBe('minutes');
  });
});

describe('the reserve of a wrap-up', () => {
  it.each([
    ['a tenth of the token limit', 20_000, 2_000],
    ['4,000 tokens at most', 400_000, 4_000],
    ['enough to say something, however small the limit', 100, 256],
    ['whole tokens', 12_345, 1_234],
  ])('is %s', (_words, tokens, reserve) => {
    expect(wrapUpReserve({ tokens })).toBe(reserve);
  });

  it('is the general maximum where tokens are not limited', () => {
    expect(wrapUpReserve({ turns: 1 })).toBe(4_000);
  });
});
