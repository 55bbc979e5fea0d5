import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelEvent, TranscriptItem } from '../../shared/provider/model';
import { startChatServer } from '../../test/fakes/chatServer';
import { collect, joined, modelRequest } from '../../test/fakes/collect';
import type { ModelServer, ModelServerOptions, ServerReply } from '../../test/fakes/modelServer';
import { openaiChat } from './openaiChat';

const KEY = 'sk-test-1234567890';
let server: ModelServer;

async function serve(reply: ModelServerOptions['reply'], rules: Partial<ModelServerOptions> = {}, quietMs?: number) {
  server = await startChatServer({ ...rules, reply });
  return openaiChat({ apiKey: KEY, baseUrl: server.baseUrl, ...(quietMs === undefined ? {} : { quietMs }) });
}

/** The last event of one request against a server that answers so; `%` in messages stands for the server's host and port. */
async function answered(reply: ServerReply, rules: Partial<ModelServerOptions> = {}, quietMs?: number): Promise<unknown> {
  const events = await collect(await serve(() => reply, rules, quietMs));
  expect(JSON.stringify(events)).not.toContain(KEY);
  return JSON.parse(JSON.stringify(events.at(-1)).replaceAll(new URL(server.baseUrl).host, '%'));
}

const keysOf = (index: number) => Object.keys(server.requests[index]?.body as object);
const failed = (error: object, usage?: object) => ({ type: 'failed', error, ...(usage ? { usage } : {}) });
const HELLO = { items: [{ type: 'text', text: 'one two three' }] } as const;

afterEach(() => server?.close());

describe('openaiChat', () => {
  it('streams text and thoughts, then hands over the text, every call and the usage', async () => {
    const provider = await serve(() => ({
      items: [
        { type: 'reasoning', summary: ['First thought.'] },
        { type: 'text', text: 'Grüße, 世界 🌍 — looking.' },
        { type: 'tool_call', name: 'shell', arguments: { command: 'ls "a b"' }, call: 'call_a' },
        { type: 'tool_call', name: 'shell', arguments: '{"command": ', call: 'call_b' },
      ],
      usage: { input: 100, cached: 60, output: 20 },
    }));
    const events = await collect(provider);
    expect(joined(events, 'text_delta')).toBe('Grüße, 世界 🌍 — looking.');
    expect(joined(events, 'reasoning_delta')).toBe('First thought.');
    expect(events.filter((event) => event.type === 'text_delta').length).toBeGreaterThan(1);
    expect(events.at(-1)).toEqual({
      type: 'done',
      items: [
        { type: 'message', role: 'assistant', text: 'Grüße, 世界 🌍 — looking.' },
        { type: 'tool_call', call: 'call_a', name: 'shell', arguments: '{"command":"ls \\"a b\\""}' },
        { type: 'tool_call', call: 'call_b', name: 'shell', arguments: '{"command": ' },
      ],
      usage: { input: 100, cached: 60, output: 20 },
    });
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(keysOf(0)).toEqual(['model', 'messages', 'stream', 'stream_options', 'tools']);
  });

  it('works with a server that leaves out ids, indexes, the reason for finishing and the usage', async () => {
    const calls = ['a', 'b'].map((command) => ({ type: 'tool_call' as const, name: 'shell', arguments: { command } }));
    const provider = await serve(() => ({ sparse: true, items: [{ type: 'text', text: 'Two calls.' }, ...calls] }));
    const done = (await collect(provider)).at(-1);
    if (done?.type !== 'done') throw new Error('the request failed');
    expect(done.usage).toEqual({ input: 0, cached: 0, output: 0 });
    expect(done.items).toEqual([
      { type: 'message', role: 'assistant', text: 'Two calls.' },
      { type: 'tool_call', call: expect.any(String), name: 'shell', arguments: '{"command":"a"}' },
      { type: 'tool_call', call: expect.any(String), name: 'shell', arguments: '{"command":"b"}' },
    ]);
    const results = done.items.flatMap((item): TranscriptItem[] =>
      item.type === 'tool_call' ? [{ type: 'tool_result', call: item.call, output: 'ok' }] : [],
    );
    await collect(provider, modelRequest({ items: [...modelRequest().items, ...done.items, ...results] }));
    expect(server.requests.map(({ refused }) => refused)).toEqual([undefined, undefined]);
  });

  it('serves successive requests over kept connections', async () => {
    const provider = await serve(() => HELLO);
    for (let turn = 0; turn < 6; turn++) await collect(provider);
    // One looks whether the server can be reached; a request may come before the last connection is free again.
    expect(server.connections()).toBeLessThanOrEqual(3);
  });

  it('asks once more without what the server does not know, and remembers', async () => {
    const provider = await serve(() => HELLO, { unknownKeys: ['stream_options', 'max_tokens'] });
    const request = modelRequest({ maxOutputTokens: 500 });
    for (let turn = 0; turn < 2; turn++) expect((await collect(provider, request)).at(-1)).toMatchObject({ type: 'done' });
    expect(server.requests.map(({ refused }) => refused !== undefined)).toEqual([true, true, false, false]);
    expect(keysOf(3)).toEqual(['model', 'messages', 'stream', 'tools', 'max_completion_tokens']);
  });

  it('reports what is refused again when it was left out', async () => {
    const body = { error: { message: "'stream_options' is odd" } };
    expect(await answered({ status: 400, body })).toMatchObject({ type: 'failed', error: { kind: 'bad_request' } });
    expect(server.requests).toHaveLength(2);
  });

  it('takes what came when the output limit cut the response, and says so', async () => {
    const end = { type: 'incomplete', reason: 'max_output_tokens' } as const;
    expect(await answered({ ...HELLO, usage: { input: 5, cached: 0, output: 16 }, end })).toMatchObject({
      type: 'done',
      items: [{ text: 'one two three' }],
      note: expect.stringContaining('limit of output tokens'),
    });
  });

  it('ends without an event when aborted, before the answer and in it, and the server sees the connection go', async () => {
    for (const reply of [{ hang: true } as const, { ...HELLO, hangAfter: 3 }]) {
      const abort = new AbortController();
      const provider = await serve(() => {
        if ('hang' in reply) abort.abort();
        return reply;
      });
      const events: string[] = [];
      for await (const event of provider.stream(modelRequest(), abort.signal)) {
        events.push(event.type);
        abort.abort();
      }
      expect(events).toEqual('hang' in reply ? [] : ['text_delta']);
      expect(await server.requests[0]?.ended).toBe('aborted');
      await server.close();
    }
  });
});

