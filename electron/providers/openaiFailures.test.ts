import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelEvent } from '../../shared/provider/model';
import { collect } from '../../test/fakes/collect';
import {
  type Reply,
  type ResponsesServer,
  type ResponsesServerOptions,
  startResponsesServer,
} from '../../test/fakes/responsesServer';
import { openaiResponses } from './openaiResponses';

const KEY = 'sk-test-1234567890';
let server: ResponsesServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** The last event of one request against a server that answers so; `%` in messages stands for the server's host and port. */
async function answered(reply: Reply, rules: Partial<ResponsesServerOptions> = {}, options: { quietMs?: number } = {}) {
  server = await startResponsesServer({ ...rules, reply: () => reply });
  const events = await collect(openaiResponses({ apiKey: KEY, baseUrl: server.baseUrl, ...options }));
  expect(JSON.stringify(events)).not.toContain(KEY);
  return named(events.at(-1), new URL(server.baseUrl).host);
}

function named(event: ModelEvent | undefined, host: string): unknown {
  return JSON.parse(JSON.stringify(event).replaceAll(host, '%'));
}

const failed = (error: object, usage?: object) => ({ type: 'failed', error, ...(usage ? { usage } : {}) });

describe('a refusal of the server', () => {
  it('names the variable to set when the key is wrong, and not the key', async () => {
    expect(await answered({ items: [] }, { keys: ['sk-another'] })).toEqual(
      failed({
        kind: 'auth',
        status: 401,
        message:
          'The server at % refused the key (401, "Incorrect API key provided: …. You can find your API key in the settings"): set OPENAI_API_KEY to a key that it accepts.',
      }),
    );
  });

  it('names the model that the server does not have', async () => {
    expect(await answered({ items: [] }, { models: ['gpt-other'] })).toEqual(
      failed({
        kind: 'bad_model',
        status: 404,
        message:
          'The server at % has no model "gpt-test" for this key (404, "The model `gpt-test` does not exist or you do not have access to it"): name another with --model.',
      }),
    );
  });

  it('hands on how long a rate limit asks to wait', async () => {
    const body = { error: { message: 'Slow down.', code: 'rate_limit_exceeded' } };
    expect(await answered({ status: 429, headers: { 'retry-after': '7' }, body })).toEqual(
      failed({
        kind: 'rate_limited',
        status: 429,
        retryAfterMs: 7000,
        message:
          'The server at % limits the rate of requests (429, "Slow down"): wait and try again, or raise the account\'s limit.',
      }),
    );
  });

  it('tells a used-up quota from a rate limit, with its reset', async () => {
    const body = {
      error: { message: 'The usage limit has been reached', type: 'usage_limit_reached', resets_at: 1_800_000_000 },
    };
    expect(await answered({ status: 429, headers: { 'retry-after': '7' }, body })).toEqual(
      failed({
        kind: 'quota',
        status: 429,
        resetAt: 1_800_000_000_000,
        message:
          'The account\'s quota at % is used up (429, "The usage limit has been reached"): wait for its reset, or raise the limit with the provider.',
      }),
    );
  });

  it('shows no page of a proxy', async () => {
    const reply = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><body>Bad gateway</body></html>' };
    expect(await answered(reply)).toEqual(
      failed({ kind: 'server', status: 502, message: 'The server at % failed (502): try again in a moment.' }),
    );
  });

  it('finds the words of servers that say them elsewhere', async () => {
    expect(await answered({ status: 404, body: { error: "model 'gpt-test' not found" } })).toMatchObject({
      error: { kind: 'bad_model', message: expect.stringContaining("model 'gpt-test' not found") },
    });
  });

  it('suspects the address when nothing is there', async () => {
    server = await startResponsesServer({ reply: () => ({ items: [] }) });
    const wrong = server.baseUrl.replace('/v1', '/v2');
    const [event] = await collect(openaiResponses({ apiKey: KEY, baseUrl: wrong }));
    expect(event).toMatchObject({ error: { kind: 'bad_request', message: expect.stringContaining('check OPENAI_BASE_URL') } });
  });

  it('suspects the address when a page is there', async () => {
    const reply = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html></html>' };
    expect(await answered(reply)).toEqual(
      failed({
        kind: 'bad_request',
        message:
          'The server at % answered with text/html rather than a stream of events: check that OPENAI_BASE_URL names a Responses API (it usually ends in /v1).',
      }),
    );
  });
});

