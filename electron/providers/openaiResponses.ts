/** Asks a model over OpenAI's Responses API, or a server that resembles it, and maps both ways between its dialect and ours. */
import type { ModelProvider } from '../ports/modelProvider';
import { askServer, type ServerOptions } from './askServer';
import type { Dialect } from './dialect';
import { requestBody } from './requestBody';
import { requestText } from './requestText';
import { ResponseFold } from './responseFold';
import { reasoningRefusal } from './serverFault';
import { callsOf } from './toolCalls';

const RESPONSES: Dialect = {
  api: 'Responses',
  open: (client, request, { conceded, signal }) =>
    client.responses.create(requestBody({ ...request, items: [] }, !conceded.has('reasoning')), {
      // The package would write out the whole conversation for every request, and fetch would copy the text twice.
      body: requestText(request, !conceded.has('reasoning')),
      headers: { 'content-type': 'application/json' },
      signal,
    }),
  fold: (request) => new ResponseFold(callsOf(request.items)),
  refusedAlone(fault) {
    const refusal = reasoningRefusal(fault);
    return refusal && { what: 'reasoning', lasting: refusal === 'model' };
  },
};

/** A provider for one server and key. */
export const openaiResponses = (options: ServerOptions): ModelProvider => askServer(RESPONSES, options);
