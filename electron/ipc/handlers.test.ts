import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Contract } from '../../shared/goal/contract';
import { Emitter } from '../../shared/kernel/emitter';
import { err, ok } from '../../shared/kernel/result';
import { Engine } from '../engine/engine';
import * as git from '../git/git';
import { parseContractFile, readContractFile } from '../goalFiles/contractFile';
import { renderContractFile } from '../goalFiles/renderContract';
import { openBlobStore } from '../store/blobStore';
import { openEventStore } from '../store/eventStore';
import { createHandlers } from './handlers';
import type { WindowParts } from './ipc';
import { wakeThreads } from './wake';

const CONTRACT = Contract.parse({ goalpost: 1, outcome: 'green', verification: [{ id: 'ok', kind: 'command', run: 'true' }] });

/** The handlers over a real engine, log and repository; work is only noted, not carried out. */
async function place(options: { readonly sandbox?: 'missing' } = {}) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost ipc tést-')));
  const workspace = join(folder, 'w');
  mkdirSync(workspace);
  const asUser = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=U', '-c', 'user.email=u@example.invalid', ...args], { cwd: workspace, stdio: 'pipe' });
  writeFileSync(join(workspace, 'a.txt'), 'one\n');
  asUser('init', '-q');
  asUser('add', '-A');
  asUser('commit', '-qm', 'first');
  const opened = openEventStore(join(folder, 'log.db'), { mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const owed: string[] = [];
  const engine = new Engine({
    store,
    now: Date.now,
    carryOut: (work, { signal }) => {
      owed.push(work.kind);
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    },
  });
  onTestFinished(async () => {
    await engine.dispose();
    await store.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const core = {
    engine,
    store,
    blobs: await openBlobStore(join(folder, 'blobs')),
    git,
    provider: () => err({ kind: 'auth', message: 'There is no key for the model server at x:443: set OPENAI_API_KEY.' } as const),
    deltas: new Emitter<never>(),
    output: () => ({ dispose: () => undefined }),
    sandbox: options.sandbox === 'missing' ? err({ message: 'Install bubblewrap.' }) : ok('enforced'),
  };
  let settings = { model: '', baseUrl: '', theme: 'system', prices: {} } as ReturnType<WindowParts['settings']['current']>;
  let ids = 0;
  const parts: WindowParts = {
    core,
    info: { version: '1', dataDir: folder, platform: 'linux', runtime: 'test' },
    contractFiles: { parse: parseContractFile, render: renderContractFile, read: readContractFile },
    dialogs: { folder: async () => null, openContract: async () => null, saveContract: async () => null },
    settings: {
      current: () => settings,
      save: async (next) => {
        settings = next;
        return ok(undefined);
      },
    },
    key: {
      state: () => ({ key: 'none', keychain: { available: false, reason: 'none' } }),
      save: async () => ok(undefined),
      remove: async () => ok(undefined),
    },
    writeSample: async () => {
      const contractFile = join(workspace, 'goal.md');
      writeFileSync(contractFile, renderContractFile(CONTRACT));
      return ok({ workspace, contractFile });
    },
    newThreadId: () => `thread${++ids}`,
    missingPrice: () => undefined,
  };
  return { handlers: createHandlers(parts, { screens: () => [] }), core, engine, store, workspace, owed, folder };
}

describe('a thread over the window’s methods', () => {
  it('is drafted from the sample, opened with its events, activated once for a repeated order, and goes on', async () => {
    const { handlers, owed, engine } = await place();
    expect(await handlers['sample/create']({})).toEqual({ ok: true, value: { thread: 'thread1' } });
    const opened = await handlers['thread/open']({ thread: 'thread1' });
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.events.map((event) => event.type)).toEqual(['thread.opened', 'goal.drafted']);
    expect([opened.value.seq, opened.value.state.goal?.contract]).toEqual([2, CONTRACT]);
    const order = {
      thread: 'thread1',
      id: crypto.randomUUID(),
      command: { type: 'goal.activate', acceptBaseline: false },
    } as const;
    expect(await handlers['thread/command'](order)).toEqual({ ok: true, value: { seq: 3 } });
    expect(await handlers['thread/command'](order)).toEqual({ ok: true, value: { seq: 3 } });
    await Promise.resolve();
    expect(owed).toEqual(['take-checkpoint']);
    const after = await handlers['thread/events']({ thread: 'thread1', after: 2 });
    expect(after.ok && after.value.map((event) => [event.seq, event.type])).toEqual([[3, 'verification.started']]);
    expect(await handlers['threads/list']({})).toMatchObject({
      value: [{ thread: 'thread1', group: 'working', status: 'draft' }],
    });
    expect(engine.state('thread1')?.goal?.mark.by).toBe('user');
  });

  it('that is long opens with its last turns, without what the model is told, and is read back in pages', async () => {
    const { handlers, store, engine } = await place();
    await handlers['sample/create']({});
    const turns = Array.from({ length: 900 }, (_, n) => [
      {
        at: n,
        type: 'turn.started',
        data: { turn: `t${n}`, n, kind: 'continuation', reason: 'x', inputs: [], prompt: 'Go on.' },
      },
      { at: n, type: 'turn.finished', data: { turn: `t${n}`, reason: 'no_more_calls', toolCalls: 1 } },
    ]);
    store.append({ thread: 'long', after: 0, events: [...store.events('thread1', 0), ...turns.flat()] });
    const opened = await handlers['thread/open']({ thread: 'long' });
    if (!opened.ok) throw new Error(opened.error.message);
    const { state, seq, events } = opened.value;
    expect([seq, state.turns, state.transcript, events.length]).toEqual([1802, 899, [], 400]);
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 400 }, (_, index) => 1403 + index));
    expect(engine.state('long')?.transcript).toHaveLength(900);
    const older = await handlers['thread/events']({ thread: 'long', after: 700, before: 803 });
    expect(older.ok && older.value.map((event) => event.seq)).toEqual(Array.from({ length: 102 }, (_, index) => 701 + index));
  });

  it('that is not there is refused and leaves nothing behind', async () => {
    const { handlers, store } = await place();
    for (const method of ['thread/open', 'diff/files'] as const) {
      expect(await handlers[method]({ thread: 'none' })).toMatchObject({ error: { code: 'no_thread' } });
    }
    expect(store.threads()).toEqual([]);
  });

  it('whose log does not read is a row that says so, and hides no other', async () => {
    const { handlers, store, core } = await place();
    await handlers['sample/create']({});
    store.append({ thread: 'bad', after: 0, events: [{ at: 1, type: 'from.the.future', data: {} }] });
    const told: string[] = [];
    wakeThreads(core, (thread) => told.push(thread));
    expect(told).toEqual(['bad']);
    const rows = await handlers['threads/list']({});
    expect(rows.ok && rows.value.map((row) => [row.thread, row.reason]).sort()).toEqual([
      ['bad', 'unreadable'],
      ['thread1', 'not_activated'],
    ]);
    expect(await handlers['thread/open']({ thread: 'bad' })).toMatchObject({ error: { code: 'unreadable' } });
  });

  it('is not set going without a sandbox, but can be looked at and edited', async () => {
    const { handlers, owed } = await place({ sandbox: 'missing' });
    await handlers['sample/create']({});
    const give = (command: Parameters<(typeof handlers)['thread/command']>[0]['command']) =>
      handlers['thread/command']({ thread: 'thread1', id: crypto.randomUUID(), command });
    expect(await give({ type: 'goal.activate', acceptBaseline: true })).toEqual({
      ok: false,
      error: { code: 'sandbox', message: 'Install bubblewrap.' },
    });
    expect(await give({ type: 'goal.edit', contract: { ...CONTRACT, outcome: 'else' } })).toMatchObject({ ok: true });
    expect(await handlers['app/info']({})).toMatchObject({
      value: { sandbox: { mode: 'missing', message: 'Install bubblewrap.' } },
    });
    expect(owed).toEqual([]);
  });

  it('is not made without a model, a key, or a repository, each in one sentence with its remedy', async () => {
    const { handlers, store, workspace, folder } = await place();
    const create = (more: object) => handlers['thread/create']({ workspace, contract: CONTRACT, ...more });
    expect(await create({})).toEqual({
      ok: false,
      error: { code: 'no_model', message: 'No model is named. Name one in Settings, or set OPENAI_MODEL.' },
    });
    expect(await create({ model: { api: 'responses', model: 'm' } })).toEqual({
      ok: false,
      error: {
        code: 'no_key',
        message: 'There is no key for the model server at x:443: save a key in Settings, or set OPENAI_API_KEY.',
      },
    });
    expect(store.threads()).toEqual([]);
    rmSync(join(workspace, '.git'), { recursive: true });
    expect(await handlers['sample/create']({})).toMatchObject({ error: { code: 'not_a_repository' } });
    expect([store.threads(), folder === workspace]).toEqual([[], false]);
  });
});

