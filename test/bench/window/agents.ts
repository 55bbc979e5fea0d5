import type { Page } from 'playwright-core';
import { ask } from '../../e2e/support';
import { fullEvents } from '../../fakes/responseEvents';
import { type ResponsesServer, startResponsesServer } from '../../fakes/responsesServer';

/** Three times as fast as models speak today, in pieces as they send them. */
const PACE_MS = 12;
const PIECE = /[\s\S]{1,12}/g;

const PARAGRAPH =
  'I look at the **checkout** first: `price` and `tax` are asked one after the other, and neither needs the other’s answer.\n\n' +
  '- the price takes 57 ms\n- the tax takes 42 ms\n\n| call | median |\n|---|---|\n| price | 57 ms |\n| tax | 42 ms |\n\n' +
  '```js\nconst [price, tax] = await Promise.all([ask.price(cart), ask.tax(cart)]);\n```\n\n';

/** A model server that speaks at length, to any number of agents at once. */
export function talkingModel(paragraphs: number): Promise<ResponsesServer> {
  const text = PARAGRAPH.repeat(paragraphs);
  return startResponsesServer({
    keep: false,
    reply: (_request, index) => ({ events: spoken(text, index), paceMs: PACE_MS }),
  });
}

/** The answer's events, with its text in many small pieces. */
function spoken(text: string, index: number): readonly object[] {
  const usage = { input: 1_000, cached: 0, output: 1_000 };
  const plan = { model: 'm', index, items: [{ type: 'text', text }], usage, end: { type: 'completed' } } as const;
  let said = false;
  return fullEvents(plan).flatMap((event) => {
    if (!('delta' in event)) return [event];
    if (said) return [];
    said = true;
    return (text.match(PIECE) ?? []).map((delta) => ({ ...event, delta }));
  });
}

/** Opens threads in plan mode, each of which begins to be answered. */
export async function startAgents(page: Page, workspace: string, baseUrl: string, count: number): Promise<readonly string[]> {
  const threads: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const model = { api: 'responses', model: 'm', baseUrl } as const;
    const { thread } = await ask(page, 'thread/plan', { workspace, model });
    threads.push(thread);
    await say(page, thread);
  }
  return threads;
}

export async function say(page: Page, thread: string): Promise<void> {
  const command = { type: 'input.queue', text: 'How would you do it?' } as const;
  await ask(page, 'thread/command', { thread, id: crypto.randomUUID(), command });
}
