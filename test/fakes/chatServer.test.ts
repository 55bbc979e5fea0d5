import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { startChatServer } from './chatServer';
import type { ModelServer } from './modelServer';

let server: ModelServer;
afterEach(() => server?.close());

async function post(messages: readonly object[], more: object = {}, key = 'k'): Promise<string> {
  const body = { model: 'gpt-test', stream: true, messages, ...more };
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await fetch(`${server.baseUrl}/chat/completions`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  return answer.ok ? 'ok' : `${answer.status} ${(JSON.parse(text) as { error: { message: string } }).error.message}`;
}

describe('startChatServer', () => {
  it('sends chunks that the package puts together itself', async () => {
    server = await startChatServer({
      reply: () => ({
        items: [
          { type: 'text', text: 'abc' },
          { type: 'tool_call', name: 'f', arguments: { a: 'x y' }, call: 'c1' },
          { type: 'tool_call', name: 'g', arguments: {}, call: 'c2' },
        ],
        usage: { input: 7, cached: 3, output: 2 },
      }),
    });
    const client = new OpenAI({ apiKey: 'k', baseURL: server.baseUrl });
    const streamed = client.chat.completions.stream({
      model: 'gpt-test',
      messages: [{ role: 'user', content: 'Hi' }],
      stream_options: { include_usage: true },
    });
    const { choices, usage } = await streamed.finalChatCompletion();
    expect(choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: {
        content: 'abc',
        tool_calls: [
          { id: 'c1', function: { name: 'f', arguments: '{"a":"x y"}' } },
          { id: 'c2', function: { name: 'g', arguments: '{}' } },
        ],
      },
    });
    expect(usage).toMatchObject({ prompt_tokens: 7, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 3 } });
  });

  it('refuses more than its model takes', async () => {
    server = await startChatServer({ contextTokens: 50, reply: () => ({ items: [] }) });
    expect(await post([{ role: 'user', content: 'Hi' }])).toBe('ok');
    expect(await post([{ role: 'user', content: 'word '.repeat(50) }])).toMatch(/^400 Your input exceeds the context window/);
  });

  it('refuses what some server refuses', async () => {
    server = await startChatServer({
      keys: ['k'],
      models: ['gpt-test'],
      unknownKeys: ['max_tokens'],
      reply: () => ({ items: [] }),
    });
    const [user, said] = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Yes' },
    ];
    const calling = (id: string, text = '{}') => ({
      role: 'assistant',
      content: '',
      tool_calls: [{ id, type: 'function', function: { name: 'f', arguments: text } }],
    });
    const answer = { role: 'tool', tool_call_id: 'c', content: 'ok' };
    expect(await post([user, calling('c'), answer])).toBe('ok');
    expect(await post([user, calling('c'), answer, said, user])).toBe('ok');
    expect(await post([user, calling('c')])).toMatch(/^400 Expected last role User or Tool/);
    expect(await post([user, calling('other'), answer])).toMatch(/must be a response to a preceding message/);
    expect(await post([user, said, answer])).toMatch(/must be a response to a preceding message/);
    expect(await post([user, calling('c'), answer, user])).toBe("400 Unexpected role 'user' after role 'tool'");
    expect(await post([user, user])).toBe("400 Unexpected role 'user' after role 'user'");
    expect(await post([said, user])).toMatch(/^400 Unexpected role 'assistant'/);
    expect(await post([user, calling('c', '{"a":'), answer])).toMatch(/invalid tool call arguments/);
    expect(await post([user, { ...calling('c'), content: null }, answer])).toMatch(/^400 Invalid 'messages.1.content'/);
    expect(await post([{ role: 'user', content: '' }])).toMatch(/^400 Invalid 'messages.0.content'/);
    expect(await post([user], { max_tokens: 5 })).toMatch(/Use 'max_completion_tokens' instead/);
    expect(await post([user], { store: false })).toMatch(/^400/);
    expect(await post([user], {}, 'wrong')).toMatch(/^401/);
    expect(await post([user], { model: 'other' })).toMatch(/^404/);
  });
});
