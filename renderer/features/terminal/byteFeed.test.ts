import { describe, expect, it } from 'vitest';
import { createFakeWire } from '../../../test/fakes/fakeBridgeWire';
import { feedBytes } from './byteFeed';

const bytes = (text: string) => new TextEncoder().encode(text);

function feed() {
  const fake = createFakeWire();
  let shown = '';
  const stop = feedBytes(fake.wire, 'th', 'c1', {
    write: (written) => {
      shown += new TextDecoder().decode(written);
    },
    reset: () => {
      shown = '';
    },
  });
  const push = (seq: number, text: string, call = 'c1') =>
    fake.push({ type: 'terminal', thread: 'th', call, seq, bytes: bytes(text) });
  const screen = (seq: number, text: string) => ({ screens: [{ call: 'c1', command: 'x', seq, bytes: bytes(text) }] });
  return { fake, stop, push, screen, shown: () => shown };
}

describe('the bytes of a running command', () => {
  it('are the screen so far and then every chunk once, in order', async () => {
    const { fake, push, screen, shown } = feed();
    push(3, 'c');
    push(2, 'b');
    await fake.calls[0]?.reply(screen(2, 'ab'));
    push(4, 'd');
    push(4, 'd');
    push(5, 'other', 'c2');
    expect(shown()).toBe('abcd');
    expect(fake.calls.length).toBe(1);
  });

  it('ask for the screen anew where a chunk is missing', async () => {
    const { fake, push, screen, shown } = feed();
    await fake.calls[0]?.reply(screen(1, 'a'));
    push(3, 'c');
    expect(fake.calls.length).toBe(2);
    push(4, 'd');
    await fake.calls[1]?.reply(screen(3, 'abc'));
    expect(shown()).toBe('abcd');
  });

  it('begin with the first chunk of a command that has no screen yet', async () => {
    const { fake, push, shown } = feed();
    await fake.calls[0]?.reply({ screens: [] });
    push(1, 'a');
    push(2, 'b');
    expect(shown()).toBe('ab');
  });

  it('go on with what is left where the screen is gone', async () => {
    const { fake, push, shown } = feed();
    await fake.calls[0]?.reply({ screens: [] });
    push(7, 'end');
    await fake.calls[1]?.reply({ screens: [] });
    expect(shown()).toBe('end');
  });

  it('stop with the terminal', async () => {
    const { fake, stop, screen, shown } = feed();
    stop();
    await fake.calls[0]?.reply(screen(1, 'a'));
    expect(shown()).toBe('');
    expect(fake.listening()).toBe(0);
  });
});