describe('a failure of a chat server', () => {
  it('is told in the same kinds and words as over the other API', async () => {
    const slow = { error: { message: 'Slow down.', code: 'rate_limit_exceeded' } };
    expect(await answered({ status: 429, headers: { 'retry-after': '7' }, body: slow })).toMatchObject({
      error: { kind: 'rate_limited', status: 429, retryAfterMs: 7000 },
    });
    await server.close();
    const used = { error: { message: 'Used up', type: 'usage_limit_reached', resets_at: 1_800_000_000 } };
    expect(await answered({ status: 429, body: used })).toMatchObject({ error: { kind: 'quota', resetAt: 1_800_000_000_000 } });
    await server.close();
    const full = {
      error: { code: 400, message: 'the request exceeds the available context size', type: 'exceed_context_size_error' },
    };
    expect(await answered({ status: 400, body: full })).toMatchObject({ error: { kind: 'context_full' } });
    await server.close();
    expect(await answered(HELLO, { keys: ['another'] })).toMatchObject({ error: { kind: 'auth', status: 401 } });
    await server.close();
    expect(await answered(HELLO, { models: ['other'] })).toMatchObject({ error: { kind: 'bad_model', status: 404 } });
  });

  it('suspects the address where the API is not, and where something else is', async () => {
    server = await startChatServer({ reply: () => HELLO });
    const [event] = await collect(openaiChat({ apiKey: KEY, baseUrl: server.baseUrl.replace('/v1', '') }));
    expect(event).toMatchObject({
      error: { kind: 'bad_request', message: expect.stringMatching(/no Chat Completions API .*\/v1/) },
    });
    await server.close();
    expect(await answered({ status: 200, body: { error: 'Unexpected endpoint or method.' } })).toEqual(
      failed({
        kind: 'bad_request',
        message:
          'The server at % answered with application/json rather than a stream of events: check that OPENAI_BASE_URL names a Chat Completions API (it usually ends in /v1).',
      }),
    );
  });

  it('inside the stream is what the server says, also behind text', async () => {
    const end = { type: 'failed', code: '502', message: 'Provider disconnected' } as const;
    expect(await answered({ ...HELLO, end })).toEqual(
      failed({
        kind: 'server',
        status: 502,
        message: 'The server at % failed (502, "Provider disconnected"): try again in a moment.',
      }),
    );
  });

  it('is a cut when connection or stream end in the middle, with what was counted by then', async () => {
    expect(await answered({ ...HELLO, cutAfter: 3 })).toMatchObject({ type: 'failed', error: { kind: 'cut' } });
    await server.close();
    const usage = { prompt_tokens: 9, completion_tokens: 1 };
    expect(await answered({ events: [{ choices: [{ delta: { content: 'one' } }], usage }] })).toEqual(
      failed(
        {
          kind: 'cut',
          message: 'The answer of the server at % was cut off (the stream ended before the response did): try again.',
        },
        { input: 9, cached: 0, output: 1 },
      ),
    );
  });

  it('after the last word is none: the answer stands', async () => {
    const events = [{ choices: [{ delta: { content: 'one' }, finish_reason: 'stop' }] }, { choices: [] }];
    expect(await answered({ events, cutAfter: 1 })).toMatchObject({ type: 'done', items: [{ text: 'one' }] });
    await server.close();
    expect(await answered({ events, hangAfter: 2 }, {}, 300)).toMatchObject({ type: 'done', items: [{ text: 'one' }] });
  });

  it('is noticed when the server falls silent, before the answer and inside it', async () => {
    expect(await answered({ hang: true }, {}, 300)).toMatchObject({ error: { kind: 'unreachable' } });
    await server.close();
    expect(await answered({ ...HELLO, hangAfter: 3 }, {}, 300)).toEqual(
      failed({ kind: 'cut', message: 'The answer of the server at % was cut off (it fell silent): try again.' }),
    );
  });

  it('that cannot be reached names the server and what to look at', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    const events: readonly ModelEvent[] = await collect(openaiChat({ apiKey: KEY, baseUrl: `http://127.0.0.1:${port}/v1` }));
    const message = `Cannot reach the model server at 127.0.0.1:${port} (connection refused): check that it is up and that OPENAI_BASE_URL is right.`;
    expect(events).toEqual([failed({ kind: 'unreachable', message })]);
  });
});
