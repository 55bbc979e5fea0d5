import { afterEach, describe, expect, it } from 'vitest';
import type { TerminalFrame, TerminalReply } from '../../../shared/terminal/frames';
import type { PortAnswer, TerminalPlace } from '../../bridge/terminalPort';
import { liveSource, MOST_AHEAD, savedSource, type ViewState } from './terminalSource';

const PLACE: TerminalPlace = { thread: 'th', terminal: 'c1', input: false };
const GONE: PortAnswer = { ok: false, error: { code: 'no_terminal', message: 'Gone.' } };

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A source whose askings the test answers, one by one. */
function watched() {
  const askings: { readonly place: TerminalPlace; readonly answer: (answer: PortAnswer) => void }[] = [];
  const back = new Set<() => void>();
  const states: ViewState[] = [];
  const drawn: string[] = [];
  const road = {
    open: (place: TerminalPlace) => new Promise<PortAnswer>((answer) => askings.push({ place, answer })),
    onHostBack: (listener: () => void) => {
      back.add(listener);
      return () => back.delete(listener);
    },
  };
  const source = liveSource(road, PLACE)(
    {
      screen: ({ text }) => drawn.push(text),
      write: (bytes, parsed) => {
        drawn.push(new TextDecoder().decode(bytes));
        parsed();
      },
      size: () => undefined,
    },
    (state) => states.push(state),
  );
  const join = (n: number) => {
    const { port1: owner, port2 } = new MessageChannel();
    const replies: TerminalReply[] = [];
    owner.addEventListener('message', ({ data }) => replies.push(data as TerminalReply));
    owner.start();
    open.push(owner, port2);
    askings[n]?.answer({ ok: true, port: port2 });
    const send = (...frames: readonly TerminalFrame[]) => {
      for (const frame of frames) owner.postMessage(frame);
    };
    return { owner, replies, send };
  };
  return { source, askings, back, states, drawn, join, hostBack: () => [...back].map((listener) => listener()) };
}

const screen = (text: string): TerminalFrame => ({ kind: 'screen', cols: 80, rows: 24, text, title: '' });
const shows = (fact: () => unknown, value: unknown) => expect.poll(fact, { timeout: 20_000 }).toEqual(value);