describe('the diff since the start', () => {
  it('is nothing before the start, and then both sides of each changed file', async () => {
    const { handlers, engine, core, workspace, folder } = await place();
    await handlers['sample/create']({});
    expect(await handlers['diff/files']({ thread: 'thread1' })).toEqual({ ok: true, value: { files: [], from: null } });
    const state = engine.state('thread1');
    if (!state) throw new Error('no thread');
    const tree = async () => {
      const never = new AbortController().signal;
      const taken = await git.snapshotTree(state.workspace, { exclude: [], privateDir: join(folder, 'git') }, never);
      if (!taken.ok) throw new Error(taken.error.message);
      return taken.value.tree;
    };
    const from = await tree();
    writeFileSync(join(workspace, 'a.txt'), 'two\n');
    writeFileSync(join(workspace, 'bin'), Buffer.of(1, 0, 2));
    const to = await tree();
    const moved = { ...state, startTree: from, checkpoint: { ...({} as object), tree: to } } as unknown as typeof state;
    const looking = createHandlersOver({ ...core, engine: { ...engineOf(core), state: () => moved } });
    const files = await looking['diff/files']({ thread: 'thread1' });
    expect(files.ok && files.value.files.map((file) => [file.status, file.path])).toEqual([
      ['modified', 'a.txt'],
      ['added', 'bin'],
    ]);
    expect(await looking['diff/file']({ thread: 'thread1', path: 'a.txt' })).toEqual({
      ok: true,
      value: { before: 'one\n', after: 'two\n', binary: false, truncated: false },
    });
    expect(await looking['diff/file']({ thread: 'thread1', path: 'bin' })).toEqual({
      ok: true,
      value: { before: null, after: null, binary: true, truncated: false },
    });
    expect(await looking['diff/file']({ thread: 'thread1', path: '../../etc/passwd' })).toMatchObject({
      error: { code: 'no_change' },
    });
  });
});

type Core = WindowParts['core'];

function engineOf({ engine }: Core): Core['engine'] {
  return {
    state: (thread) => engine.state(thread),
    submit: (thread, command, id) => engine.submit(thread, command, id),
    drive: (thread, how) => engine.drive(thread, how),
    onEvent: (listener) => engine.onEvent(listener),
  };
}

function createHandlersOver(core: Core) {
  return createHandlers({ core } as unknown as WindowParts, { screens: () => [] });
}
