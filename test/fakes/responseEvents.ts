import type {
  Response,
  ResponseFunctionToolCall,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseOutputText,
  ResponseReasoningItem,
  ResponseStreamEvent,
  ResponseUsage,
} from 'openai/resources/responses/responses';
import { assertNever } from '../../shared/kernel/assertNever';

export type ReplyItem =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly summary: readonly string[]; readonly encrypted?: string }
  | {
      readonly type: 'tool_call';
      readonly name: string;
      /** An object is written as JSON; a string is sent as it is, well-formed or not. */
      readonly arguments: string | Readonly<Record<string, unknown>>;
      readonly call?: string;
    };

export interface ReplyUsage {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** How the response ends; `completed` when left out. */
export type ReplyEnd =
  | { readonly type: 'completed' }
  | { readonly type: 'incomplete'; readonly reason: 'max_output_tokens' | 'content_filter' }
  | { readonly type: 'failed'; readonly code: string; readonly message: string };

export interface ResponsePlan {
  readonly model: string;
  /** Distinguishes the ids of one response from those of another. */
  readonly index: number;
  readonly items: readonly ReplyItem[];
  readonly usage: ReplyUsage;
  readonly end: ReplyEnd;
}

/** A stream event without its number, which is given when the sequence is complete. */
type Unnumbered = ResponseStreamEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'sequence_number'>
    : never
  : never;

/** Pieces of one text; three show that deltas are joined. */
const DELTAS = 3;

/** Every event that the real API sends for this response, in its order. */
export function fullEvents(reply: ResponsePlan): readonly object[] {
  const items = reply.items.map((item, at) => outputItem(item, reply.index, at));
  const begun = responseObject(reply, [], 'in_progress');
  const events: Unnumbered[] = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...items.flatMap((item, at) => itemEvents(item, at)),
    endEvent(reply, items),
  ];
  return events.map((event, at) => ({ ...event, sequence_number: at }));
}

/** The least that servers which only resemble OpenAI's send: no ids, no indexes, no output at the end, no usage. */
export function sparseEvents(reply: ResponsePlan): readonly object[] {
  const events = reply.items.flatMap((item): object[] => {
    switch (item.type) {
      case 'text':
        return pieces(item.text).map((delta) => ({ type: 'response.output_text.delta', delta }));
      case 'reasoning':
        return item.summary.map((delta) => ({ type: 'response.reasoning_summary_text.delta', delta }));
      case 'tool_call':
        return [
          { type: 'response.output_item.done', item: { type: 'function_call', name: item.name, arguments: argumentsText(item) } },
        ];
      default:
        return assertNever(item);
    }
  });
  return [...events, { type: 'response.completed', response: {} }];
}

function outputItem(item: ReplyItem, index: number, at: number): ResponseOutputItem {
  const suffix = `${index}_${at}`;
  switch (item.type) {
    case 'text': {
      const content: ResponseOutputText = { type: 'output_text', text: item.text, annotations: [] };
      return { type: 'message', id: `msg_${suffix}`, role: 'assistant', status: 'completed', content: [content] };
    }
    case 'reasoning': {
      const summary = item.summary.map((text) => ({ type: 'summary_text' as const, text }));
      return { type: 'reasoning', id: `rs_${suffix}`, summary, encrypted_content: item.encrypted ?? null };
    }
    case 'tool_call': {
      const call = item.call ?? `call_${suffix}`;
      return {
        type: 'function_call',
        id: `fc_${suffix}`,
        call_id: call,
        name: item.name,
        arguments: argumentsText(item),
        status: 'completed',
      };
    }
    default:
      return assertNever(item);
  }
}

export const argumentsText = (item: Extract<ReplyItem, { type: 'tool_call' }>): string =>
  typeof item.arguments === 'string' ? item.arguments : JSON.stringify(item.arguments);

