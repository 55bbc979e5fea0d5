import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ServerApi } from '../../shared/provider/model';
import { type Reply, startResponsesServer } from '../../test/fakes/responsesServer';
import { createProviderRegistry } from '../providers/registry';
import { connectionTests } from './connectionTest';
import type { WindowParts } from './ipc';

const PRICE = { input: 1, cached: 0.1, output: 2 };
const KEY = 'sk-not-to-be-told-0123';

/** The tests over the real providers, and nothing else of the app. */
function tests(key: string | undefined = KEY, limitMs?: number) {
  const registry = createProviderRegistry({ scripts: {}, secret: () => key });
  const parts = {
    core: { provider: registry.provider },
    settings: { current: () => ({ prices: { priced: PRICE } }) },
  } as unknown as Pick<WindowParts, 'core' | 'settings'>;
  const { testConnection, cancelTest } = connectionTests(limitMs);
  const page = new AbortController();
  const test = async (baseUrl: string, model = 'priced', api: ServerApi = 'responses') => {
    const answer = await testConnection(parts, { baseUrl, model, api }, page.signal);
    if (!answer.ok) throw new Error('A test is always answered.');
    return answer.value;
  };
  return { test, cancelTest, leave: () => page.abort() };
}

async function model(reply: () => Reply) {
  const server = await startResponsesServer({ reply });
  onTestFinished(() => server.close());
  return server;
}

async function plainServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

describe('a test of the connection', () => {
  it('asks for one word, without a tool, and tells what that cost', async () => {
    const server = await model(() => ({ items: [{ type: 'text', text: 'ok' }] }));
    const tested = await tests().test(server.baseUrl);
    expect(tested).toMatchObject({ result: 'works', ms: expect.any(Number), usd: expect.any(Number) });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.body).toMatchObject({ model: 'priced', max_output_tokens: 16 });
    expect(server.requests[0]?.body).not.toMatchObject({ tools: [expect.anything()] });
    const unpriced = await tests().test(server.baseUrl, 'other');
    expect(unpriced).toMatchObject({ result: 'works', usd: null });
  });

  it('works where the one word did not fit into what it may take', async () => {
    const server = await model(() => ({
      items: [{ type: 'text', text: 'o' }],
      end: { type: 'incomplete', reason: 'max_output_tokens' },
    }));
    expect(await tests().test(server.baseUrl)).toMatchObject({ result: 'works' });
  });

  it.each([
    ['a refused key', 401, { error: { message: `Incorrect API key provided: ${KEY}.` } }, 'key_refused', /Replace the key/],
    ['an unknown model', 404, { error: { code: 'model_not_found', message: 'no' } }, 'model_unknown', /as the server knows it/],
    ['another path', 404, { error: { message: 'Not found' } }, 'wrong_api', /choose the other API/],
    ['a used-up quota', 429, { error: { code: 'insufficient_quota', message: 'no' } }, 'quota', /key are right/],
    ['a rate limit', 429, { error: { message: 'slow down' } }, 'rate_limited', /key are right/],
    ['a failing server', 500, { error: { message: 'oh' } }, 'server', /Test again/],
  ] as const)('tells %s, with the remedy that is at hand, and never the key', async (_name, status, body, result, remedy) => {
    const server = await model(() => ({ status, body }));
    const tested = await tests().test(server.baseUrl);
    expect(tested).toMatchObject({ result, message: expect.stringMatching(remedy) });
    expect(JSON.stringify(tested)).not.toContain(KEY);
    expect(JSON.stringify(tested)).not.toMatch(/OPENAI_BASE_URL|--model|--api/);
  });

  it('tells a server that speaks something else', async () => {
    const page = await plainServer((_request, answer) =>
      answer.setHeader('content-type', 'text/html').end('<!doctype html>hello'),
    );
    expect(await tests().test(page)).toMatchObject({ result: 'wrong_api' });
  });

  it('tells where nothing listens, and where no key is set', async () => {
    expect(await tests().test('http://127.0.0.1:9/v1')).toMatchObject({ result: 'unreachable' });
    expect(await tests('').test('')).toMatchObject({ result: 'no_key', message: expect.stringContaining('Save a key') });
    expect(await tests().test('http://127.0.0.1:9/v1', ' ')).toMatchObject({ result: 'model_unknown' });
  });

  it('is bounded in time', async () => {
    const server = await model(() => ({ hang: true }));
    expect(await tests(KEY, 300).test(server.baseUrl)).toMatchObject({
      result: 'timeout',
      message: expect.stringContaining('0.3 s'),
    });
  });

  it('ends when it is cancelled, when another begins, and when its page goes', async () => {
    const hung = await model(() => ({ hang: true }));
    const { test, cancelTest, leave } = tests();
    const first = test(hung.baseUrl);
    const second = test(hung.baseUrl);
    expect(await first).toMatchObject({ result: 'cancelled' });
    cancelTest();
    expect(await second).toMatchObject({ result: 'cancelled' });
    const third = test(hung.baseUrl);
    leave();
    expect(await third).toMatchObject({ result: 'cancelled' });
  });
});
