import { afterEach, describe, expect, it } from 'vitest';
import type { TerminalFrame, TerminalReply } from '../../../shared/terminal/frames';
import { joinTerminal } from './terminalLink';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

const SCREEN: TerminalFrame = { kind: 'screen', cols: 80, rows: 24, text: 'screen', title: 'sh' };
const bytes = (text: string): TerminalFrame => ({ kind: 'bytes', bytes: new TextEncoder().encode(text) });

/** A view's end of a real channel, and the owner's. `settled` resolves when what either has sent was heard. */
function joined() {
  const { port1: owner, port2 } = new MessageChannel();
  open.push(owner, port2);
  const heard: string[] = [];
  const replies: TerminalReply[] = [];
  const waiting: (() => void)[] = [];
  owner.addEventListener('message', ({ data }) => replies.push(data as TerminalReply));
  owner.start();
  const link = joinTerminal(
    port2,
    {
      screen: ({ cols, rows, text }) => heard.push(`screen ${cols}×${rows} ${text}`),
      write: (data, parsed) => {
        heard.push(new TextDecoder().decode(data));
        waiting.push(parsed);
      },
      size: (cols, rows) => heard.push(`size ${cols}×${rows}`),
    },
    { drawn: () => heard.push('drawn'), ended: (words) => heard.push(`end ${words}`), lost: () => heard.push('lost') },
  );
  const send = (...frames: readonly TerminalFrame[]) => {
    for (const frame of frames) owner.postMessage(frame);
  };
  const parse = () => {
    for (const parsed of waiting.splice(0)) parsed();
  };
  return { owner, link, heard, replies, send, parse };
}

/** Waits for a fact on a real channel, which tells nobody when it is empty. */
const shows = (fact: () => unknown, value: unknown) => expect.poll(fact, { timeout: 20_000 }).toEqual(value);

describe('a view of a terminal over its port', () => {
  it('shows the screen, then bytes, sizes and the end, in their order', async () => {
    const { heard, send } = joined();
    send(SCREEN, bytes('a'), { kind: 'size', cols: 90, rows: 30 }, bytes('b'), { kind: 'end', words: 'exit 0' });
    await shows(() => heard, ['screen 80×24 screen', 'drawn', 'a', 'size 90×30', 'b', 'end exit 0']);
  });

  it('acknowledges bytes when they were parsed, and not the screen', async () => {
    const { heard, replies, send, parse, link } = joined();
    send(SCREEN, bytes('four'), bytes('sixsix'));
    await shows(() => heard.length, 4);
    link.type('x');
    await shows(() => replies, [{ kind: 'input', text: 'x' }]);
    parse();
    await shows(() => replies.slice(1), [{ kind: 'ack', bytes: 10 }]);
  });

  it('draws nothing out of sight, acknowledges what still comes, and goes on with a new screen', async () => {
    const { heard, replies, send, link } = joined();
    send(SCREEN);
    await shows(() => heard.length, 2);
    link.see(false);
    send(bytes('unseen'), { kind: 'size', cols: 10, rows: 10 });
    await shows(
      () => replies,
      [
        { kind: 'seen', seen: false },
        { kind: 'ack', bytes: 6 },
      ],
    );
    link.see(true);
    send(bytes('late'), { ...SCREEN, text: 'new' }, bytes('live'));
    await shows(() => heard.slice(2), ['screen 80×24 new', 'drawn', 'live']);
    await shows(
      () => replies.slice(2),
      [
        { kind: 'seen', seen: true },
        { kind: 'ack', bytes: 4 },
      ],
    );
  });

  it('lets a screen go that was on its way when the sight was lost', async () => {
    const { heard, replies, send, link } = joined();
    link.see(false);
    send(SCREEN, bytes('more'));
    await shows(() => replies.length, 2);
    send({ kind: 'end', words: 'gone' });
    await shows(() => heard, ['end gone']);
  });

  it('draws the last screen of what ended out of sight', async () => {
    const { heard, send, link } = joined();
    send(SCREEN);
    await shows(() => heard.length, 2);
    link.see(false);
    send({ ...SCREEN, text: 'last' }, { kind: 'end', words: 'exit 0' });
    await shows(() => heard.slice(2), ['screen 80×24 last', 'drawn', 'end exit 0']);
    link.see(true);
    expect(heard.length).toBe(5);
  });

  it('says once what is seen, and hands on keys and sizes', async () => {
    const { replies, link } = joined();
    link.see(true);
    link.see(false);
    link.see(false);
    link.type('ls\r');
    link.resize(100, 40);
    await shows(
      () => replies,
      [
        { kind: 'seen', seen: false },
        { kind: 'input', text: 'ls\r' },
        { kind: 'size', cols: 100, rows: 40 },
      ],
    );
  });

  it('is lost where the port closes without an end', async () => {
    const { heard, send, owner } = joined();
    send(SCREEN, bytes('last words'));
    await shows(() => heard.length, 3);
    owner.close();
    await shows(() => heard.slice(3), ['lost']);
  });

  it('is not lost where it had ended, nor where it was put away itself', async () => {
    const [ended, away] = [joined(), joined()];
    ended.send({ kind: 'end', words: '' });
    await shows(() => ended.heard, ['end ']);
    const closed = new Promise((resolve) => away.owner.addEventListener('close', resolve));
    away.link.dispose();
    away.send(bytes('to nobody'));
    ended.owner.close();
    await closed;
    await shows(() => [ended.heard, away.heard], [['end '], []]);
  });

  it('sends nothing after the end', async () => {
    const { heard, replies, send, link, owner } = joined();
    send({ kind: 'end', words: 'exit 1' });
    await shows(() => heard.length, 1);
    link.type('x');
    link.see(false);
    const closed = new Promise((resolve) => owner.addEventListener('close', resolve));
    link.dispose();
    await closed;
    expect(replies).toEqual([]);
  });
});
