import type { TokenUsage } from '../../shared/provider/model';
import { tokensIn } from '../../shared/thread/inputEstimate';

/** What one request cost; `estimated` where the server did not say. */
export interface Bill {
  readonly tokens: TokenUsage;
  readonly estimated: boolean;
}

/**
 * The server's own figures, or an estimate: lesser servers send none and a stream cut in the middle has none, yet both are paid
 * for (law 4). `input` is the request's estimate in tokens, `spoken` the characters of its answer.
 */
export function billOf(usage: TokenUsage | undefined, asked: { readonly input: number; readonly spoken: number }): Bill {
  if (usage && usage.input + usage.output > 0) return { tokens: usage, estimated: false };
  return { tokens: { input: asked.input, cached: 0, output: tokensIn(asked.spoken) }, estimated: true };
}
