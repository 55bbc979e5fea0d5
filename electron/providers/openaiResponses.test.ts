import { afterEach, describe, expect, it } from 'vitest';
import type { TranscriptItem } from '../../shared/provider/model';
import { collect, joined, modelRequest, patient } from '../../test/fakes/collect';
import { type ResponsesServer, type ResponsesServerOptions, startResponsesServer } from '../../test/fakes/responsesServer';
import { openaiResponses } from './openaiResponses';

const KEY = 'sk-test-1234567890';
let server: ResponsesServer;

async function serve(reply: ResponsesServerOptions['reply'], rules: Partial<ResponsesServerOptions> = {}) {
  server = await startResponsesServer({ ...rules, reply });
  return openaiResponses({ apiKey: KEY, baseUrl: server.baseUrl });
}

const inputOf = (index: number): unknown => (server.requests[index]?.body as { input?: unknown } | undefined)?.input;

afterEach(() => server?.close());

describe('openaiResponses', () => {
  it('streams text and reasoning, then hands over every item and the usage', async () => {
    const provider = await serve(() => ({
      items: [
        { type: 'reasoning', summary: ['First thought.', 'Second thought.'], encrypted: 'gAAA' },
        { type: 'text', text: 'Grüße, 世界 🌍 — looking.' },
        { type: 'tool_call', name: 'shell', arguments: { command: 'ls "a b"' }, call: 'call_a' },
        { type: 'tool_call', name: 'shell', arguments: '{"command": ', call: 'call_b' },
      ],
      usage: { input: 100, cached: 60, output: 20 },
    }));
    const events = await collect(provider);
    expect(joined(events, 'text_delta')).toBe('Grüße, 世界 🌍 — looking.');
    expect(joined(events, 'reasoning_delta')).toBe('First thought.\n\nSecond thought.');
    expect(events.filter((event) => event.type === 'text_delta').length).toBeGreaterThan(1);
    expect(events.at(-1)).toEqual({
      type: 'done',
      items: [
        { type: 'reasoning', id: 'rs_0_0', encrypted: 'gAAA', summary: ['First thought.', 'Second thought.'] },
        { type: 'message', role: 'assistant', text: 'Grüße, 世界 🌍 — looking.' },
        { type: 'tool_call', call: 'call_a', name: 'shell', arguments: '{"command":"ls \\"a b\\""}' },
        { type: 'tool_call', call: 'call_b', name: 'shell', arguments: '{"command": ' },
      ],
      usage: { input: 100, cached: 60, output: 20 },
    });
    expect(events.filter((event) => event.type === 'done' || event.type === 'failed')).toHaveLength(1);
  });

  it('asks statelessly for encrypted reasoning and parallel calls, without reasoning settings', async () => {
    const provider = await serve(() => ({ items: [{ type: 'text', text: 'Hi' }] }));
    await collect(provider, modelRequest({ maxOutputTokens: 500 }));
    expect(server.requests[0]?.body).toEqual({
      model: 'gpt-test',
      instructions: 'Be brief.',
      input: [{ type: 'message', role: 'user', content: 'Hello' }],
      stream: true,
      store: false,
      include: ['reasoning.encrypted_content'],
      tools: [
        {
          type: 'function',
          name: 'shell',
          description: 'Runs a command.',
          parameters: { type: 'object', properties: {} },
          strict: false,
        },
      ],
      parallel_tool_calls: true,
      max_output_tokens: 500,
    });
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  it('gives back what the model said, thought and called, so that the server accepts the next request', async () => {
    const provider = await serve((_request, index) =>
      index === 0
        ? {
            items: [
              { type: 'reasoning', summary: ['Hm.'], encrypted: 'secret-thought' },
              { type: 'tool_call', name: 'shell', arguments: { command: 'ls' }, call: 'call_1' },
            ],
          }
        : { items: [{ type: 'text', text: 'Done.' }] },
    );
    const first = (await collect(provider)).at(-1);
    if (first?.type !== 'done') throw new Error('the first request failed');
    const answered: TranscriptItem[] = [
      ...modelRequest().items,
      ...first.items,
      { type: 'tool_result', call: 'call_1', output: 'a.txt' },
    ];
    const second = await collect(provider, modelRequest({ items: answered }));
    expect(second.at(-1)).toMatchObject({ type: 'done', items: [{ type: 'message', role: 'assistant', text: 'Done.' }] });
    expect(server.requests[1]?.refused).toBeUndefined();
    expect(inputOf(1)).toEqual([
      { type: 'message', role: 'user', content: 'Hello' },
      { type: 'reasoning', id: 'rs_0_0', summary: [{ type: 'summary_text', text: 'Hm.' }], encrypted_content: 'secret-thought' },
      { type: 'function_call', call_id: 'call_1', name: 'shell', arguments: '{"command":"ls"}' },
      { type: 'function_call_output', call_id: 'call_1', output: 'a.txt' },
    ]);
  });

  it('serves successive requests over kept connections', async () => {
    const provider = await serve(() => ({ items: [{ type: 'text', text: 'Hi' }] }));
    for (let turn = 0; turn < 6; turn++) {
      await collect(provider);
      await server.requests[turn]?.ended;
    }
    // One looks whether the server can be reached; a request that comes before the last answer's end is read needs a second.
    expect(server.connections()).toBeLessThanOrEqual(3);
  });

  it('works with a server that leaves out ids, indexes, the output and the usage', async () => {
    const provider = await serve(() => ({
      sparse: true,
      items: [
        { type: 'reasoning', summary: ['Thinking.'] },
        { type: 'text', text: 'Two calls.' },
        { type: 'tool_call', name: 'shell', arguments: { command: 'a' } },
        { type: 'tool_call', name: 'shell', arguments: { command: 'b' } },
      ],
    }));
    const done = (await collect(provider)).at(-1);
    if (done?.type !== 'done') throw new Error('the request failed');
    const calls = done.items.flatMap((item) => (item.type === 'tool_call' ? [item.call] : []));
    expect(new Set(calls).size).toBe(2);
    expect(done).toEqual({
      type: 'done',
      items: [
        { type: 'reasoning', summary: ['Thinking.'] },
        { type: 'message', role: 'assistant', text: 'Two calls.' },
        { type: 'tool_call', call: calls[0], name: 'shell', arguments: '{"command":"a"}' },
        { type: 'tool_call', call: calls[1], name: 'shell', arguments: '{"command":"b"}' },
      ],
      usage: { input: 0, cached: 0, output: 0 },
    });
  });

  it('gives a call another id when the server repeats one of the conversation', async () => {
    const provider = await serve(() => ({ items: [{ type: 'tool_call', name: 'shell', arguments: {}, call: 'call_0' }] }));
    const items: TranscriptItem[] = [
      { type: 'tool_call', call: 'call_0', name: 'shell', arguments: '{}' },
      { type: 'tool_result', call: 'call_0', output: 'ok' },
    ];
    const done = (await collect(provider, modelRequest({ items }))).at(-1);
    expect(done).toMatchObject({ type: 'done', items: [{ type: 'tool_call', call: expect.not.stringMatching(/^call_0$/) }] });
  });

  it('takes what came when the output limit cut the response, and says so', async () => {
    const provider = await serve(() => ({
      items: [{ type: 'text', text: 'Half a' }],
      usage: { input: 5, cached: 0, output: 16 },
      end: { type: 'incomplete', reason: 'max_output_tokens' },
    }));
    expect((await collect(provider)).at(-1)).toEqual({
      type: 'done',
      items: [{ type: 'message', role: 'assistant', text: 'Half a' }],
      usage: { input: 5, cached: 0, output: 16 },
      note: 'The response was cut at the limit of output tokens.',
    });
  });

  it('asks a model without reasoning once more without it, and remembers', async () => {
    const provider = await serve(() => ({ items: [{ type: 'text', text: 'Hi' }] }), { withoutReasoning: ['gpt-test'] });
    const carried: TranscriptItem[] = [
      ...modelRequest().items,
      { type: 'reasoning', id: 'rs_other', encrypted: 'of another model', summary: [] },
      { type: 'message', role: 'assistant', text: 'Earlier.' },
    ];
    const events = await collect(provider, modelRequest({ items: carried }));
    await collect(provider);
    expect(events.at(-1)).toMatchObject({ type: 'done', items: [{ type: 'message', text: 'Hi' }] });
    const asked = server.requests.map(({ body, refused }) => ({
      refused: refused !== undefined,
      include: 'include' in (body as object),
    }));
    expect(asked).toEqual([
      { refused: true, include: true },
      { refused: false, include: false },
      { refused: false, include: false },
    ]);
    expect(JSON.stringify(server.requests[1]?.body)).not.toContain('of another model');
  });

  it('drops reasoning that the server cannot read any more', async () => {
    const body = { error: { message: 'The encrypted content could not be verified.', code: 'invalid_encrypted_content' } };
    const provider = await serve((request) =>
      JSON.stringify(request.body).includes('stale-thought') ? { status: 400, body } : { items: [{ type: 'text', text: 'Hi' }] },
    );
    const items: TranscriptItem[] = [
      { type: 'reasoning', encrypted: 'stale-thought', summary: [] },
      { type: 'message', role: 'assistant', text: 'Earlier.' },
      ...modelRequest().items,
    ];
    expect((await collect(provider, modelRequest({ items }))).at(-1)).toMatchObject({ type: 'done' });
    expect(server.requests).toHaveLength(2);
  });

  it('ends without an event when aborted in mid-stream, and the server sees the connection go', async () => {
    const provider = await serve(() => ({ items: [{ type: 'text', text: 'one two three' }], hangAfter: 5 }));
    const abort = new AbortController();
    const events: string[] = [];
    for await (const event of provider.stream(modelRequest(), abort.signal)) {
      events.push(event.type);
      abort.abort();
    }
    expect(events).toEqual(['text_delta']);
    expect(await server.requests[0]?.ended).toBe('aborted');
  });

  it('ends without an event when aborted before the answer, and asks nothing when aborted before', async () => {
    const abort = new AbortController();
    const provider = await serve(() => {
      abort.abort();
      return { hang: true };
    });
    const events = collect(provider, modelRequest(), abort.signal);
    expect(await events).toEqual([]);
    expect(await server.requests[0]?.ended).toBe('aborted');
    expect(await collect(provider, modelRequest(), abort.signal)).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it('lets the connection go when its reader stops early', async () => {
    const provider = await serve(() => ({ items: [{ type: 'text', text: 'one two three' }], hangAfter: 5 }));
    for await (const event of provider.stream(modelRequest(), patient())) if (event.type === 'text_delta') break;
    expect(await server.requests[0]?.ended).toBe('aborted');
  });
});
