import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Emitter } from '../../shared/kernel/emitter';
import type { RecordedEvent } from '../../shared/thread/events';
import { newThread, type ThreadState } from '../../shared/thread/state';
import { forkedTerminals } from '../../test/rigs/ptyHost';
import type { Terminals } from '../terminals/terminals';
import { LiveTerminals } from './liveTerminals';
import { ThreadTerminals } from './threadTerminals';

const WORKSPACE = { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' };
const STATE = newThread('waits', 1, { workspace: WORKSPACE, model: { api: 'scripted', script: 's' } });

let dataDir: string;
let terminals: Terminals;
let live: LiveTerminals;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'goalpost starting-'));
  terminals = forkedTerminals(dataDir);
  live = new LiveTerminals({ terminals, now: Date.now, isBare: () => false });
});
afterAll(async () => {
  await terminals.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

const never = () => new AbortController().signal;

describe('the terminal of a call', () => {
  const started = { call: 'c7', status: 'started' };

  /** The terminals of a thread in which that call was started. */
  function starting() {
    const events = new Emitter<{ readonly thread: string; readonly event: RecordedEvent }>();
    let calls: readonly object[] = [started];
    const part = { onEvent: events.on.bind(events), state: () => ({ ...STATE, turn: { calls } }) as unknown as ThreadState };
    const none = () => Promise.reject(new Error('no shell is opened'));
    const parts = { live, terminals, sandbox: { wrap: none }, engine: part, place: none };
    const own = new ThreadTerminals({
      ...parts,
      saved: { list: async () => [], read: async () => ({ screen: null, fault: null }), remove: async () => undefined },
    });
    const finish = () => {
      calls = [];
      events.emit({ thread: 'waits', event: { seq: 1, at: 1, type: 'tool.finished', data: {} } as unknown as RecordedEvent });
    };
    return { own, finish };
  }

  it('is waited for until it is open', async () => {
    const { own } = starting();
    const found = own.find('waits', 'c7', never());
    const command = { file: '/bin/sleep', args: ['1004'], cwd: '/', env: {} };
    const opened = await live.open({ id: 'waits/c7', command, title: 'x', size: { cols: 80, rows: 24 }, store: false });
    expect([opened.ok, await found, await own.find('waits', 'c8', never())]).toEqual([true, 'waits/c7', undefined]);
    await live.find('waits', 'c7')?.kill();
    await own.dispose();
  });

  it('is waited for by nobody who has gone', async () => {
    const { own } = starting();
    const leaving = new AbortController();
    const found = own.find('waits', 'c7', leaving.signal);
    leaving.abort();
    expect([await found, await own.find('waits', 'c7', leaving.signal)]).toEqual([undefined, undefined]);
    await own.dispose();
  });

  it('is none where the call ends without one', async () => {
    const { own, finish } = starting();
    const found = own.find('waits', 'c7', never());
    finish();
    expect(await found).toBeUndefined();
    await own.dispose();
  });
});
