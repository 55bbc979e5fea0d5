import type { ProviderError, TokenUsage, TranscriptItem } from '../../provider/model';

/** What the worker that asks a reviewer reports. */
export type ReviewOrder =
  | {
      readonly type: 'review.start';
      readonly request: string;
      readonly model: string;
      readonly inputEstimate: number;
      /** What the input costs by estimate; null where the reviewer's model has no price. */
      readonly inputUsd: number | null;
      readonly notShown: readonly string[];
    }
  | {
      readonly type: 'review.finish';
      readonly request: string;
      readonly items: readonly TranscriptItem[];
      readonly tokens: TokenUsage;
      readonly usd: number | null;
      readonly estimated: boolean;
    }
  | {
      readonly type: 'review.fail';
      readonly request: string;
      readonly error: ProviderError;
      readonly tokens: TokenUsage | null;
      readonly usd: number | null;
      readonly estimated: boolean;
      /** Uniform in [0, 1): the jitter of the pause before the next try. */
      readonly jitter: number;
    };
