/**
 * Asks a model server in one of the package's dialects. It owns one request at a time per call of `stream`: the key, the connection,
 * cancellation, and what is conceded to lesser servers. It does not retry, count or decide: the engine does.
 */
import type { ModelEvent, ModelRequest, ProviderError } from '../../shared/provider/model';
import type { ModelProvider } from '../ports/modelProvider';
import { connectionCause, unreachable } from './connectionFault';
import type { AnswerFold, Concession, Dialect } from './dialect';
import { openaiPackage } from './openaiPackage';
import { reach } from './reach';
import { OPENAI_URL, type ServerAddress, serverAddress } from './serverAddress';
import type { Asked } from './serverFault';
import { failed, failure, faultOf, lastEvent } from './streamFailure';
import { QUIET_LIMIT_MS, type WatchedFetch, watchedFetch } from './watchedFetch';

/** The package's own limit must never fire before ours, which knows silence from slowness; ours bounds the same wait. */
const PACKAGE_TIMEOUT_MS = 24 * 3600 * 1000;

export interface ServerOptions {
  readonly apiKey: string;
  /** The API's root, usually ending in `/v1`; OpenAI's when left out. */
  readonly baseUrl?: string;
  /** Longest silence of the server in milliseconds; {@link QUIET_LIMIT_MS} when left out. */
  readonly quietMs?: number;
}

/** What was learned of a server while it was asked; lost with the provider, learned again at no cost. */
interface Memory {
  answered: boolean;
  /** By model, what it refuses for good. */
  readonly conceded: Map<string, Set<Concession>>;
}

interface Call {
  readonly dialect: Dialect;
  readonly request: ModelRequest;
  readonly server: ServerAddress;
  readonly options: ServerOptions;
  readonly asked: Asked;
  readonly memory: Memory;
}

type Refused = ReturnType<Dialect['refusedAlone']>;

/** A provider for one server and key. The key is sent nowhere else and appears in no message. */
export function askServer(dialect: Dialect, options: ServerOptions): ModelProvider {
  const server = serverAddress(options.baseUrl ?? OPENAI_URL);
  const memory: Memory = { answered: false, conceded: new Map() };
  return {
    async *stream(request, signal) {
      if (signal.aborted) return;
      const key = options.apiKey.trim();
      const asked = { server: server.ok ? server.value.name : '', model: request.model, key, api: dialect.api };
      const unfit = server.ok ? unfitKey(key, asked) : server.error;
      if (unfit) yield failed(unfit);
      else if (server.ok) yield* ask({ dialect, request, server: server.value, options, asked, memory }, signal);
    },
  };
}

/** A header can hold only plain printable text, and what refuses another quotes it whole: so the key is looked at first. */
function unfitKey(key: string, asked: Asked): ProviderError | undefined {
  if (/^[\x21-\x7e]+$/.test(key)) return undefined;
  const why = key === '' ? 'is empty' : 'holds characters that no key has';
  return { kind: 'auth', message: `The key for the server at ${asked.server} ${why}: set OPENAI_API_KEY to the key alone.` };
}

/** Asks, and once more for each thing that the server refused alone: a refusal costs nothing, and it could not be used otherwise. */
async function* ask(call: Call, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  const { memory, server, request } = call;
  // Behind a proxy of the environment's the server need not be reachable from here.
  if (!memory.answered && !process.env.NODE_USE_ENV_PROXY) {
    const reached = await reach(server.hostname, server.port, signal);
    if (signal.aborted) return;
    if (!reached.ok) return yield failed(unreachable(connectionCause(reached.error, call.asked.key), call.asked));
  }
  const lasting = memory.conceded.get(request.model) ?? new Set();
  memory.conceded.set(request.model, lasting);
  const conceded = new Set(lasting);
  while (!signal.aborted) {
    const refused = yield* attempt(call, conceded, signal);
    if (!refused) return;
    conceded.add(refused.what);
    if (refused.lasting) lasting.add(refused.what);
  }
}

/** One request; answers what the server refused alone, where that was not conceded yet. */
async function* attempt(call: Call, conceded: ReadonlySet<Concession>, signal: AbortSignal): AsyncGenerator<ModelEvent, Refused> {
  const watch = watchedFetch(signal, call.options.quietMs ?? QUIET_LIMIT_MS);
  const fold = call.dialect.fold(call.request);
  let stream: AsyncIterator<unknown> | undefined;
  try {
    stream = await openStream(call, conceded, watch);
    call.memory.answered = true;
    while (!fold.ending) {
      const next = await stream.next();
      if (signal.aborted) return undefined;
      if (next.done) break;
      yield* fold.take(next.value);
    }
  } catch (thrown) {
    if (signal.aborted) return undefined;
    const refused = thrown instanceof openaiPackage().APIError ? call.dialect.refusedAlone(faultOf(thrown, watch)) : undefined;
    if (refused && !conceded.has(refused.what)) return refused;
    yield afterThrow(thrown, fold, watch, call.asked);
    return undefined;
  } finally {
    if (stream && fold.ending) finishQuietly(stream, watch);
    else watch.dispose();
  }
  if (!signal.aborted) yield lastEvent(fold, watch, call.asked);
  return undefined;
}

/** An answer that was complete before its connection broke stands; one that the server took back, or that broke before, does not. */
function afterThrow(thrown: unknown, fold: AnswerFold, watch: WatchedFetch, asked: Asked): ModelEvent {
  const complete = thrown instanceof openaiPackage().APIError ? undefined : endingOf(fold, watch);
  return complete?.type === 'done' ? fold.done(complete.note) : failed(failure(thrown, fold, watch, asked), fold);
}

function endingOf(fold: AnswerFold, watch: WatchedFetch): AnswerFold['ending'] {
  fold.over(watch.marked());
  return fold.ending;
}

async function openStream(call: Call, conceded: ReadonlySet<Concession>, watch: WatchedFetch): Promise<AsyncIterator<unknown>> {
  const client = new (openaiPackage().OpenAI)({
    apiKey: call.asked.key,
    adminAPIKey: null,
    baseURL: call.server.url,
    maxRetries: 0,
    timeout: PACKAGE_TIMEOUT_MS,
    fetch: watch.fetch,
    // It would write to the console, where `--json` promises nothing but events.
    logLevel: 'off',
  });
  const events = await call.dialect.open(client, call.request, { conceded, signal: watch.signal });
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
