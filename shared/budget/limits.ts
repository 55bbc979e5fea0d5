import type { Usage } from './usage';

/** Limits of a goal: tokens charged, US dollars, minutes of active time, goal turns. A missing one is no limit. */
export interface Limits {
  readonly tokens?: number | undefined;
  readonly usd?: number | undefined;
  readonly minutes?: number | undefined;
  readonly turns?: number | undefined;
}

export type LimitName = 'tokens' | 'usd' | 'minutes' | 'turns';

export interface Meter {
  readonly limit: LimitName;
  readonly used: number;
  readonly max: number;
}

const MS_PER_MINUTE = 60_000;

/** From this share of a limit on, the app warns (DESIGN.md §1.5). */
export const WARN_SHARE = 0.8;

/** What the wrap-up turn may say: 10 % of the token limit, at most 4,000 tokens (DESIGN.md §1.5). */
const WRAP_UP_SHARE = 0.1;
const WRAP_UP_MOST_TOKENS = 4_000;

/** Below this a model cannot name what changed and the next step; some servers also refuse smaller maxima. */
const WRAP_UP_LEAST_TOKENS = 256;

/** One meter per limit that is set, in the order in which people read them. */
export function meters(limits: Limits, usage: Usage): readonly Meter[] {
  const used: Record<LimitName, number> = {
    tokens: usage.charged,
    usd: usage.usd ?? 0,
    minutes: usage.activeMs / MS_PER_MINUTE,
    turns: usage.turns,
  };
  return (['tokens', 'usd', 'minutes', 'turns'] as const).flatMap((limit) => {
    const max = limits[limit];
    return max === undefined ? [] : [{ limit, used: used[limit], max }];
  });
}

/** Limits that are nearly used up, not those that are: those are told of by the goal that stops at them. */
export function nearLimits(limits: Limits, usage: Usage): readonly Meter[] {
  return meters(limits, usage).filter((meter) => meter.used >= meter.max * WARN_SHARE && meter.used < meter.max);
}

/** Of limits that were told to be near, those that still are, or are used up: the others are told again when they come near. */
export function stillNear(limits: Limits, usage: Usage, told: readonly LimitName[]): readonly LimitName[] {
  const near = meters(limits, usage).filter((meter) => meter.used >= meter.max * WARN_SHARE);
  return told.filter((limit) => near.some((meter) => meter.limit === limit));
}

/** The first limit that is used up, or undefined. */
export function reachedLimit(limits: Limits, usage: Usage): Meter | undefined {
  return meters(limits, usage).find((meter) => meter.used >= meter.max);
}

/** Within a turn the turn limit does not count: the turn that used the last one may finish. */
export function reachedLimitWithinTurn(limits: Limits, usage: Usage): Meter | undefined {
  return reachedLimit({ ...limits, turns: undefined }, usage);
}

/** The most output tokens of a wrap-up turn under a token limit; without one, the general maximum. */
export function wrapUpReserve(limits: Limits): number {
  if (limits.tokens === undefined) return WRAP_UP_MOST_TOKENS;
  return Math.max(WRAP_UP_LEAST_TOKENS, Math.min(WRAP_UP_MOST_TOKENS, Math.floor(limits.tokens * WRAP_UP_SHARE)));
}
