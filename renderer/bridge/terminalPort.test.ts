import { describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../shared/ipc/methods';
import { PORT_CHANNEL } from '../../shared/ipc/push';
import { type ArrivedMessage, listenForPorts, PortDesk, type TerminalPlace } from './terminalPort';

const PLACE: TerminalPlace = { thread: 'th', terminal: 'c1', input: false };
const YES: Answer<'terminal/attach'> = { ok: true, value: {} };
const NO: Answer<'terminal/attach'> = { ok: false, error: { code: 'no_terminal', message: 'Gone.' } };

/** A page of the test's own, and what makes a message of the window to itself. */
function pageOf() {
  let heard: (event: ArrivedMessage) => void = () => undefined;
  const page = {
    location: { origin: 'app://goalpost' },
    addEventListener: (_type: 'message', listener: (event: ArrivedMessage) => void) => {
      heard = listener;
    },
  };
  const send = (ticket: string | undefined, port: MessagePort, changes: Partial<ArrivedMessage> = {}) =>
    heard({ source: page, origin: 'app://goalpost', data: { type: PORT_CHANNEL, ticket }, ports: [port], ...changes });
  return { page, send };
}

/** A desk on a page of the test's own, whose main answers when the test says so. */
function deskOf() {
  const { page, send } = pageOf();
  const orders: (TerminalPlace & { readonly ticket: string; answer(value: Answer<'terminal/attach'>): void })[] = [];
  const desk = new PortDesk(page, (order) => new Promise((answer) => orders.push({ ...order, answer })));
  return { desk, orders, send };
}

/** Both ends of a channel, and whether the one that is handed over was closed. */
function channel() {
  const { port1, port2 } = new MessageChannel();
  const closed = new Promise<string>((resolve) => port1.addEventListener('close', () => resolve('closed')));
  port1.start();
  return { own: port1, handed: port2, closed };
}

const never = () => new AbortController().signal;

describe('the desk for ports to terminals', () => {
  it('gives a port to who asked with its ticket, when main answers first', async () => {
    const { desk, orders, send } = deskOf();
    const { own, handed } = channel();
    const opened = desk.open(PLACE, never());
    orders[0]?.answer(YES);
    await Promise.resolve();
    send(orders[0]?.ticket, handed);
    expect(orders).toMatchObject([PLACE]);
    expect(await opened).toEqual({ ok: true, port: handed });
    own.close();
  });

  it('gives a port that comes before the answer', async () => {
    const { desk, orders, send } = deskOf();
    const { own, handed } = channel();
    const opened = desk.open(PLACE, never());
    send(orders[0]?.ticket, handed);
    orders[0]?.answer(YES);
    expect(await opened).toEqual({ ok: true, port: handed });
    own.close();
  });

  it('asks with another ticket each time, and never mixes them up', async () => {
    const { desk, orders, send } = deskOf();
    const [first, second] = [channel(), channel()];
    const opened = [desk.open(PLACE, never()), desk.open(PLACE, never())];
    send(orders[1]?.ticket, second.handed);
    send(orders[0]?.ticket, first.handed);
    for (const order of orders) order.answer(YES);
    const answers = await Promise.all(opened);
    expect(answers.map((answer) => answer.ok && answer.port)).toEqual([first.handed, second.handed]);
    for (const { own } of [first, second]) own.close();
  });

  it('hands on what main refuses, and closes a port that comes all the same', async () => {
    const { desk, orders, send } = deskOf();
    const { handed, closed } = channel();
    const opened = desk.open(PLACE, never());
    orders[0]?.answer(NO);
    expect(await opened).toEqual(NO);
    send(orders[0]?.ticket, handed);
    expect(await closed).toBe('closed');
  });

  it('closes a port that nobody waits for any more', async () => {
    const { desk, orders, send } = deskOf();
    const { handed, closed } = channel();
    const gone = new AbortController();
    const opened = desk.open(PLACE, gone.signal);
    gone.abort();
    orders[0]?.answer(YES);
    send(orders[0]?.ticket, handed);
    expect(await closed).toBe('closed');
    expect(await opened).toMatchObject({ ok: false, error: { code: 'given_up' } });
  });

  it.each<[string, Partial<ArrivedMessage>]>([
    ['of another window', { source: {} }],
    ['of another origin', { origin: 'https://example.com' }],
    ['of another type', { data: { type: 'other', ticket: 'x' } }],
    ['without words', { data: null }],
  ])('does not hear a message %s', async (_name, changes) => {
    const { desk, orders, send } = deskOf();
    const { own, handed } = channel();
    const wrong = channel();
    const opened = desk.open(PLACE, never());
    send(orders[0]?.ticket, wrong.handed, changes);
    send(orders[0]?.ticket, handed);
    orders[0]?.answer(YES);
    expect(await opened).toEqual({ ok: true, port: handed });
    for (const port of [own, wrong.own]) port.close();
  });

  it('closes a port that comes to a page that has not asked for one yet', async () => {
    const { page, send } = pageOf();
    vi.stubGlobal('window', page);
    listenForPorts();
    vi.unstubAllGlobals();
    const { handed, closed } = channel();
    send('asked for before the reload', handed);
    expect(await closed).toBe('closed');
  });
});
