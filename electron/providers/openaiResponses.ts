/**
 * Asks a model over OpenAI's Responses API, or a server that resembles it, and maps both ways between its dialect and ours. It owns
 * one request at a time per call of `stream` and what a failure means to the user. It does not retry, count or decide: the engine does.
 */
import OpenAI, { APIError } from 'openai';
import type { ModelEvent, ModelRequest, ProviderError } from '../../shared/provider/model';
import type { ModelProvider } from '../ports/modelProvider';
import { connectionCause, cut, unreachable } from './connectionFault';
import { reach } from './reach';
import { requestBody } from './requestBody';
import { requestText } from './requestText';
import { ResponseFold } from './responseFold';
import { OPENAI_URL, type ServerAddress, serverAddress } from './serverAddress';
import { type Asked, reasoningRefusal, type ServerFault, serverError } from './serverFault';
import { QUIET_LIMIT_MS, type WatchedFetch, watchedFetch } from './watchedFetch';

/** The package's own limit must never fire before ours, which knows silence from slowness; ours bounds the same wait. */
const PACKAGE_TIMEOUT_MS = 24 * 3600 * 1000;

export interface ResponsesOptions {
  readonly apiKey: string;
  /** The API's root, usually ending in `/v1`; OpenAI's when left out. */
  readonly baseUrl?: string;
  /** Longest silence of the server in milliseconds; {@link QUIET_LIMIT_MS} when left out. */
  readonly quietMs?: number;
}

/** What the provider learned of a server while it was asked; lost with the provider, learned again at no cost. */
interface Memory {
  answered: boolean;
  /** Models that refuse encrypted reasoning, as all without reasoning do. */
  readonly withoutReasoning: Set<string>;
}

type Outcome = 'ended' | 'refused_model' | 'refused_items';

interface Attempt {
  readonly request: ModelRequest;
  readonly server: ServerAddress;
  readonly options: ResponsesOptions;
  readonly asked: Asked;
  readonly memory: Memory;
  readonly carryReasoning: boolean;
}

/** A provider for one server and key. The key is sent nowhere else and appears in no message. */
export function openaiResponses(options: ResponsesOptions): ModelProvider {
  const server = serverAddress(options.baseUrl ?? OPENAI_URL);
  const memory: Memory = { answered: false, withoutReasoning: new Set() };
  return {
    async *stream(request, signal) {
      if (signal.aborted) return;
      const key = options.apiKey.trim();
      const asked = { server: server.ok ? server.value.name : '', model: request.model, key };
      const unfit = server.ok ? unfitKey(key, asked) : server.error;
      if (unfit) yield failed(unfit);
      else if (server.ok) yield* ask({ request, server: server.value, options, asked, memory }, signal);
    },
  };
}

/** A header can hold only plain printable text, and what refuses another quotes it whole: so the key is looked at first. */
function unfitKey(key: string, asked: Asked): ProviderError | undefined {
  if (/^[\x21-\x7e]+$/.test(key)) return undefined;
  const why = key === '' ? 'is empty' : 'holds characters that no key has';
  return { kind: 'auth', message: `The key for the server at ${asked.server} ${why}: set OPENAI_API_KEY to the key alone.` };
}

/**
 * Asks once, and once more without reasoning when the server refused only that: a refusal costs nothing, and a model without
 * reasoning could not be used otherwise.
 */
async function* ask(call: Omit<Attempt, 'carryReasoning'>, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  const { memory, server, request } = call;
  // Behind a proxy of the environment's the server need not be reachable from here.
  if (!memory.answered && !process.env.NODE_USE_ENV_PROXY) {
    const reached = await reach(server.hostname, server.port, signal);
    if (signal.aborted) return;
    if (!reached.ok) return yield failed(unreachable(connectionCause(reached.error, call.asked.key), call.asked));
  }
  const outcome = yield* attempt({ ...call, carryReasoning: !memory.withoutReasoning.has(request.model) }, signal);
  if (outcome === 'ended' || signal.aborted) return;
  if (outcome === 'refused_model') memory.withoutReasoning.add(request.model);
  yield* attempt({ ...call, carryReasoning: false }, signal);
}

