import { deserialize, serialize } from 'node:v8';
import { Engine } from '../../../electron/engine/engine';
import { openThread } from '../../../electron/ipc/threads';
import { type EventStore, openEventStore } from '../../../electron/store/eventStore';
import type { OpenedThread } from '../../../shared/ipc/methods';
import { EMPTY_CONVERSATION, extendConversation } from '../../../shared/views/conversation';
import { LONG_THREAD, writeLongLog } from './longLog';
import { serveRole } from './roleProcess';

type LogOrder =
  | { readonly order: 'write'; readonly file: string; readonly events: number }
  | { readonly order: 'open'; readonly file: string }
  | { readonly order: 'append'; readonly file: string; readonly events: number };

/** Milliseconds of what was ordered. */
export interface LogReport {
  readonly ms: number;
}

/** The event log alone: writes a long one, opens a thread of it as a window does, appends to one. */
export function keepLog(): void {
  serveRole(async (message: LogOrder): Promise<LogReport> => {
    const store = openEventStore(message.file, { mode: 'write' });
    if (!store.ok) throw new Error(store.error.message);
    try {
      return { ms: carriedOut(store.value, message) };
    } finally {
      store.value.dispose();
    }
  });
}

function carriedOut(store: EventStore, message: LogOrder): number {
  switch (message.order) {
    case 'write':
      return timed(() => writeLongLog(store, message.events));
    case 'open':
      return timed(() => lastScreen(store));
    case 'append':
      return timed(() => appendEach(store, message.events));
  }
}

function timed(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

/** From the click to the rows of the last screen: main's answer, its way over the bridge, and the page's fold. */
function lastScreen(store: EventStore): void {
  const engine = new Engine({ store, now: Date.now, carryOut: () => Promise.reject(new Error('nothing is carried out')) });
  const opened = openThread({ engine, store } as unknown as Parameters<typeof openThread>[0], LONG_THREAD);
  if (!opened.ok) throw new Error(opened.error.message);
  const arrived = deserialize(serialize(opened.value)) as OpenedThread;
  const { rows } = extendConversation(EMPTY_CONVERSATION, arrived.events);
  if (rows.length === 0) throw new Error('the last screen is empty');
}

/** One event, one durable transaction, over and over: the least favourable way to append. */
function appendEach(store: EventStore, events: number): void {
  const data = { request: 't1r1a1', turn: 't1', attempt: 1, inputEstimate: 4_000 };
  for (let after = 0; after < events; after += 1) {
    const stored = store.append({ thread: 'rate', after, events: [{ at: after, type: 'request.started', data }] });
    if (!stored.ok) throw new Error(stored.error.message);
  }
}
