import { z } from 'zod';
import type { TokenUsage } from '../../shared/provider/model';
import { argumentsText, index, text, tokens } from './wireField';

/** What we read of the events of a Responses stream: see `wireField.ts` for why each may be missing. */
const Part = z.looseObject({ type: text, text, refusal: text });
const parts = z.array(Part.catch({})).optional().catch(undefined);

export const WireItem = z.looseObject({
  type: z.string(),
  id: text,
  content: z
    .union([parts, z.string().transform((whole) => [{ type: 'output_text', text: whole, refusal: undefined }])])
    .catch(undefined),
  summary: parts,
  encrypted_content: text,
  call_id: text,
  name: text,
  arguments: argumentsText,
});
export type WireItem = z.infer<typeof WireItem>;

const WireUsage = z.looseObject({
  input_tokens: tokens,
  input_tokens_details: z.looseObject({ cached_tokens: tokens }).catch({ cached_tokens: 0 }),
  output_tokens: tokens,
});

export const WireResponse = z.looseObject({
  status: text,
  output: z.array(z.unknown()).catch([]),
  incomplete_details: z.looseObject({ reason: text }).nullish().catch(undefined),
  error: z.unknown().optional(),
  usage: WireUsage.optional().catch(undefined),
});
export type WireResponse = z.infer<typeof WireResponse>;

export const WireEvent = z.looseObject({
  type: z.string(),
  output_index: index,
  item_id: text,
  summary_index: index,
  delta: text,
  text,
  refusal: text,
  arguments: text,
  name: text,
  item: z.unknown().optional(),
  response: z.unknown().optional(),
});
export type WireEvent = z.infer<typeof WireEvent>;

/** The usage that a response states, or undefined. Cached tokens are part of the input, whatever a server says. */
export function usageOf(response: WireResponse): TokenUsage | undefined {
  const { usage } = response;
  if (!usage) return undefined;
  const cached = Math.min(usage.input_tokens_details.cached_tokens, usage.input_tokens);
  return { input: usage.input_tokens, cached, output: usage.output_tokens };
}