async function* attempt(call: Attempt, signal: AbortSignal): AsyncGenerator<ModelEvent, Outcome> {
  const watch = watchedFetch(signal, call.options.quietMs ?? QUIET_LIMIT_MS);
  const { items } = call.request;
  const fold = new ResponseFold((id) => items.some((item) => item.type === 'tool_call' && item.call === id));
  let stream: AsyncIterator<unknown> | undefined;
  try {
    stream = await openStream(call, watch);
    call.memory.answered = true;
    while (!fold.ending) {
      const next = await stream.next();
      if (signal.aborted) return 'ended';
      if (next.done) break;
      yield* fold.take(next.value);
    }
  } catch (thrown) {
    if (signal.aborted) return 'ended';
    const refusal = call.carryReasoning ? refused(thrown, watch) : undefined;
    if (refusal) return refusal;
    yield failed(failure(thrown, fold, watch, call.asked));
    return 'ended';
  } finally {
    if (stream && fold.ending) finishQuietly(stream, watch);
    else watch.dispose();
  }
  if (!signal.aborted) yield last(fold, watch, call.asked);
  return 'ended';
}

async function openStream(call: Attempt, watch: WatchedFetch): Promise<AsyncIterator<unknown>> {
  const client = new OpenAI({
    apiKey: call.asked.key,
    adminAPIKey: null,
    baseURL: call.server.url,
    maxRetries: 0,
    timeout: PACKAGE_TIMEOUT_MS,
    fetch: watch.fetch,
    // It would write to the console, where `--json` promises nothing but events.
    logLevel: 'off',
  });
  const { request, carryReasoning } = call;
  const events = await client.responses.create(requestBody({ ...request, items: [] }, carryReasoning), {
    // The package would write out the whole conversation for every request, and fetch would copy the text twice.
    body: requestText(request, carryReasoning),
    headers: { 'content-type': 'application/json' },
    signal: watch.signal,
  });
  return events[Symbol.asyncIterator]();
}

/** Reads to the stream's end so that its connection can serve the next request; whatever happens there concerns nobody. */
function finishQuietly(stream: AsyncIterator<unknown>, watch: WatchedFetch): void {
  watch.linger();
  const read = async (): Promise<void> => {
    while (!(await stream.next()).done);
  };
  void read().then(watch.dispose, watch.dispose);
}

function refused(thrown: unknown, watch: WatchedFetch): Outcome | undefined {
  const refusal = thrown instanceof APIError ? reasoningRefusal(serverFault(thrown, watch)) : undefined;
  return refusal && (refusal === 'model' ? 'refused_model' : 'refused_items');
}

/** The event that ends a stream which did not throw: what came, what the server said, or that it stopped in the middle. */
function last(fold: ResponseFold, watch: WatchedFetch, asked: Asked): ModelEvent {
  const { ending } = fold;
  if (ending?.type === 'done') return fold.done(ending.note);
  if (ending?.type === 'failed') return failed(serverError({ body: ending.body }, asked, Date.now()), fold);
  return failed(stopped(watch, fold, asked), fold);
}

function stopped(watch: WatchedFetch, fold: ResponseFold, asked: Asked): ProviderError {
  const state = watch.state();
  if (state === 'quiet') return cut('it fell silent', asked);
  if (state === 'too_large') return cut('it was larger than any answer may be', asked);
  const type = watch.contentType().split(';')[0]?.trim() ?? '';
  if (fold.events > 0 || type === '' || type === 'text/event-stream')
    return cut('the stream ended before the response did', asked);
  const message = `The server at ${asked.server} answered with ${type} rather than a stream of events: check that OPENAI_BASE_URL names a Responses API (it usually ends in /v1).`;
  return { kind: 'bad_request', message };
}

function failure(thrown: unknown, fold: ResponseFold, watch: WatchedFetch, asked: Asked): ProviderError {
  const state = watch.state();
  if (state === 'quiet' && fold.events === 0) return unreachable('no answer in time', asked);
  if (state === 'quiet' || state === 'too_large') return stopped(watch, fold, asked);
  const spoke = thrown instanceof APIError && (thrown.status !== undefined || thrown.error !== undefined);
  if (spoke) return serverError(serverFault(thrown, watch), asked, Date.now());
  if (thrown instanceof SyntaxError) return cut('an event was not JSON', asked);
  const why = connectionCause(thrown, asked.key);
  return state === 'answering' ? cut(why, asked) : unreachable(why, asked);
}

/** The answer's own body where there was one, since the package keeps only its `error` key; inside a stream, what the event held. */
function serverFault(thrown: APIError, watch: WatchedFetch): ServerFault {
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

const failed = (error: ProviderError, fold?: ResponseFold): ModelEvent => ({
  type: 'failed',
  error,
  ...(fold?.usage ? { usage: fold.usage } : {}),
});