function itemEvents(item: ResponseOutputItem, at: number): Unnumbered[] {
  const done: Unnumbered = { type: 'response.output_item.done', output_index: at, item };
  switch (item.type) {
    case 'message':
      return [...messageEvents(item, at), done];
    case 'reasoning':
      return [...reasoningEvents(item, at), done];
    case 'function_call':
      return [...callEvents(item, at), done];
    default:
      throw new Error(`the fake server makes no ${item.type}`);
  }
}

function messageEvents(item: ResponseOutputMessage, at: number): Unnumbered[] {
  const part = item.content[0] as ResponseOutputText;
  const where = { item_id: item.id, output_index: at, content_index: 0 };
  return [
    { type: 'response.output_item.added', output_index: at, item: { ...item, status: 'in_progress', content: [] } },
    { type: 'response.content_part.added', ...where, part: { ...part, text: '' } },
    ...pieces(part.text).map((delta): Unnumbered => ({ type: 'response.output_text.delta', ...where, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...where, text: part.text, logprobs: [] },
    { type: 'response.content_part.done', ...where, part },
  ];
}

function reasoningEvents(item: ResponseReasoningItem, at: number): Unnumbered[] {
  const begun = { ...item, summary: [], ...(item.encrypted_content ? { encrypted_content: '' } : {}) };
  const parts = item.summary.flatMap((part, index): Unnumbered[] => {
    const where = { item_id: item.id, output_index: at, summary_index: index };
    return [
      { type: 'response.reasoning_summary_part.added', ...where, part: { ...part, text: '' } },
      ...pieces(part.text).map((delta): Unnumbered => ({ type: 'response.reasoning_summary_text.delta', ...where, delta })),
      { type: 'response.reasoning_summary_text.done', ...where, text: part.text },
      { type: 'response.reasoning_summary_part.done', ...where, part },
    ];
  });
  return [{ type: 'response.output_item.added', output_index: at, item: begun }, ...parts];
}

function callEvents(item: ResponseFunctionToolCall, at: number): Unnumbered[] {
  const where = { item_id: item.id ?? '', output_index: at };
  return [
    { type: 'response.output_item.added', output_index: at, item: { ...item, arguments: '', status: 'in_progress' } },
    ...pieces(item.arguments).map((delta): Unnumbered => ({ type: 'response.function_call_arguments.delta', ...where, delta })),
    { type: 'response.function_call_arguments.done', ...where, name: item.name, arguments: item.arguments },
  ];
}

function endEvent(reply: ResponsePlan, items: ResponseOutputItem[]): Unnumbered {
  const { end } = reply;
  switch (end.type) {
    case 'completed':
      return {
        type: 'response.completed',
        response: { ...responseObject(reply, items, 'completed'), usage: usage(reply.usage) },
      };
    case 'incomplete': {
      const response = { ...responseObject(reply, items, 'incomplete'), usage: usage(reply.usage) };
      return { type: 'response.incomplete', response: { ...response, incomplete_details: { reason: end.reason } } };
    }
    case 'failed': {
      const response = { ...responseObject(reply, [], 'failed'), usage: usage(reply.usage) };
      // The package lists the codes it knows; servers send others.
      const error = { code: end.code, message: end.message } as NonNullable<Response['error']>;
      return { type: 'response.failed', response: { ...response, error } };
    }
    default:
      return assertNever(end);
  }
}

function responseObject(reply: ResponsePlan, output: ResponseOutputItem[], status: NonNullable<Response['status']>): Response {
  return {
    id: `resp_${reply.index}`,
    object: 'response',
    // The moment says nothing here; a fixed one keeps recorded streams equal.
    created_at: 0,
    status,
    model: reply.model,
    output,
    output_text: '',
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: {},
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
  };
}

function usage({ input, cached, output }: ReplyUsage): ResponseUsage {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached, cache_write_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  };
}

/** The text in a few pieces, cut between characters. */
export function pieces(text: string): readonly string[] {
  const letters = Array.from(text);
  const size = Math.max(1, Math.ceil(letters.length / DELTAS));
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, at) => letters.slice(at * size, (at + 1) * size).join(''));
}
