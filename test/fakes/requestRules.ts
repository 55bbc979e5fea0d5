import { z } from 'zod';

/** The refusals of the real API that a client can run into by what it sends. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly param: string | null;
  readonly code: string | null;
}

/** What the fake server accepts. Left out: any key, any model, encrypted reasoning for every model. */
export interface ServerRules {
  readonly keys?: readonly string[];
  readonly models?: readonly string[];
  /** Models that do not reason: asked for encrypted reasoning they refuse, as the real ones do. */
  readonly withoutReasoning?: readonly string[];
  /** Keys of a chat completion's body that it does not know and refuses. */
  readonly unknownKeys?: readonly string[];
  /** How many tokens the model takes, at {@link CHARACTERS_PER_TOKEN}; a longer request is refused. */
  readonly contextTokens?: number;
}

/** By rule of thumb: an estimate that only has to grow with the text. */
export const CHARACTERS_PER_TOKEN = 4;

const content = z.union([z.string(), z.array(z.looseObject({ type: z.enum(['input_text', 'output_text']), text: z.string() }))]);
export const functionName = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);

export const InputItem = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('message'), role: z.enum(['user', 'assistant', 'developer', 'system']), content }),
  z.looseObject({
    type: z.literal('reasoning'),
    id: z.string().optional(),
    summary: z.array(z.looseObject({ type: z.literal('summary_text'), text: z.string() })),
    encrypted_content: z.string().nullish(),
  }),
  z.looseObject({
    type: z.literal('function_call'),
    call_id: z.string().min(1).max(64),
    name: functionName,
    arguments: z.string(),
  }),
  z.looseObject({ type: z.literal('function_call_output'), call_id: z.string().min(1).max(64), output: z.string() }),
]);
export type InputItem = z.infer<typeof InputItem>;

/** What a message says, its parts one after another. */
export function messageText({ content }: Extract<InputItem, { type: 'message' }>): string {
  return typeof content === 'string' ? content : content.map((part) => part.text).join('');
}

const FunctionTool = z.looseObject({
  type: z.literal('function'),
  name: functionName,
  description: z.string().optional(),
  parameters: z.looseObject({ type: z.literal('object') }),
  strict: z.boolean().nullable(),
});

export const ResponsesBody = z.strictObject({
  model: z.string().min(1),
  instructions: z.string().nullish(),
  input: z.array(InputItem),
  stream: z.literal(true),
  store: z.boolean().optional(),
  include: z.array(z.string()).optional(),
  tools: z.array(FunctionTool).optional(),
  tool_choice: z.unknown().optional(),
  parallel_tool_calls: z.boolean().optional(),
  max_output_tokens: z.int().min(16).optional(),
  reasoning: z.looseObject({}).optional(),
  text: z.unknown().optional(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  truncation: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  prompt_cache_key: z.string().optional(),
  service_tier: z.string().nullish(),
});
export type ResponsesBody = z.infer<typeof ResponsesBody>;

/** Why the real API would refuse this request, or undefined. */
export function refusalOf(authorization: string | undefined, body: unknown, rules: ServerRules): Refusal | undefined {
  const unwelcome = keyRefusal(authorization, rules);
  if (unwelcome) return unwelcome;
  const parsed = ResponsesBody.safeParse(body);
  if (!parsed.success) return shapeRefusal(parsed.error);
  return modelRefusal(parsed.data, rules) ?? contextRefusal(parsed.data, 'input', rules) ?? inputRefusal(parsed.data);
}

/** The refusal of a missing or wrong key. */
export function keyRefusal(authorization: string | undefined, rules: ServerRules): Refusal | undefined {
  const key = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (key === undefined) return refusal(401, "You didn't provide an API key.", null, null);
  if (!rules.keys || rules.keys.includes(key)) return undefined;
  const message = `Incorrect API key provided: ${key}. You can find your API key in the settings.`;
  return refusal(401, message, null, 'invalid_api_key');
}

export function shapeRefusal(error: z.ZodError): Refusal {
  const issue = error.issues[0];
  return refusal(400, `Invalid '${issue?.path.join('.')}': ${issue?.message}.`, issue?.path.join('.') ?? null, 'invalid_type');
}

export function unknownModel(model: string, rules: ServerRules): Refusal | undefined {
  if (!rules.models || rules.models.includes(model)) return undefined;
  return refusal(404, `The model \`${model}\` does not exist or you do not have access to it.`, null, 'model_not_found');
}

function modelRefusal(body: ResponsesBody, rules: ServerRules): Refusal | undefined {
  const unknown = unknownModel(body.model, rules);
  if (unknown) return unknown;
  const asksReasoning = body.include?.includes('reasoning.encrypted_content') ?? false;
  if (asksReasoning && rules.withoutReasoning?.includes(body.model)) {
    return refusal(400, 'Encrypted content is not supported with this model.', 'include', null);
  }
  return undefined;
}

/** The refusal of a request that is longer than the model takes; `param` is where its API has the conversation. */
export function contextRefusal(body: object, param: string, { contextTokens }: ServerRules): Refusal | undefined {
  const tokens = Math.ceil(JSON.stringify(body).length / CHARACTERS_PER_TOKEN);
  if (contextTokens === undefined || tokens <= contextTokens) return undefined;
  const message = `Your input exceeds the context window of this model (${tokens} of ${contextTokens} tokens). Please adjust your input and try again.`;
  return refusal(400, message, param, 'context_length_exceeded');
}

function inputRefusal(body: ResponsesBody): Refusal | undefined {
  const calls = idsOf(body.input, 'function_call');
  const outputs = idsOf(body.input, 'function_call_output');
  for (const [at, item] of body.input.entries()) {
    if (item.type === 'function_call' && !outputs.has(item.call_id)) {
      return refusal(400, `No tool output found for function call ${item.call_id}.`, 'input', null);
    }
    if (item.type === 'function_call_output' && !calls.has(item.call_id)) {
      return refusal(400, `No tool call found for function call output with call_id ${item.call_id}.`, 'input', null);
    }
    const unknown = item.type === 'reasoning' ? reasoningRefusal(body, item, at) : undefined;
    if (unknown) return unknown;
  }
  return undefined;
}

function reasoningRefusal(body: ResponsesBody, item: Extract<InputItem, { type: 'reasoning' }>, at: number): Refusal | undefined {
  if (body.store === false && !item.encrypted_content) {
    const message = `Item with id '${item.id}' not found. Items are not persisted when \`store\` is set to false.`;
    return refusal(404, message, 'input', null);
  }
  const next = body.input.slice(at + 1).find((other) => other.type !== 'reasoning');
  const isOutput = next?.type === 'function_call' || (next?.type === 'message' && next.role === 'assistant');
  if (isOutput) return undefined;
  return refusal(400, `Item '${item.id}' of type 'reasoning' was provided without its required following item.`, 'input', null);
}

function idsOf(input: readonly InputItem[], type: 'function_call' | 'function_call_output'): ReadonlySet<string> {
  return new Set(input.flatMap((item) => (item.type === type ? [item.call_id] : [])));
}

export const refusal = (status: number, message: string, param: string | null, code: string | null): Refusal => ({
  status,
  message,
  param,
  code,
});