describe('a failure inside the stream', () => {
  it('reports the response as failed with what it cost', async () => {
    const end = { type: 'failed', code: 'server_error', message: 'The model crashed.' } as const;
    expect(await answered({ items: [{ type: 'text', text: 'Hi' }], usage: { input: 9, cached: 3, output: 1 }, end })).toEqual(
      failed(
        { kind: 'server', message: 'The server at % failed ("The model crashed"): try again in a moment.' },
        { input: 9, cached: 3, output: 1 },
      ),
    );
  });

  it('reads the error event of the package and the one servers send', async () => {
    const plain = { type: 'error', code: 'context_length_exceeded', message: 'Too long.', param: null, sequence_number: 1 };
    expect(await answered({ events: [plain] })).toMatchObject({ type: 'failed', error: { kind: 'context_full' } });
    await server?.close();
    const nested = { type: 'error', error: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'No credit.' } };
    expect(await answered({ events: [nested] })).toMatchObject({ type: 'failed', error: { kind: 'quota' } });
  });

  it('is cut when the connection or the stream ends before the response', async () => {
    const items = [{ type: 'text', text: 'one two three' }] as const;
    expect(await answered({ items, cutAfter: 5 })).toMatchObject({ type: 'failed', error: { kind: 'cut' } });
    await server?.close();
    expect(await answered({ events: [{ type: 'response.output_text.delta', delta: 'one' }] })).toEqual(
      failed({
        kind: 'cut',
        message: 'The answer of the server at % was cut off (the stream ended before the response did): try again.',
      }),
    );
  });

  it('is cut when an event is not JSON', async () => {
    const reply = { status: 200, headers: { 'content-type': 'text/event-stream' }, body: 'data: {"type": nonsense\n\n' };
    expect(await answered(reply)).toMatchObject({ type: 'failed', error: { kind: 'cut' } });
  });

  it('passes over events of unknown kinds and shapes', async () => {
    const events = [
      { type: 'response.something.new', delta: 5 },
      { type: 'response.output_text.delta', delta: { not: 'text' } },
      ['not', 'an', 'event'],
      { type: 'response.output_text.delta', delta: 'Hi', output_index: -3 },
      { type: 'response.completed', response: { usage: { input_tokens: '12', output_tokens: 4 } } },
    ];
    expect(await answered({ events })).toEqual({
      type: 'done',
      items: [{ type: 'message', role: 'assistant', text: 'Hi' }],
      usage: { input: 0, cached: 0, output: 4 },
    });
  });

  it('is noticed when the server falls silent, before the answer and inside it', async () => {
    // Long enough that a loaded machine still sends the first events within it.
    const quietMs = 300;
    expect(await answered({ hang: true }, {}, { quietMs })).toMatchObject({ type: 'failed', error: { kind: 'unreachable' } });
    await server?.close();
    const items = [{ type: 'text', text: 'one two three' }] as const;
    expect(await answered({ items, hangAfter: 5 }, {}, { quietMs })).toEqual(
      failed({ kind: 'cut', message: 'The answer of the server at % was cut off (it fell silent): try again.' }),
    );
    expect(await server?.requests[0]?.ended).toBe('aborted');
  });
});

describe('a server that cannot be reached', () => {
  it('is named by host and port when it refuses the connection', async () => {
    const { port } = await closedPort();
    const [event] = await collect(openaiResponses({ apiKey: KEY, baseUrl: `http://127.0.0.1:${port}/v1` }));
    const message = `Cannot reach the model server at 127.0.0.1:${port} (connection refused): check that it is up and that OPENAI_BASE_URL is right.`;
    expect(event).toEqual(failed({ kind: 'unreachable', message }));
  });

  it('is named when the name is unknown', async () => {
    const [event] = await collect(openaiResponses({ apiKey: KEY, baseUrl: 'https://no-such-host.invalid/v1' }));
    expect(event).toMatchObject({ error: { kind: 'unreachable', message: expect.stringContaining('no-such-host.invalid:443') } });
  });

  it('is unreachable when it goes away between two requests', async () => {
    server = await startResponsesServer({ reply: () => ({ items: [{ type: 'text', text: 'Hi' }] }) });
    const provider = openaiResponses({ apiKey: KEY, baseUrl: server.baseUrl });
    expect((await collect(provider)).at(-1)).toMatchObject({ type: 'done' });
    await server.close();
    expect(await collect(provider)).toMatchObject([{ type: 'failed', error: { kind: 'unreachable' } }]);
  });

  it('is unreachable when what listens does not speak HTTP', async () => {
    const other = createServer((socket) => socket.on('error', () => socket.destroy()).end('SSH-2.0-other\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address() as { port: number };
    const events = await collect(openaiResponses({ apiKey: KEY, baseUrl: `http://127.0.0.1:${address.port}/v1` }));
    other.close();
    expect(events).toMatchObject([{ type: 'failed', error: { kind: 'unreachable' } }]);
  });
});

describe('a key or an address that cannot be used', () => {
  it('is refused without a request, and the key is not quoted', async () => {
    for (const apiKey of ['', '  ', 'sk-with\nnewline', 'sk-with-…']) {
      const [event] = await collect(openaiResponses({ apiKey, baseUrl: 'http://127.0.0.1:1/v1' }));
      expect(event).toMatchObject({
        type: 'failed',
        error: { kind: 'auth', message: expect.stringContaining('set OPENAI_API_KEY') },
      });
      expect(JSON.stringify(event)).not.toContain('sk-with');
    }
  });

  it('is a bad request when the address is none', async () => {
    for (const baseUrl of ['localhost:1234', 'not an address', 'http://user:hush@localhost/v1']) {
      const [event] = await collect(openaiResponses({ apiKey: KEY, baseUrl }));
      expect(event).toMatchObject({
        type: 'failed',
        error: { kind: 'bad_request', message: expect.stringContaining('OPENAI_BASE_URL') },
      });
      expect(JSON.stringify(event)).not.toContain('hush');
    }
  });
});

async function closedPort(): Promise<{ port: number }> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return { port };
}
