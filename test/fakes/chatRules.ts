import { z } from 'zod';
import {
  contextRefusal,
  functionName,
  keyRefusal,
  type Refusal,
  refusal,
  type ServerRules,
  shapeRefusal,
  unknownModel,
} from './requestRules';

const callId = z.string().min(1).max(64);

// As LM Studio has it: a text even where there is nothing but calls.
const content = z.string();

const ToolCall = z.strictObject({
  id: callId,
  type: z.literal('function'),
  function: z.strictObject({ name: functionName, arguments: z.string() }),
});

export const ChatMessage = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: content.min(1) }),
  z.strictObject({ role: z.literal('user'), content: content.min(1) }),
  z.strictObject({ role: z.literal('assistant'), content, tool_calls: z.array(ToolCall).min(1).optional() }),
  z.strictObject({ role: z.literal('tool'), tool_call_id: callId, content }),
]);
export type ChatMessage = z.infer<typeof ChatMessage>;

const FunctionTool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: functionName,
    description: z.string(),
    parameters: z.looseObject({ type: z.literal('object') }),
  }),
});

/** The keys that every server knows, and the one that OpenAI's reasoning models want instead. */
export const ChatBody = z.strictObject({
  model: z.string().min(1),
  messages: z.array(ChatMessage).min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  tools: z.array(FunctionTool).min(1).optional(),
  max_tokens: z.int().min(1).optional(),
  max_completion_tokens: z.int().min(1).optional(),
});
export type ChatBody = z.infer<typeof ChatBody>;

/** Why some server of Chat Completions would refuse this request: the strictest of OpenAI's, Mistral's, LM Studio's and vLLM's rules. */
export function chatRefusal(authorization: string | undefined, body: unknown, rules: ServerRules): Refusal | undefined {
  const unwelcome = keyRefusal(authorization, rules);
  if (unwelcome) return unwelcome;
  const parsed = ChatBody.safeParse(body);
  if (!parsed.success) return shapeRefusal(parsed.error);
  const { model, messages } = parsed.data;
  const unfit = unknownModel(model, rules) ?? keysRefusal(parsed.data, rules) ?? contextRefusal(parsed.data, 'messages', rules);
  return unfit ?? orderRefusal(messages) ?? callsRefusal(messages);
}

function keysRefusal(body: ChatBody, rules: ServerRules): Refusal | undefined {
  const unknown = rules.unknownKeys?.find((key) => Object.hasOwn(body, key));
  if (unknown === undefined) return undefined;
  const instead = unknown === 'max_tokens' ? " Use 'max_completion_tokens' instead." : '';
  const message = `Unsupported parameter: '${unknown}' is not supported with this model.${instead}`;
  return refusal(400, message, unknown, 'unsupported_parameter');
}

/** Who may speak after whom. */
const AFTER: Readonly<Record<ChatMessage['role'], readonly ChatMessage['role'][]>> = {
  system: ['user'],
  user: ['assistant'],
  assistant: ['user', 'tool'],
  tool: ['tool', 'assistant'],
};

function orderRefusal(messages: readonly ChatMessage[]): Refusal | undefined {
  for (const [at, { role }] of messages.entries()) {
    const before = messages[at - 1]?.role;
    const fits = before === undefined ? role === 'system' || role === 'user' : AFTER[before].includes(role);
    if (!fits) return refusal(400, `Unexpected role '${role}' after role '${before}'`, null, 'invalid_request_message_order');
  }
  const last = messages.at(-1)?.role;
  if (last === 'user' || last === 'tool') return undefined;
  return refusal(400, `Expected last role User or Tool for serving but got ${last}`, null, 'invalid_request_message_order');
}

function callsRefusal(messages: readonly ChatMessage[]): Refusal | undefined {
  let open: string[] = [];
  for (const message of messages) {
    if (message.role === 'tool') {
      if (!open.includes(message.tool_call_id))
        return invalid("'tool' must be a response to a preceding message with 'tool_calls'.");
      open = open.filter((id) => id !== message.tool_call_id);
      continue;
    }
    if (open.length > 0) return invalid(`These tool_call_ids did not have response messages: ${open.join(', ')}`);
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    if (message.role === 'assistant' && calls.length === 0 && message.content === '') return invalid('an empty message');
    if (!calls.every((call) => isObject(call.function.arguments))) return invalid('invalid tool call arguments');
    open = calls.map(({ id }) => id);
    if (new Set(open).size !== open.length) return invalid('a tool call id stands twice');
  }
  return open.length === 0 ? undefined : invalid(`These tool_call_ids did not have response messages: ${open.join(', ')}`);
}

const invalid = (message: string): Refusal => refusal(400, `Invalid 'messages': ${message}`, 'messages', null);

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
