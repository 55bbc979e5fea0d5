import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Contract } from '../../shared/goal/contract';
import { STANDARD } from '../../shared/ipc/preferences';
import type { Push } from '../../shared/ipc/push';
import { Emitter } from '../../shared/kernel/emitter';
import { err, ok } from '../../shared/kernel/result';
import type { ModelRef } from '../../shared/provider/model';
import { checkpointOf, newWorld, PASS, reportOf } from '../../test/fakes/simulatedWork';
import { UNSET_SETTINGS } from '../../test/fakes/unsetSettings';
import { permissionRules } from '../core/permissionRules';
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
    provider: (ref: ModelRef) =>
      ref.api === 'chat'
        ? ok({
            stream: async function* () {
              yield* [];
            },
          })
        : err({ kind: 'auth', message: 'There is no key for the model server at x:443: set OPENAI_API_KEY.' } as const),
    deltas: new Emitter<never>(),
    rules: permissionRules(folder),
    places: PLACES,
    ...TERMINALS,
    sandbox: options.sandbox === 'missing' ? err({ message: 'Install bubblewrap.' }) : ok('enforced'),
  };
  let settings: ReturnType<WindowParts['settings']['current']> = UNSET_SETTINGS;
  let ids = 0;
  const told: Push[] = [];
  const parts: WindowParts = {
    core,
    menu: { told: () => undefined, act: () => undefined },
    search: { find: () => ok({ threads: [], cut: false, indexing: null }) },
    attention: {
      rows: () => undefined,
      looks: () => undefined,
      service: () => ({ available: true }),
      test: () => ({ available: true }),
    },
    data: { measure: async () => [], show: async () => ok({}) },
    parts: async () => [],
    info: { version: '1', dataDir: folder, platform: 'linux', runtime: 'test' },
    contractFiles: { parse: parseContractFile, render: renderContractFile, read: readContractFile, templates: async () => [] },
    dialogs: {
      folder: async () => null,
      openContract: async () => null,
      saveContract: async () => null,
      saveBundle: async () => null,
      savePatch: async () => null,
      saveOutput: async () => null,
    },
    bundles: { export: async () => err({ code: 'unused', message: 'unused' }), cancel: () => undefined, show: () => undefined },
    drafts: { read: async () => null, save: async () => ok(1), remove: async () => ok(undefined) },
    settings: {
      faults: [],
      current: () => settings,
      save: async (change) => {
        settings = change(settings);
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
    withFiles: async (_state, order) => ok(order),
    health: async () => [{ id: 'git', state: 'works', words: '2.39' }],
    newThreadId: () => `thread${++ids}`,
    writeRemembered: () => undefined,
  };
  return {
    handlers: createHandlers(parts, { exporting: () => undefined, tell: (push) => told.push(push) }),
    core,
    engine,
    store,
    workspace,
    owed,
    folder,
    told,
  };
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
    expect(owed).toEqual(['make-place']);
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
    const trees = { from: '1'.repeat(40), to: '2'.repeat(40) };
    expect(await handlers['thread/open']({ thread: 'none' })).toMatchObject({ error: { code: 'no_thread' } });
    expect(await handlers['diff/files']({ thread: 'none', ...trees })).toMatchObject({ error: { code: 'no_thread' } });
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

  it('that was active goes on by itself after a restart, one that was paused stays so, with its question and its input', async () => {
    const { core, engine, owed } = await place();
    for (const thread of ['active', 'paused']) {
      const workspace = { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' };
      engine.submit(thread, { type: 'thread.open', workspace, model: { api: 'responses', model: 'm' } });
      engine.submit(thread, { type: 'goal.draft', by: 'user', contract: CONTRACT });
      engine.submit(thread, { type: 'goal.activate', by: 'user', acceptBaseline: true });
      engine.submit(thread, baselineOf(engine.state(thread)));
      engine.submit(thread, { type: 'check.start', verification: 'v1', check: 'ok', evidence: 'e1' });
      engine.submit(thread, { type: 'check.finish', verification: 'v1', check: 'ok', evidence: 'e1', report: reportOf(PASS) });
    }
    engine.submit('paused', { type: 'goal.pause', by: 'user', reason: 'paused' });
    engine.submit('paused', { type: 'input.queue', text: 'later' });
    wakeThreads(core, (thread, thrown) => expect([thread, thrown]).toEqual([]));
    await expect.poll(() => owed).toEqual(['start-turn']);
    expect(engine.state('paused')).toMatchObject({ goal: { status: 'paused' }, inputs: [{ text: 'later' }] });
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

describe('a thread without a model of its own', () => {
  it('asks the one of the settings, over the API that is set there', async () => {
    const { handlers, engine, workspace } = await place();
    const model = { api: 'chat', model: 'qwen3-coder', baseUrl: 'http://127.0.0.1:11434/v1' } as const;
    const saved = await handlers['settings/save']({ ...model, theme: 'system', prices: {}, concurrentTurns: 4 });
    expect(saved).toMatchObject({ ok: true, value: model });
    expect(await handlers['thread/create']({ workspace, contract: CONTRACT })).toEqual({
      ok: true,
      value: { thread: 'thread1' },
    });
    expect(engine.state('thread1')?.model).toEqual(model);
  });
});

describe('settings', () => {
  it('take no context that leaves no room to work in, and keep one that does', async () => {
    const { handlers } = await place();
    const save = (contextTokens: number) =>
      handlers['settings/save']({
        model: 'm',
        baseUrl: '',
        contextTokens,
        api: 'responses',
        theme: 'system',
        prices: {},
        concurrentTurns: 4,
      });
    expect(await save(2_000)).toMatchObject({ ok: false, error: { code: 'bad_context' } });
    expect(await save(32_000)).toMatchObject({ ok: true, value: { contextTokens: 32_000 } });
  });

  it('keep what a window does not know of, and are told to every window once saved', async () => {
    const { handlers, told } = await place();
    const base = { model: 'm', baseUrl: '', api: 'chat', theme: 'dark', prices: {}, concurrentTurns: 4 } as const;
    const terminal = { ...STANDARD.terminal, fontSize: 15 };
    await handlers['settings/save']({ ...base, terminal });
    const saved = await handlers['settings/save']({ ...base, theme: 'light' });
    expect(saved).toMatchObject({ ok: true, value: { theme: 'light', terminal, notifications: STANDARD.notifications } });
    await handlers['settings/save']({ ...base, contextTokens: 1 });
    expect(told).toEqual([
      { type: 'settings', settings: expect.objectContaining({ theme: 'dark', terminal }) },
      { type: 'settings', settings: saved.ok && saved.value },
    ]);
  });
});

describe('the diff between two checkpoints', () => {
  it('is a list, and both sides of each changed file', async () => {
    const { looking, taken, workspace } = await lookedAt();
    symlinkSync('a.txt', join(workspace, 'link'));
    const from = await taken();
    writeFileSync(join(workspace, 'a.txt'), 'two\n');
    writeFileSync(join(workspace, 'bin'), Buffer.of(1, 0, 2));
    writeFileSync(join(workspace, 'dot.png'), Buffer.from('\x89PNG\r\n\x1a\n\0', 'latin1'));
    rmSync(join(workspace, 'link'));
    writeFileSync(join(workspace, 'link'), 'no link\n');
    const span = { thread: 'thread1', from, to: await taken() };
    const files = await looking['diff/files'](span);
    expect(files.ok && files.value.files.map((file) => [file.status, file.path])).toEqual([
      ['modified', 'a.txt'],
      ['added', 'bin'],
      ['added', 'dot.png'],
      ['type_changed', 'link'],
    ]);
    const sides = async (path: string) => {
      const answer = await looking['diff/file']({ ...span, path });
      return answer.ok ? [answer.value.before, answer.value.after] : answer.error.code;
    };
    expect(await sides('a.txt')).toEqual([textSide('one\n'), textSide('two\n')]);
    expect(await sides('bin')).toEqual([{ kind: 'none' }, { kind: 'binary', size: 3, picture: null }]);
    expect(await sides('dot.png')).toEqual([
      { kind: 'none' },
      { kind: 'binary', size: 9, picture: 'data:image/png;base64,iVBORw0KGgoA' },
    ]);
    expect(await sides('link')).toEqual([{ kind: 'link', target: 'a.txt' }, textSide('no link\n')]);
    expect(await sides('../../etc/passwd')).toBe('no_change');
  });

  it('shows nothing of the repository but the thread’s checkpoints, and says where one was pruned', async () => {
    const { looking, taken, prune, workspace } = await lookedAt();
    const from = await taken();
    writeFileSync(join(workspace, 'a.txt'), 'two\n');
    const to = await taken();
    expect(await looking['diff/files']({ thread: 'thread1', from, to })).toMatchObject({ ok: true });
    prune(from);
    const gone = { ok: false, error: { code: 'pruned' } };
    expect(await looking['diff/files']({ thread: 'thread1', from, to })).toMatchObject(gone);
    expect(await looking['diff/file']({ thread: 'thread1', from, to, path: 'a.txt' })).toMatchObject(gone);
  });

  it('asks git once for the list, however often files of it are opened, and not once per file', async () => {
    const { looking, taken, calls, workspace } = await lookedAt();
    const from = await taken();
    for (const name of ['x', 'y', 'z']) writeFileSync(join(workspace, name), name);
    const to = await taken();
    const span = { thread: 'thread1', from, to };
    await Promise.all([looking['diff/files'](span), looking['diff/files'](span)]);
    for (const path of ['x', 'y', 'z']) expect(await looking['diff/file']({ ...span, path })).toMatchObject({ ok: true });
    expect(calls).toEqual(['changesBetween', 'storedBlobs', 'storedBlobs', 'storedBlobs']);
  });
});

/** A thread whose checkpoints are real trees of its workspace, and what was asked of git. */
async function lookedAt() {
  const { core, engine, workspace, folder, handlers } = await place();
  await handlers['sample/create']({});
  const first = engine.state('thread1');
  if (!first) throw new Error('no thread');
  let rows: readonly { readonly tree: string }[] = [];
  const calls: string[] = [];
  const state = () => ({ ...first, checkpoints: rows }) as unknown as typeof first;
  const counting: Core['git'] = {
    ...git,
    changesBetween: (...args) => {
      calls.push('changesBetween');
      return git.changesBetween(...args);
    },
    storedBlobs: (...args) => {
      calls.push('storedBlobs');
      return git.storedBlobs(...args);
    },
  };
  const taken = async () => {
    const options = { exclude: [], privateDir: join(folder, 'git') };
    const answer = await git.snapshotTree(first.workspace, options, new AbortController().signal);
    if (!answer.ok) throw new Error(answer.error.message);
    rows = [...rows, { tree: answer.value.tree }];
    return answer.value.tree;
  };
  const prune = (tree: string) => {
    rows = rows.filter((row) => row.tree !== tree);
  };
  const looking = createHandlersOver({ ...core, git: counting, engine: { ...engineOf(core), state } });
  return { looking, taken, prune, calls, workspace };
}

function textSide(text: string) {
  return { kind: 'text', text, size: text.length, truncated: false };
}
/** Places are the core's own subject, and tested with it. */
const PLACES: WindowParts['core']['places'] = {
  look: async () => err({ code: 'unused', message: 'unused' }),
  remove: async () => err({ code: 'unused', message: 'unused' }),
  bring: async () => err({ code: 'unused', message: 'unused' }),
};

/** So are terminals, and the way to them. */
const TERMINALS = { terminals: {}, threadTerminals: {}, tries: {} } as unknown as Pick<
  WindowParts['core'],
  'terminals' | 'threadTerminals' | 'tries'
>;

type Core = WindowParts['core'];

/** The report of the checkpoint that the thread's baseline waits for. */
function baselineOf(state: ReturnType<Engine['state']>) {
  if (!state) throw new Error('no thread');
  const work = { kind: 'take-checkpoint', key: '', reason: 'baseline', verification: 'v1' } as const;
  return checkpointOf(newWorld(), work, state);
}

function engineOf({ engine }: Core): Core['engine'] {
  return {
    state: (thread) => engine.state(thread),
    read: (thread) => engine.read(thread),
    submit: (thread, command, id) => engine.submit(thread, command, id),
    listed: () => engine.listed(),
    drive: (thread, how) => engine.drive(thread, how),
    driveOnceOpen: (thread, how) => engine.driveOnceOpen(thread, how),
    onEvent: (listener) => engine.onEvent(listener),
    onFault: (listener) => engine.onFault(listener),
    onQueue: (listener) => engine.onQueue(listener),
    queue: () => engine.queue(),
  };
}

function createHandlersOver(core: Core) {
  return createHandlers({ core } as unknown as WindowParts, { exporting: () => undefined, tell: () => undefined });
}
