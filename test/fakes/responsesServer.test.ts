import OpenAI from 'openai';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import { afterEach, describe, expect, it } from 'vitest';
import { type ResponsesServer, startResponsesServer } from './responsesServer';

let server: ResponsesServer;
afterEach(() => server?.close());

const request = { model: 'gpt-test', input: [{ type: 'message', role: 'user', content: 'Hi' }], stream: true, store: false };

async function post(body: object, key = 'k'): Promise<{ status: number; error: unknown }> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await fetch(`${server.baseUrl}/responses`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  return {
    status: answer.status,
    error: answer.ok ? undefined : (JSON.parse(text) as { error: { message: string } }).error.message,
  };
}

describe('startResponsesServer', () => {
  it('sends the event sequence of the real API, numbered', async () => {
    server = await startResponsesServer({
      reply: () => ({
        items: [
          { type: 'reasoning', summary: ['Hm'], encrypted: 'e' },
          { type: 'text', text: 'abc' },
          { type: 'tool_call', name: 'f', arguments: {} },
        ],
      }),
    });
    const client = new OpenAI({ apiKey: 'k', baseURL: server.baseUrl });
    const events: ResponseStreamEvent[] = [];
    for await (const event of await client.responses.create({
      model: 'gpt-test',
      input: request.input as [],
      stream: true,
      store: false,
    })) {
      events.push(event);
    }
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_event, at) => at));
    expect([...new Set(events.map((event) => event.type))]).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.reasoning_summary_part.added',
      'response.reasoning_summary_text.delta',
      'response.reasoning_summary_text.done',
      'response.reasoning_summary_part.done',
      'response.output_item.done',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.done',
      'response.completed',
    ]);
  });

  it('refuses what the real API refuses', async () => {
    server = await startResponsesServer({ keys: ['k'], models: ['gpt-test'], reply: () => ({ items: [] }) });
    const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' };
    const output = { type: 'function_call_output', call_id: 'c', output: 'ok' };
    const thought = { type: 'reasoning', id: 'rs', summary: [], encrypted_content: 'e' };
    const asked = async (input: readonly object[]) => post({ ...request, input });
    expect(await asked([call, output])).toEqual({ status: 200, error: undefined });
    expect(await asked([call])).toEqual({ status: 400, error: 'No tool output found for function call c.' });
    expect(await asked([output])).toEqual({ status: 400, error: 'No tool call found for function call output with call_id c.' });
    expect(await asked([thought])).toMatchObject({ status: 400, error: expect.stringContaining('required following item') });
    expect(await asked([{ ...thought, encrypted_content: null }, call, output])).toMatchObject({ status: 404 });
    expect(await asked([{ type: 'no_such_item' }])).toMatchObject({ status: 400 });
    expect(await post(request, 'wrong')).toMatchObject({ status: 401 });
    expect(await post({ ...request, model: 'other' })).toMatchObject({ status: 404 });
    expect(await post({ ...request, stream: false })).toMatchObject({ status: 400 });
    expect(server.requests.map(({ refused }) => refused !== undefined)).toEqual([false, ...Array<boolean>(8).fill(true)]);
  });
});
