/**
 * A scripted server of the Responses API. It sends what the real one sends and refuses what the real one refuses; what it answers is
 * the caller's function. It stands in for OpenAI in tests and nowhere else.
 */
import { type ModelServer, type ModelServerOptions, type ServedRequest, type ServerReply, startModelServer } from './modelServer';
import { refusalOf } from './requestRules';
import { fullEvents, sparseEvents } from './responseEvents';

/** What it may be told to answer. */
export type Reply = ServerReply;
export type RecordedRequest = ServedRequest;
export type ResponsesServer = ModelServer;
export type ResponsesServerOptions = ModelServerOptions;

export function startResponsesServer(options: ResponsesServerOptions): Promise<ResponsesServer> {
  return startModelServer({ path: '/v1/responses', refusal: refusalOf, events: fullEvents, sparse: sparseEvents }, options);
}
