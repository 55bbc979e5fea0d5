import { z } from 'zod';
import { ProviderError } from '../../provider/model';

/** A reviewer is asked; on disk before the request is sent. */
export const ReviewAsked = z.strictObject({
  verification: z.string(),
  check: z.string(),
  evidence: z.string(),
  request: z.string(),
  attempt: z.int(),
  model: z.string(),
  inputEstimate: z.int(),
  inputUsd: z.number().nullable(),
  notShown: z.array(z.string()),
});

/** A reviewer did not answer, or not in a form that can be read; `retryAt` is when it is asked again, null where it is not. */
export const ReviewFailed = z.strictObject({
  verification: z.string(),
  check: z.string(),
  request: z.string(),
  attempt: z.int(),
  error: ProviderError,
  /** The server answered, and what it said was no review. */
  unusable: z.boolean(),
  retryAt: z.number().nullable(),
});
