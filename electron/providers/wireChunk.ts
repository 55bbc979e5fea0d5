import { z } from 'zod';
import type { TokenUsage } from '../../shared/provider/model';
import { argumentsText, index, text, tokens } from './wireField';

/** Some servers send content in parts; those of a kind without text say nothing here. */
const contentText = z
  .union([
    z.string(),
    z.array(z.looseObject({ text }).catch({})).transform((parts) => parts.map((part) => part.text ?? '').join('')),
  ])
  .optional()
  .catch(undefined);

export const WireCall = z.looseObject({
  index,
  id: text,
  function: z.looseObject({ name: text, arguments: argumentsText }).optional().catch(undefined),
});
export type WireCall = z.infer<typeof WireCall>;

const WireDelta = z.looseObject({
  content: contentText,
  refusal: text,
  // vLLM, LM Studio and DeepSeek name the model's thoughts so; Ollama and OpenRouter name them `reasoning`.
  reasoning_content: text,
  reasoning: text,
  tool_calls: z.array(WireCall.catch({})).optional().catch(undefined),
});
export type WireDelta = z.infer<typeof WireDelta>;

const WireChoice = z.looseObject({ index, delta: WireDelta.optional().catch(undefined), finish_reason: text });

const WireUsage = z.looseObject({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  total_tokens: tokens,
  prompt_tokens_details: z.looseObject({ cached_tokens: tokens }).catch({ cached_tokens: 0 }),
});

/** What we read of one chunk of a streamed chat completion. */
export const WireChunk = z.looseObject({
  choices: z.array(WireChoice.catch({})).catch([]),
  usage: WireUsage.optional().catch(undefined),
});
export type WireChunk = z.infer<typeof WireChunk>;

/**
 * The usage that a chunk states, or undefined. Cached tokens are part of the input; what some servers count apart as reasoning shows
 * only in the total, and was paid for.
 */
export function chunkUsage({ usage }: WireChunk): TokenUsage | undefined {
  if (!usage) return undefined;
  const input = usage.prompt_tokens;
  const output = Math.max(usage.completion_tokens, usage.total_tokens - input);
  return { input, cached: Math.min(usage.prompt_tokens_details.cached_tokens, input), output };
}
