import type { Disposable } from '../../shared/kernel/lifecycle';

/**
 * Longest silence of a server, before and inside an answer. Reasoning models and local servers that read a long prompt send
 * nothing for minutes; 4 minutes is below the 5 after which Node's fetch gives up by itself with a worse message.
 */
export const QUIET_LIMIT_MS = 240_000;

/** Largest answer taken. 128,000 tokens sent one by one come to some 50 MB of events; beyond this a server has gone wild. */
const ANSWER_LIMIT_BYTES = 256 * 1024 * 1024;

/** How long a finished answer's connection may take to close its stream; kept that long it serves the next request. */
const LINGER_MS = 2000;

/** Bytes of the answer's end that are kept to see its mark: the mark itself and the white space that may follow. */
const TAIL_BYTES = 32;

export type WatchState = 'waiting' | 'answering' | 'quiet' | 'too_large';

/** One request's fetch: notices silence (any byte counts, so keep-alive comments do too) and bounds the answer. */
export interface WatchedFetch extends Disposable {
  readonly fetch: typeof fetch;
  /** Aborts with the caller's signal, on silence, on an oversized answer, and on `dispose`. */
  readonly signal: AbortSignal;
  state(): WatchState;
  /** The body of an answer that was not 2xx, as text. */
  refusal(): string | undefined;
  contentType(): string;
  /** Whether the answer so far ends with the `[DONE]` that some APIs mark its end with; the package does not tell. */
  marked(): boolean;
  /** The answer is complete: from now on only wait, for a short while, that its stream closes. */
  linger(): void;
  dispose(): void;
}

export function watchedFetch(caller: AbortSignal, quietMs: number): WatchedFetch {
  const controller = new AbortController();
  let state: WatchState = 'waiting';
  let refusal: string | undefined;
  let contentType = '';
  let bytes = 0;
  let tail = Buffer.alloc(0);
  const stop = () => controller.abort();
  const giveUp = (why: WatchState) => {
    state = why;
    stop();
  };
  let timer = setTimeout(giveUp, quietMs, 'quiet');
  const touch = (chunk: Uint8Array) => {
    timer.refresh();
    bytes += chunk.byteLength;
    tail = Buffer.concat([tail, chunk.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
    if (bytes > ANSWER_LIMIT_BYTES) giveUp('too_large');
  };
  caller.addEventListener('abort', stop, { once: true });
  if (caller.aborted) stop();

  const watched: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    state = 'answering';
    contentType = answer.headers.get('content-type') ?? '';
    const heard = hearing(answer, touch);
    if (heard.ok) return heard;
    refusal = await heard.text();
    return new Response(refusal, { status: answer.status, headers: answer.headers });
  };
  const dispose = () => {
    clearTimeout(timer);
    caller.removeEventListener('abort', stop);
    stop();
  };
  const linger = () => {
    clearTimeout(timer);
    timer = setTimeout(dispose, LINGER_MS);
    timer.unref();
  };
  return {
    fetch: watched,
    signal: controller.signal,
    state: () => state,
    refusal: () => refusal,
    contentType: () => contentType,
    marked: () => /^data:\s*\[DONE\]\s*$/m.test(tail.toString('latin1')),
    linger,
    dispose,
  };
}

/** The same answer, with every chunk of its body reported before it is handed on. */
function hearing(answer: Response, touch: (chunk: Uint8Array) => void): Response {
  touch(new Uint8Array());
  if (!answer.body || answer.status < 200 || answer.status > 599) return answer;
  const listener = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, out) {
      touch(chunk);
      out.enqueue(chunk);
    },
  });
  return new Response(answer.body.pipeThrough(listener), {
    status: answer.status,
    statusText: answer.statusText,
    headers: answer.headers,
  });
}
