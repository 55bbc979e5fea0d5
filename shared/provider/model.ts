import { z } from 'zod';

/** One entry of a conversation, in no provider's dialect. Tool arguments stay the model's raw JSON text. */
export const TranscriptItem = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('message'), role: z.enum(['user', 'assistant']), text: z.string() }),
  z.strictObject({
    type: z.literal('reasoning'),
    id: z.string().optional(),
    encrypted: z.string().optional(),
    summary: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal('tool_call'), call: z.string(), name: z.string(), arguments: z.string() }),
  z.strictObject({ type: z.literal('tool_result'), call: z.string(), output: z.string() }),
]);
export type TranscriptItem = z.infer<typeof TranscriptItem>;

/** Tokens of one model response. `input` includes `cached`. */
export const TokenUsage = z.strictObject({ input: z.int(), cached: z.int(), output: z.int() });
export type TokenUsage = z.infer<typeof TokenUsage>;

export const ProviderErrorKind = z.enum([
  'auth',
  'unreachable',
  'rate_limited',
  'quota',
  'server',
  'cut',
  'bad_model',
  'bad_request',
  'context_full',
]);
export type ProviderErrorKind = z.infer<typeof ProviderErrorKind>;

/** Why a request failed, in a sentence with its remedy. `retryAfterMs` is the server's word; `resetAt` is a quota's. */
export const ProviderError = z.strictObject({
  kind: ProviderErrorKind,
  message: z.string(),
  status: z.int().optional(),
  retryAfterMs: z.number().optional(),
  resetAt: z.number().optional(),
});
export type ProviderError = z.infer<typeof ProviderError>;

/** A tool as the model is told of it; `parameters` is a JSON Schema object. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ModelRequest {
  readonly model: string;
  readonly instructions: string;
  readonly items: readonly TranscriptItem[];
  readonly tools: readonly ToolSpec[];
  readonly maxOutputTokens?: number;
}

/**
 * What a provider yields: deltas to show, then exactly one `done` or `failed`, always last. `note` says in a sentence that the
 * response ended early and `items` are what came of it.
 */
export type ModelEvent =
  | { readonly type: 'text_delta'; readonly text: string }
  | { readonly type: 'reasoning_delta'; readonly text: string }
  /** More of a call's arguments; `nth` numbers the calls of one answer from 0. */
  | { readonly type: 'arguments_delta'; readonly nth: number; readonly name: string; readonly text: string }
  | { readonly type: 'done'; readonly items: readonly TranscriptItem[]; readonly usage: TokenUsage; readonly note?: string }
  | { readonly type: 'failed'; readonly error: ProviderError; readonly usage?: TokenUsage };

/** The API that a model server is asked over: OpenAI's Responses, or the Chat Completions that most other servers speak. */
export const ServerApi = z.enum(['responses', 'chat']);
export type ServerApi = z.infer<typeof ServerApi>;

const onServer = {
  model: z.string().min(1),
  baseUrl: z.string().optional(),
  contextTokens: z.int().positive().optional(),
};

/**
 * Which model answers, where. `scripted` is the embedded demo: no model, no network, no key. `contextTokens` is how much the
 * model takes in one request; left out, the app's default holds (`thread/context.ts`).
 */
export const ModelRef = z.discriminatedUnion('api', [
  z.strictObject({ api: z.literal('responses'), ...onServer }),
  z.strictObject({ api: z.literal('chat'), ...onServer }),
  z.strictObject({ api: z.literal('scripted'), script: z.string().min(1) }),
]);
export type ModelRef = z.infer<typeof ModelRef>;

/** What people call it. */
export function modelName(ref: ModelRef): string {
  return ref.api === 'scripted' ? ref.script : ref.model;
}