describe('the source of a live terminal', () => {
  it('asks when it is first seen, and once', () => {
    const { source, askings } = watched();
    source.see(false);
    expect(askings).toEqual([]);
    source.see(true);
    source.see(false);
    source.see(true);
    expect(askings).toMatchObject([{ place: PLACE }]);
  });

  it('is live with its first screen, and ended with the owner’s words', async () => {
    const { source, states, drawn, join } = watched();
    source.see(true);
    join(0).send(screen('one'), { kind: 'end', words: 'exit 0' });
    await shows(() => states, [{ status: 'live' }, { status: 'ended', words: 'exit 0' }]);
    expect(drawn).toEqual(['one']);
  });

  it('says that it is not seen where the sight was lost while it asked', async () => {
    const { source, join } = watched();
    source.see(true);
    source.see(false);
    const { replies } = join(0);
    await shows(() => replies, [{ kind: 'seen', seen: false }]);
  });

  it('keeps what is typed before it is joined, and hands it on once, in order', async () => {
    const { source, join } = watched();
    source.see(true);
    source.type('l');
    source.type('s\r');
    const { replies } = join(0);
    await shows(() => replies, [{ kind: 'input', text: 'ls\r' }]);
    source.type('\u0003');
    await shows(() => replies.slice(1), [{ kind: 'input', text: '\u0003' }]);
  });

  it('keeps no half of a line that is too long to wait, and nothing that was typed after it', async () => {
    const { source, join } = watched();
    source.see(true);
    source.type('ls\r');
    source.type('x'.repeat(MOST_AHEAD));
    source.type('\r');
    const { replies } = join(0);
    await shows(() => replies, [{ kind: 'input', text: 'ls\r' }]);
    source.type('now');
    await shows(() => replies.slice(1), [{ kind: 'input', text: 'now' }]);
  });

  it('forgets what was typed for a terminal that it is refused', async () => {
    const { source, askings, states, join } = watched();
    source.see(true);
    source.type('ls\r');
    askings[0]?.answer(GONE);
    await shows(() => states.length, 1);
    source.again();
    const { replies } = join(1);
    source.see(false);
    await shows(() => replies, [{ kind: 'seen', seen: false }]);
  });

  it('is refused in the app’s words', async () => {
    const { source, askings, states } = watched();
    source.see(true);
    askings[0]?.answer(GONE);
    await shows(() => states, [{ status: 'refused', code: 'no_terminal', message: 'Gone.' }]);
  });

  it('is marked as lost with its owner, and asked for again when the owner is back', async () => {
    const { source, askings, states, drawn, join, hostBack } = watched();
    source.see(true);
    const first = join(0);
    first.send(screen('before'));
    await shows(() => states, [{ status: 'live' }]);
    hostBack();
    expect(askings.length).toBe(1);
    first.owner.close();
    await shows(() => states.slice(1), [{ status: 'lost' }]);
    hostBack();
    expect(askings.length).toBe(2);
    join(1).send(screen('after'));
    await shows(() => states.slice(2), [{ status: 'live' }]);
    expect(drawn).toEqual(['before', 'after']);
  });

  it('stays marked as lost where the owner is back without it, and asks again when somebody wishes', async () => {
    const { source, askings, states, join, hostBack } = watched();
    source.see(true);
    const { send, owner } = join(0);
    send(screen('before'));
    await shows(() => states, [{ status: 'live' }]);
    owner.close();
    await shows(() => states.slice(1), [{ status: 'lost' }]);
    source.see(false);
    hostBack();
    expect(askings.length).toBe(1);
    source.see(true);
    askings[1]?.answer(GONE);
    await shows(() => states.slice(2), [{ status: 'lost', gone: 'Gone.' }]);
    source.again();
    join(2).send(screen('after'));
    await shows(() => states.slice(3), [{ status: 'live' }]);
  });

  it('is asked for once more where it ended out of sight, for its last screen', async () => {
    const { source, askings, states, join } = watched();
    source.see(true);
    const { send } = join(0);
    send(screen('running'));
    await shows(() => states, [{ status: 'live' }]);
    source.see(false);
    send({ kind: 'end', words: 'exit 0' });
    await shows(() => states.slice(1), [{ status: 'ended', words: 'exit 0' }]);
    source.see(true);
    expect(askings.length).toBe(2);
  });

  it('is not asked for again where its end was seen', async () => {
    const { source, askings, states, join } = watched();
    source.see(true);
    join(0).send(screen('all of it'), { kind: 'end', words: 'exit 0' });
    await shows(() => states.length, 2);
    source.see(false);
    source.see(true);
    expect(askings.length).toBe(1);
  });

  it('closes its port with itself, also one that comes later', async () => {
    const [now, later] = [watched(), watched()];
    const closed: string[] = [];
    now.source.see(true);
    now.join(0).owner.addEventListener('close', () => closed.push('now'));
    // The taking of a port takes a step.
    await Promise.resolve();
    await Promise.resolve();
    now.source.dispose();
    later.source.see(true);
    later.source.dispose();
    later.join(0).owner.addEventListener('close', () => closed.push('later'));
    await shows(() => [...closed].sort(), ['later', 'now']);
    expect([now.back.size, later.back.size]).toEqual([0, 0]);
  });
});

describe('the source of a saved screen', () => {
  it('draws it and is ended', () => {
    const drawn: string[] = [];
    const states: ViewState[] = [];
    const open = savedSource({ cols: 80, rows: 24, text: 'kept', title: 'sh' }, 'ended with the app');
    open(
      { screen: ({ cols, rows, text }) => drawn.push(`${cols}×${rows} ${text}`), write: () => undefined, size: () => undefined },
      (state) => states.push(state),
    );
    expect(drawn).toEqual(['80×24 kept']);
    expect(states).toEqual([{ status: 'ended', words: 'ended with the app' }]);
  });
});
