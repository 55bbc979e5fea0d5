import { describe, expect, it } from 'vitest';
import { err, ok } from '../../shared/kernel/result';
import { newThread } from '../../shared/thread/state';
import type { CallersChannel } from './caller';
import type { CorePart, ThreadTerminals } from './ipc';
import { terminalHandlers } from './terminals';

const WORKSPACE = { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' };
const STATE = newThread('a', 1, { workspace: WORKSPACE, model: { api: 'scripted', script: 's' } });
const ROW = { terminal: 'shell-1', kind: 'shell', title: 'Shell 1', at: 1, running: true, bare: false } as const;

/** The handlers over a core in which `lives` is the one terminal; everything in order in `told`. */
function place({ lives = 'a/c1', attaches = true } = {}) {
  const told: (readonly unknown[])[] = [];
  const threadTerminals: ThreadTerminals = {
    list: async () => [ROW],
    hostNews: { state: 'given up', words: 'Restart.' },
    find: async (thread, terminal) => (`${thread}/${terminal}` === lives ? lives : undefined),
    openShell: async (state) =>
      state === STATE ? ok({ terminal: 'shell-2' }) : err({ code: 'other', message: 'Another thread.' }),
    close: async (thread, terminal, { force }) => {
      told.push(['close', thread, terminal, force]);
      return force ? [] : ['sleep'];
    },
    screen: async (thread, terminal) => ({ screen: null, fault: `${thread}/${terminal} does not read.` }),
    onChange: () => ({ dispose: () => undefined }),
    onHostNews: () => ({ dispose: () => undefined }),
  };
  const core = {
    store: { head: (thread: string) => (thread === 'a' ? 1 : 0) },
    engine: { state: () => STATE },
    threadTerminals,
    terminals: {
      attach: async (id: string, port: unknown, options: object) => {
        told.push(['attach', id, port, options]);
        return attaches;
      },
    },
  } as unknown as CorePart;
  const channel: CallersChannel = {
    far: 'far end',
    hand: (ticket) => told.push(['hand', ticket]),
    close: () => told.push(['close channel']),
  };
  const caller = {
    window: 1,
    gone: new AbortController().signal,
    openChannel: () => {
      told.push(['open channel']);
      return channel;
    },
  };
  return { handlers: terminalHandlers(core), caller, told };
}

const asked = { thread: 'a', terminal: 'c1', ticket: 't1', input: true };
const ENDED = { ok: false, error: { code: 'no_terminal', message: 'This terminal is not open any more.' } };

describe('a page that looks at a terminal', () => {
  it('is joined to it by a port, of which the host has its end first', async () => {
    const { handlers, caller, told } = place();
    expect(await handlers.attach(asked, caller)).toEqual({ ok: true, value: {} });
    expect(told).toEqual([['open channel'], ['attach', 'a/c1', 'far end', { input: true }], ['hand', 't1']]);
  });

  it('gets no port of one that does not live, or has ended meanwhile', async () => {
    const none = place();
    expect(await none.handlers.attach({ ...asked, terminal: 'c2' }, none.caller)).toEqual(ENDED);
    expect(none.told).toEqual([]);
    const late = place({ attaches: false });
    expect(await late.handlers.attach({ ...asked, input: false }, late.caller)).toEqual(ENDED);
    expect(late.told).toEqual([['open channel'], ['attach', 'a/c1', 'far end', { input: false }], ['close channel']]);
  });

  it('is refused in a thread that is not there, and leaves nothing behind', async () => {
    const { handlers, caller, told } = place();
    const refused = { ok: false, error: { code: 'no_thread', message: expect.any(String) } };
    expect(await handlers.attach({ ...asked, thread: 'b' }, caller)).toEqual(refused);
    expect(await handlers.list({ thread: 'b' })).toEqual(refused);
    expect(await handlers.openShell({ thread: 'b' })).toEqual(refused);
    expect(await handlers.close({ thread: 'b', terminal: 'shell-1', force: true })).toEqual(refused);
    expect(await handlers.screen({ thread: 'b', terminal: 'shell-1' })).toEqual(refused);
    expect(told).toEqual([]);
  });

  it('is told what lives, that the host has given up, and what would be ended', async () => {
    const { handlers } = place();
    const host = { state: 'given up', words: 'Restart.' };
    expect(await handlers.list({ thread: 'a' })).toEqual({ ok: true, value: { terminals: [ROW], host } });
    expect(await handlers.openShell({ thread: 'a' })).toEqual({ ok: true, value: { terminal: 'shell-2' } });
    expect(await handlers.screen({ thread: 'a', terminal: 'c1' })).toEqual({
      ok: true,
      value: { screen: null, fault: 'a/c1 does not read.' },
    });
    const close = (force: boolean) => handlers.close({ thread: 'a', terminal: 'shell-1', force });
    expect(await close(false)).toEqual({ ok: true, value: { closed: false, running: ['sleep'] } });
    expect(await close(true)).toEqual({ ok: true, value: { closed: true, running: [] } });
  });
});
