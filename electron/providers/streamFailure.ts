import type { APIError } from 'openai';
import type { ModelEvent, ProviderError } from '../../shared/provider/model';
import { connectionCause, cut, unreachable } from './connectionFault';
import type { AnswerFold } from './dialect';
import { openaiPackage } from './openaiPackage';
import { type Asked, type ServerFault, serverError } from './serverFault';
import type { WatchedFetch } from './watchedFetch';

/** The event that ends a stream which did not throw: what came, what the server said, or that it stopped in the middle. */
export function lastEvent(fold: AnswerFold, watch: WatchedFetch, asked: Asked): ModelEvent {
  fold.over(watch.marked());
  const { ending } = fold;
  if (ending?.type === 'done') return fold.done(ending.note);
  if (ending?.type === 'failed') return failed(serverError({ body: ending.body }, asked, Date.now()), fold);
  return failed(stopped(watch, fold, asked), fold);
}

function stopped(watch: WatchedFetch, fold: AnswerFold, asked: Asked): ProviderError {
  const state = watch.state();
  if (state === 'quiet') return cut('it fell silent', asked);
  if (state === 'too_large') return cut('it was larger than any answer may be', asked);
  const type = watch.contentType().split(';')[0]?.trim() ?? '';
  if (fold.events > 0 || type === '' || type === 'text/event-stream')
    return cut('the stream ended before the response did', asked);
  const message = `The server at ${asked.server} answered with ${type} rather than a stream of events: check that OPENAI_BASE_URL names a ${asked.api} API (it usually ends in /v1).`;
  return { kind: 'bad_request', message };
}

/** Why a request that threw has failed. */
export function failure(thrown: unknown, fold: AnswerFold, watch: WatchedFetch, asked: Asked): ProviderError {
  const state = watch.state();
  if (state === 'quiet' && fold.events === 0) return unreachable('no answer in time', asked);
  if (state === 'quiet' || state === 'too_large') return stopped(watch, fold, asked);
  const spoke = thrown instanceof openaiPackage().APIError && (thrown.status !== undefined || thrown.error !== undefined);
  if (spoke) return serverError(faultOf(thrown, watch), asked, Date.now());
  if (thrown instanceof SyntaxError) return cut('an event was not JSON', asked);
  const why = connectionCause(thrown, asked.key);
  return state === 'answering' ? cut(why, asked) : unreachable(why, asked);
}

/** The answer's own body where there was one, since the package keeps only its `error` key; inside a stream, what the event held. */
export function faultOf(thrown: APIError, watch: WatchedFetch): ServerFault {
  const { status, headers } = thrown;
  const body = watch.refusal() === undefined ? thrown.error : jsonOrText(watch.refusal() ?? '');
  return { body, ...(status === undefined ? {} : { status }), ...(headers === undefined ? {} : { headers }) };
}

function jsonOrText(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

export const failed = (error: ProviderError, fold?: AnswerFold): ModelEvent => ({
  type: 'failed',
  error,
  ...(fold?.usage ? { usage: fold.usage } : {}),
});
