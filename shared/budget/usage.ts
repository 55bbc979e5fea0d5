import { z } from 'zod';

/**
 * What a goal has spent. Tokens; `charged` = input − cached + output; `usd` null while the model has no price; `unpriced` the charged
 * tokens that are in no sum of money, because no price was known then; `activeMs` wall-clock of turns and checks, without waits.
 */
export const Usage = z.strictObject({
  input: z.int(),
  cached: z.int(),
  output: z.int(),
  charged: z.int(),
  usd: z.number().nullable(),
  unpriced: z.int(),
  activeMs: z.number(),
  turns: z.int(),
  requests: z.int(),
});
export type Usage = z.infer<typeof Usage>;

export const NO_USAGE: Usage = {
  input: 0,
  cached: 0,
  output: 0,
  charged: 0,
  usd: null,
  unpriced: 0,
  activeMs: 0,
  turns: 0,
  requests: 0,
};

/** Tokens of one response. `input` includes `cached`. */
export interface Tokens {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** Adds one response. Money stays null until a charge has a price; from then on it is a sum. */
export function addCharge(usage: Usage, tokens: Tokens, usd: number | null): Usage {
  const charged = tokens.input - tokens.cached + tokens.output;
  return {
    ...usage,
    input: usage.input + tokens.input,
    cached: usage.cached + tokens.cached,
    output: usage.output + tokens.output,
    charged: usage.charged + charged,
    usd: usd === null ? usage.usd : (usage.usd ?? 0) + usd,
    unpriced: usage.unpriced + (usd === null ? charged : 0),
    requests: usage.requests + 1,
  };
}

/** Two sums in one: money is unknown only where neither has a price. */
export function addUsage(one: Usage, other: Usage): Usage {
  return {
    input: one.input + other.input,
    cached: one.cached + other.cached,
    output: one.output + other.output,
    charged: one.charged + other.charged,
    usd: one.usd === null && other.usd === null ? null : (one.usd ?? 0) + (other.usd ?? 0),
    unpriced: one.unpriced + other.unpriced,
    activeMs: one.activeMs + other.activeMs,
    turns: one.turns + other.turns,
    requests: one.requests + other.requests,
  };
}

export function addActiveTime(usage: Usage, ms: number): Usage {
  return { ...usage, activeMs: usage.activeMs + Math.max(0, ms) };
}
