import { z } from 'zod';
import type { Tokens } from './usage';

/** US dollars per million tokens, as the user wrote them down; no price is ever invented. */
export const Price = z.strictObject({
  input: z.number().nonnegative(),
  cached: z.number().nonnegative(),
  output: z.number().nonnegative(),
});
export type Price = z.infer<typeof Price>;

/** Model name → price. */
export const PriceTable = z.record(z.string(), Price);
export type PriceTable = z.infer<typeof PriceTable>;

const TOKENS_PER_PRICE = 1_000_000;

/** US dollars of one response; null where the model has no price. */
export function costOf(price: Price | undefined, tokens: Tokens): number | null {
  if (!price) return null;
  const fresh = tokens.input - tokens.cached;
  return (fresh * price.input + tokens.cached * price.cached + tokens.output * price.output) / TOKENS_PER_PRICE;
}
