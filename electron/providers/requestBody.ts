import type {
  FunctionTool,
  ResponseCreateParamsStreaming,
  ResponseInputItem,
  ResponseReasoningItem,
} from 'openai/resources/responses/responses';
import { assertNever } from '../../shared/kernel/assertNever';
import type { ModelRequest, ToolSpec, TranscriptItem } from '../../shared/provider/model';
import { acceptableName, callsOf, UNANSWERED } from './toolCalls';

/** The API refuses fewer (`integer_below_min_value`); a wrap-up with less left than this overshoots by a sentence. */
const LEAST_OUTPUT_TOKENS = 16;

/**
 * The body of one Responses request. With `carryReasoning` the server is asked for encrypted reasoning and gets back what it
 * gave; models without reasoning refuse both.
 */
export function requestBody(request: ModelRequest, carryReasoning: boolean): ResponseCreateParamsStreaming {
  return {
    model: request.model,
    instructions: request.instructions,
    input: inputItems(request.items, carryReasoning),
    stream: true,
    store: false,
    ...(carryReasoning ? { include: ['reasoning.encrypted_content'] } : {}),
    // Without tools the flag is refused by some servers, and says nothing.
    ...(request.tools.length > 0 ? { tools: request.tools.map(functionTool), parallel_tool_calls: true } : {}),
    ...(request.maxOutputTokens === undefined
      ? {}
      : { max_output_tokens: Math.max(LEAST_OUTPUT_TOKENS, Math.floor(request.maxOutputTokens)) }),
  };
}

function functionTool(spec: ToolSpec): FunctionTool {
  // Not strict: strict mode wants every key required, and our tools have optional ones.
  return { type: 'function', name: spec.name, description: spec.description, parameters: { ...spec.parameters }, strict: false };
}

/** The conversation as the API wants it: every call answered, every answer called for, every reasoning item followed by its output. */
export function inputItems(items: readonly TranscriptItem[], carryReasoning: boolean): ResponseInputItem[] {
  const calls = callsOf(items);
  const answered = new Set(items.flatMap((item) => (item.type === 'tool_result' ? [item.call] : [])));
  const input: ResponseInputItem[] = [];
  items.forEach((item, index) => {
    if (item.type === 'tool_result' && !calls.has(item.call)) return;
    if (item.type === 'reasoning' && !(carryReasoning && isFollowed(items, index))) return;
    const wire = inputItem(item);
    if (wire) input.push(wire);
    if (item.type === 'tool_call' && !answered.has(item.call)) {
      input.push({ type: 'function_call_output', call_id: item.call, output: UNANSWERED });
    }
  });
  return input;
}

function inputItem(item: TranscriptItem): ResponseInputItem | undefined {
  switch (item.type) {
    case 'message':
      return item.text === '' ? undefined : { type: 'message', role: item.role, content: item.text };
    case 'reasoning':
      return reasoningItem(item);
    case 'tool_call':
      return { type: 'function_call', call_id: item.call, name: acceptableName(item.name), arguments: item.arguments };
    case 'tool_result':
      return { type: 'function_call_output', call_id: item.call, output: item.output };
    default:
      return assertNever(item);
  }
}

/** Without its encrypted content a server that stores nothing cannot know the item, and would refuse its id. */
function reasoningItem(item: Extract<TranscriptItem, { type: 'reasoning' }>): ResponseInputItem | undefined {
  if (!item.encrypted) return undefined;
  const wire: Omit<ResponseReasoningItem, 'id'> = {
    type: 'reasoning',
    summary: item.summary.map((text) => ({ type: 'summary_text', text })),
    encrypted_content: item.encrypted,
  };
  // The package's type wants an id, the API does not; servers that gave none get none.
  return (item.id === undefined ? wire : { ...wire, id: item.id }) as ResponseReasoningItem;
}

/** Whether the model's own output follows: reasoning whose answer never came is refused by the API. */
function isFollowed(items: readonly TranscriptItem[], index: number): boolean {
  let next = index + 1;
  while (items[next]?.type === 'reasoning') next++;
  const item = items[next];
  return item?.type === 'tool_call' || (item?.type === 'message' && item.role === 'assistant' && item.text !== '');
}
