import { z } from 'zod';
import type { TokenUsage } from '../../shared/provider/model';

// The fields of a stream's events. Any may be missing or wrong in servers that only resemble OpenAI's, so each falls back to "not
// said" by itself.

export const text = z.string().optional().catch(undefined);
export const index = z.int().nonnegative().optional().catch(undefined);
export const tokens = z.number().nonnegative().transform(Math.round).catch(0);

/** A call's arguments as JSON text; some servers send them as an object. */
export const argumentsText = z
  .union([z.string(), z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value))])
  .optional()
  .catch(undefined);

export const NO_TOKENS: TokenUsage = { input: 0, cached: 0, output: 0 };
