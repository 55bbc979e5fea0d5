import type { ChatCompletionCreateParamsStreaming, ChatCompletionFunctionTool } from 'openai/resources/chat/completions';
import type { ModelRequest, ToolSpec } from '../../shared/provider/model';
import { chatMessages } from './chatMessages';
import type { Concession } from './dialect';

/**
 * The body of one chat completion. Only what every server knows is sent: each further key is refused by some, and parallel calls are
 * the default where they exist.
 */
export function chatBody(request: ModelRequest, conceded: ReadonlySet<Concession>): ChatCompletionCreateParamsStreaming {
  return {
    model: request.model,
    messages: chatMessages(request.instructions, request.items),
    stream: true,
    ...(conceded.has('stream_options') ? {} : { stream_options: { include_usage: true } }),
    ...(request.tools.length > 0 ? { tools: request.tools.map(functionTool) } : {}),
    ...outputLimit(request.maxOutputTokens, conceded),
  };
}

/**
 * `max_tokens`, although OpenAI calls it deprecated: local servers know it alone (Ollama passes over `max_completion_tokens`, and a
 * wrap-up would have no limit). OpenAI's reasoning models refuse it and are then asked with the other.
 */
function outputLimit(limit: number | undefined, conceded: ReadonlySet<Concession>) {
  if (limit === undefined) return {};
  const tokens = Math.max(1, Math.floor(limit));
  return conceded.has('max_tokens') ? { max_completion_tokens: tokens } : { max_tokens: tokens };
}

function functionTool(spec: ToolSpec): ChatCompletionFunctionTool {
  return {
    type: 'function',
    function: { name: spec.name, description: spec.description, parameters: { ...spec.parameters } },
  };
}
