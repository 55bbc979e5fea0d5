import { z } from 'zod';

/** What a goal has spent. Tokens; `charged` = input − cached + output; `usd` null while the model has no price; `activeMs` wall-clock of turns and checks. */
export const Usage = z.strictObject({
  input: z.int(),
  cached: z.int(),
  output: z.int(),
  charged: z.int(),
  usd: z.number().nullable(),
  activeMs: z.number(),
  turns: z.int(),
  requests: z.int(),
});
export type Usage = z.infer<typeof Usage>;

export const NO_USAGE: Usage = { input: 0, cached: 0, output: 0, charged: 0, usd: null, activeMs: 0, turns: 0, requests: 0 };
