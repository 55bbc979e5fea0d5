import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STANDARD } from '../../shared/ipc/preferences';
import { checkpointOf, newWorld, PASS, reportOf } from '../../test/fakes/simulatedWork';
import { CONTRACT, handlersRig } from '../../test/rigs/handlersRig';
import type { Engine } from '../engine/engine';
import { wakeThreads } from './wake';

describe('a thread over the window’s methods', () => {
  it('is drafted from the sample, opened with its events, activated once for a repeated order, and goes on', async () => {
    const { handlers, owed, engine } = await handlersRig();
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
    const { handlers, store, engine } = await handlersRig();
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
    const { handlers, store } = await handlersRig();
    const trees = { from: '1'.repeat(40), to: '2'.repeat(40) };
    expect(await handlers['thread/open']({ thread: 'none' })).toMatchObject({ error: { code: 'no_thread' } });
    expect(await handlers['diff/files']({ thread: 'none', ...trees })).toMatchObject({ error: { code: 'no_thread' } });
    expect(store.threads()).toEqual([]);
  });

  it('whose log does not read is a row that says so, and hides no other', async () => {
    const { handlers, store, core } = await handlersRig();
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
    const { core, engine, owed } = await handlersRig();
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
    const { handlers, owed } = await handlersRig({ sandbox: 'missing' });
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
    const { handlers, store, workspace, folder } = await handlersRig();
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
    const { handlers, engine, workspace } = await handlersRig();
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
    const { handlers } = await handlersRig();
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
    const { handlers, told } = await handlersRig();
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

/** The report of the checkpoint that the thread's baseline waits for. */
function baselineOf(state: ReturnType<Engine['state']>) {
  if (!state) throw new Error('no thread');
  const work = { kind: 'take-checkpoint', key: '', reason: 'baseline', verification: 'v1' } as const;
  return checkpointOf(newWorld(), work, state);
}
