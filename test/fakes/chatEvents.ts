import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { assertNever } from '../../shared/kernel/assertNever';
import { argumentsText, pieces, type ReplyItem, type ReplyUsage, type ResponsePlan } from './responseEvents';

type Choice = ChatCompletionChunk.Choice;
type Finish = Choice['finish_reason'];
/** What servers beside OpenAI's add: the model's thoughts, under one of two names. */
type WireDelta = ChatCompletionChunk.Choice.Delta & { readonly reasoning_content?: string; readonly reasoning?: string };

/** What ends every stream. */
export const DONE = '[DONE]';

/** Every chunk that OpenAI and vLLM send for this answer, in their order: usage comes last, with empty choices. */
export function chatEvents(plan: ResponsePlan): readonly (object | string)[] {
  const deltas: WireDelta[] = [{ role: 'assistant', content: '' }, ...plan.items.flatMap((item, at) => deltasOf(item, plan, at))];
  const begun = deltas.map((delta) => chunk(plan, delta, null));
  if (plan.end.type === 'failed') return [...begun, { error: { code: plan.end.code, message: plan.end.message } }];
  return [...begun, chunk(plan, {}, finishOf(plan)), { ...chunk(plan, {}, null), choices: [], usage: usage(plan.usage) }, DONE];
}

/** The least that lesser servers send: whole calls without index and id, no reason for finishing, no usage. */
export function sparseChatEvents(plan: ResponsePlan): readonly (object | string)[] {
  const deltas = plan.items.flatMap((item): object[] => {
    switch (item.type) {
      case 'text':
        return pieces(item.text).map((content) => ({ content }));
      case 'reasoning':
        return item.summary.map((reasoning) => ({ reasoning }));
      case 'tool_call':
        return [{ tool_calls: [{ function: { name: item.name, arguments: argumentsText(item) } }] }];
      default:
        return assertNever(item);
    }
  });
  return [...deltas.map((delta) => ({ choices: [{ delta }] })), DONE];
}

function deltasOf(item: ReplyItem, plan: ResponsePlan, at: number): WireDelta[] {
  switch (item.type) {
    case 'text':
      return pieces(item.text).map((content) => ({ content }));
    case 'reasoning':
      return item.summary.flatMap(pieces).map((thought) => ({ reasoning_content: thought }));
    case 'tool_call':
      return callDeltas(item, plan, at);
    default:
      return assertNever(item);
  }
}

function callDeltas(item: Extract<ReplyItem, { type: 'tool_call' }>, plan: ResponsePlan, at: number): WireDelta[] {
  const index = plan.items.slice(0, at).filter(({ type }) => type === 'tool_call').length;
  const id = item.call ?? `call_${plan.index}_${at}`;
  const first = { index, id, type: 'function' as const, function: { name: item.name, arguments: '' } };
  const rest = pieces(argumentsText(item)).map((piece) => ({ index, function: { arguments: piece } }));
  return [first, ...rest].map((call) => ({ tool_calls: [call] }));
}

function finishOf({ items, end }: ResponsePlan): Finish {
  if (end.type === 'incomplete') return end.reason === 'max_output_tokens' ? 'length' : 'content_filter';
  return items.some((item) => item.type === 'tool_call') ? 'tool_calls' : 'stop';
}

function chunk(plan: ResponsePlan, delta: WireDelta, finish: Finish): ChatCompletionChunk {
  return {
    id: `chatcmpl-${plan.index}`,
    object: 'chat.completion.chunk',
    // The moment says nothing here; a fixed one keeps recorded streams equal.
    created: 0,
    model: plan.model,
    choices: [{ index: 0, delta, finish_reason: finish }],
    usage: null,
  };
}

function usage({ input, cached, output }: ReplyUsage): ChatCompletionChunk['usage'] {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached },
  };
}
