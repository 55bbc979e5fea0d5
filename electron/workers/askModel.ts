import type { ModelEvent, ModelRef, ModelRequest, TokenUsage } from '../../shared/provider/model';
import { billOf } from './bill';
import type { WorkerParts } from './parts';

type Last = Extract<ModelEvent, { type: 'done' | 'failed' }>;

/** A piece of an answer while it comes. */
export type Said = Exclude<ModelEvent, Last>;

/** How a request ended, and how many characters it had said by then. */
export interface Answered {
  readonly last: Last;
  readonly heard: number;
}

/** Asks a model once; `hear` gets what it says while it says it. Undefined where the stream was called off. */
export async function askModel(
  parts: Pick<WorkerParts, 'provider'>,
  model: ModelRef,
  request: ModelRequest,
  signal: AbortSignal,
  hear: (said: Said) => void,
): Promise<Answered | undefined> {
  const provider = parts.provider(model);
  if (!provider.ok) return { last: { type: 'failed', error: provider.error }, heard: 0 };
  let heard = 0;
  for await (const event of provider.value.stream(request, signal)) {
    if (event.type === 'done' || event.type === 'failed') return { last: event, heard };
    heard += event.text.length;
    hear(event);
  }
  return undefined;
}

export function endedEarly(signal: AbortSignal): void {
  if (!signal.aborted) throw new Error('the provider ended without an answer');
}

/** What an answer costs, or a failure: a server that refused before it began has cost nothing; one that was cut in the middle has. */
export function priceOfAnswer(
  parts: Pick<WorkerParts, 'costOf'>,
  model: ModelRef,
  { last, heard, input }: Answered & { readonly input: number },
): { readonly tokens: TokenUsage | null; readonly usd: number | null; readonly estimated: boolean } {
  if (last.type === 'failed' && last.usage === undefined && last.error.kind !== 'cut') {
    return { tokens: null, usd: null, estimated: false };
  }
  // What was thought aloud is paid for and may not be kept.
  const spoken = last.type === 'failed' ? heard : Math.max(heard, JSON.stringify(last.items).length);
  const scripted = last.type === 'done' && model.api === 'scripted';
  const bill = scripted ? { tokens: last.usage, estimated: false } : billOf(last.usage, { input, spoken });
  return { ...bill, usd: parts.costOf(model, bill.tokens) };
}
