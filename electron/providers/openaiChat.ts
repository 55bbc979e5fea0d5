/**
 * Asks a model over Chat Completions, as Ollama, vLLM, LM Studio, llama.cpp, OpenRouter and most other servers speak it, and maps both
 * ways between its dialect and ours.
 */
import type { ModelProvider } from '../ports/modelProvider';
import { askServer, type ServerOptions } from './askServer';
import { chatBody } from './chatBody';
import { ChatFold } from './chatFold';
import type { Concession, Dialect } from './dialect';
import { refusedFor } from './serverFault';
import { callsOf } from './toolCalls';

const CHAT: Dialect = {
  api: 'Chat Completions',
  open: (client, request, { conceded, signal }) => client.chat.completions.create(chatBody(request, conceded), { signal }),
  fold: (request) => new ChatFold(callsOf(request.items)),
  refusedAlone(fault) {
    const what = unknownKey(refusedFor(fault));
    return what && { what, lasting: true };
  },
};

/** The key that the server does not know. One that only names a key because its value does not fit is not among them. */
function unknownKey(words: string): Concession | undefined {
  if (/stream_options|include_usage/.test(words)) return 'stream_options';
  return /max_tokens\b.*(not supported|unsupported|use 'max_completion_tokens')/i.test(words) ? 'max_tokens' : undefined;
}

/** A provider for one server and key. */
export const openaiChat = (options: ServerOptions): ModelProvider => askServer(CHAT, options);
