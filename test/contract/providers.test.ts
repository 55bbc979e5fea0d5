import { afterEach, describe, expect, it } from 'vitest';
import type { ModelProvider } from '../../electron/ports/modelProvider';
import { openaiChat } from '../../electron/providers/openaiChat';
import { openaiResponses } from '../../electron/providers/openaiResponses';
import { type Script, scripted } from '../../electron/providers/scripted';
import type { ModelRequest, TranscriptItem } from '../../shared/provider/model';
import { chatReplyFromScript } from '../fakes/chatReplyFromScript';
import { startChatServer } from '../fakes/chatServer';
import { collect, joined, modelRequest } from '../fakes/collect';
import type { ModelServer } from '../fakes/modelServer';
import { replyFromScript } from '../fakes/replyFromScript';
import { startResponsesServer } from '../fakes/responsesServer';

const script: Script = {
  name: 'contract',
  label: 'Scripted agent',
  steps: [
    { id: 'look', say: 'I look.', calls: ['a', 'b'].map((path) => ({ name: 'read_file', arguments: { path } })) },
    { id: 'fix', say: '', calls: [{ name: 'shell', arguments: { command: 'touch "größe x"' } }] },
    { id: 'report', say: 'One test is left to repair.', calls: [] },
    { id: 'claim', say: 'Now it is done.', calls: [{ name: 'update_goal', arguments: { status: 'complete', summary: 'ok' } }] },
  ],
};

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const providers: readonly { readonly name: string; readonly make: () => Promise<ModelProvider> }[] = [
  { name: 'scripted', make: async () => scripted(script) },
  {
    name: 'openaiResponses',
    make: async () => {
      server = await startResponsesServer({ reply: replyFromScript(script) });
      return openaiResponses({ apiKey: 'sk-test', baseUrl: server.baseUrl });
    },
  },
  {
    name: 'openaiChat',
    make: async () => {
      server = await startChatServer({ reply: chatReplyFromScript(script) });
      return openaiChat({ apiKey: 'sk-test', baseUrl: server.baseUrl });
    },
  },
];

/** Plays turns as the engine does, answering every call, until a message comes without calls after the last step. */
async function playThrough(
  provider: ModelProvider,
  answer: (call: string) => string | undefined,
): Promise<readonly TranscriptItem[]> {
  const items: TranscriptItem[] = [{ type: 'message', role: 'user', text: 'Pursue the goal.' }];
  for (let asked = 0; asked < 12; asked++) {
    const last = (await collect(provider, modelRequest({ items }))).at(-1);
    if (last?.type !== 'done') throw new Error(JSON.stringify(last));
    items.push(...last.items);
    for (const item of last.items) {
      const output = item.type === 'tool_call' ? answer(item.call) : undefined;
      if (item.type === 'tool_call' && output !== undefined) items.push({ type: 'tool_result', call: item.call, output });
    }
    if (last.items.some((item) => item.type === 'message' && item.text.includes('is over'))) return items;
  }
  throw new Error('the script did not end');
}

const moves = (items: readonly TranscriptItem[]) =>
  items.flatMap((item) =>
    item.type === 'tool_call' ? [item.call] : item.type === 'message' && item.role === 'assistant' ? [item.text] : [],
  );

describe.each(providers)('$name as a model provider', ({ make }) => {
  it('plays the whole conversation, each step once', async () => {
    const items = await playThrough(await make(), () => 'ok');
    expect(moves(items)).toEqual([
      'I look.',
      'look-1',
      'look-2',
      'fix-1',
      'One test is left to repair.',
      'Now it is done.',
      'claim-1',
      'The script "contract" is over, nothing is left to play.',
    ]);
    expect(server?.requests.map(({ refused }) => refused) ?? []).toEqual(server?.requests.map(() => undefined) ?? []);
  });

  it('goes on after calls that were interrupted or never answered', async () => {
    const outputs: Record<string, string | undefined> = { 'look-2': 'Interrupted: the app was stopped.', 'fix-1': undefined };
    const items = await playThrough(await make(), (call) => (call in outputs ? outputs[call] : 'ok'));
    expect(moves(items).filter((move) => /^(look|fix)-/.test(move))).toEqual([
      'look-1',
      'look-2',
      'look-2-r2',
      'fix-1',
      'fix-1-r2',
    ]);
  });

  it('shows in deltas exactly the text of its items, and ends with one last event', async () => {
    const events = await collect(await make());
    const last = events.at(-1);
    expect(last?.type).toBe('done');
    expect(events.slice(0, -1).every((event) => event.type.endsWith('_delta'))).toBe(true);
    expect(joined(events, 'text_delta')).toBe('I look.');
  });

  it('calls nothing without tools', async () => {
    const wrapUp: ModelRequest = modelRequest({ tools: [] });
    const last = (await collect(await make(), wrapUp)).at(-1);
    expect(last?.type === 'done' && last.items.filter((item) => item.type === 'tool_call')).toEqual([]);
  });

  it('is silent once aborted', async () => {
    expect(await collect(await make(), modelRequest(), AbortSignal.abort())).toEqual([]);
  });
});
