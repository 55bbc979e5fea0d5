/**
 * A scripted server of Chat Completions. It sends what OpenAI and vLLM send and refuses what any of the usual servers refuses; what it
 * answers is the caller's function. It stands in for those servers in tests and nowhere else.
 */
import { chatEvents, sparseChatEvents } from './chatEvents';
import { chatRefusal } from './chatRules';
import { type ModelServer, type ModelServerOptions, startModelServer } from './modelServer';

export function startChatServer(options: ModelServerOptions): Promise<ModelServer> {
  const api = { path: '/v1/chat/completions', refusal: chatRefusal, events: chatEvents, sparse: sparseChatEvents };
  return startModelServer(api, options);
}
