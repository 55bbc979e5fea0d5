import { afterEach, describe, expect, it } from 'vitest';
import { startChatServer } from '../../test/fakes/chatServer';
import { collect } from '../../test/fakes/collect';
import { type ResponsesServer, startResponsesServer } from '../../test/fakes/responsesServer';
import { PLACEHOLDER_KEY } from './placeholderKey';
import { createProviderRegistry } from './registry';
import type { Script } from './scripted';

const demo: Script = { name: 'demo', label: 'Scripted agent', steps: [{ id: 'a', say: 'Hello.', calls: [] }] };
const registry = (key?: string) => createProviderRegistry({ scripts: { demo }, secret: () => key });
let server: ResponsesServer | undefined;

afterEach(() => server?.close());

describe('createProviderRegistry', () => {
  it('plays a script by name and says which there are', async () => {
    const found = registry().provider({ api: 'scripted', script: 'demo' });
    expect(found.ok && (await collect(found.value)).at(-1)).toMatchObject({ type: 'done', items: [{ text: 'Hello.' }] });
    expect(registry().provider({ api: 'scripted', script: 'toString' })).toEqual({
      ok: false,
      error: { kind: 'bad_model', message: 'There is no script named "toString": use one of these: demo.' },
    });
  });

  it('asks for a key, with the remedy', () => {
    const message = (at: string) =>
      `There is no key for the model server at ${at}: set OPENAI_API_KEY, or name a server of your own with OPENAI_BASE_URL.`;
    expect(registry().provider({ api: 'responses', model: 'm' })).toEqual({
      ok: false,
      error: { kind: 'auth', message: message('api.openai.com:443') },
    });
    expect(registry('  ').provider({ api: 'responses', model: 'm', baseUrl: 'https://models.example/v1' })).toEqual({
      ok: false,
      error: { kind: 'auth', message: message('models.example:443') },
    });
  });

  it('sends a placeholder to a server on this machine, and a real key when there is one', async () => {
    server = await startResponsesServer({ reply: () => ({ items: [{ type: 'text', text: 'Hi' }] }) });
    for (const key of [undefined, ' sk-real\n']) {
      const found = registry(key).provider({ api: 'responses', model: 'm', baseUrl: server.baseUrl });
      expect(found.ok && (await collect(found.value)).at(-1)).toMatchObject({ type: 'done' });
    }
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${PLACEHOLDER_KEY}`, 'Bearer sk-real']);
  });

  it('asks a chat server without a key, on another machine too, but not OpenAI’s own', async () => {
    server = await startChatServer({ reply: () => ({ items: [{ type: 'text', text: 'Hi' }] }) });
    const found = registry().provider({ api: 'chat', model: 'm', baseUrl: server.baseUrl });
    expect(found.ok && (await collect(found.value)).at(-1)).toMatchObject({ type: 'done', items: [{ text: 'Hi' }] });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${PLACEHOLDER_KEY}`]);
    expect(registry().provider({ api: 'chat', model: 'm', baseUrl: 'http://192.168.1.5:11434/v1' }).ok).toBe(true);
    expect(registry().provider({ api: 'chat', model: 'm' })).toMatchObject({ ok: false, error: { kind: 'auth' } });
  });

  it('tells the two APIs of one server apart', () => {
    const both = registry('sk-one');
    const of = (api: 'chat' | 'responses') => both.provider({ api, model: 'm', baseUrl: 'http://127.0.0.1:1/v1' });
    const [chat, responses, again] = [of('chat'), of('responses'), of('chat')];
    expect(chat.ok && again.ok && chat.value === again.value).toBe(true);
    expect(chat.ok && responses.ok && chat.value === responses.value).toBe(false);
  });

  it('keeps what a provider learned of its server until the key changes', () => {
    let key = 'sk-one';
    const keyed = createProviderRegistry({ scripts: {}, secret: () => key });
    const ask = () => keyed.provider({ api: 'responses', model: 'm', baseUrl: 'http://127.0.0.1:1/v1' });
    const provider = (answer: ReturnType<typeof ask>) => answer.ok && answer.value;
    const first = provider(ask());
    expect(provider(ask())).toBe(first);
    key = 'sk-two';
    expect(provider(ask())).not.toBe(first);
  });

  it('refuses an address that is none', () => {
    const answer = registry('sk-x').provider({ api: 'responses', model: 'm', baseUrl: 'ftp://models.example' });
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'bad_request', message: expect.stringContaining('OPENAI_BASE_URL') },
    });
  });
});
