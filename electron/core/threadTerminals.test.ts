import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../build/root.mjs';
import { Contract } from '../../shared/goal/contract';
import type { ThreadState } from '../../shared/thread/state';
import { waiverPhrase } from '../../shared/thread/waiver';
import type { SavedScreen } from '../../shared/views/terminalRow';
import { forkedTerminals } from '../../test/rigs/ptyHost';
import { Engine } from '../engine/engine';
import { openWorkspace } from '../git/git';
import { repositoryAt } from '../git/testRepository';
import { openSandbox, type Sandbox, withWaivers } from '../sandbox/sandbox';
import { type EventStore, openEventStore } from '../store/eventStore';
import type { Terminal, Terminals } from '../terminals/terminals';
import { LiveTerminals } from './liveTerminals';
import { permissionRules } from './permissionRules';
import { MAX_SHELLS } from './shells';
import { threadPlaces } from './threadPlaces';
import { ThreadTerminals } from './threadTerminals';

const CONTRACT = Contract.parse({
  goalpost: 1,
  outcome: 'the shell works',
  verification: [{ id: 'look', kind: 'command', run: 'true' }],
  boundaries: { write: ['src/'] },
});

/** Far above what any step takes on a loaded machine. */
const LONG = { timeout: 60_000 };

let folder: string;
let root: string;
let sandbox: Sandbox;
let terminals: Terminals;
let store: EventStore;
let engine: Engine;
let live: LiveTerminals;
let joined: ThreadTerminals;
const screens: SavedScreen[] = [];
const removed: string[] = [];

/** The rooms that terminals need, as the core joins them; work is only noted, so that calls begin and end as the test says. */
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost shélls ')));
  const dataDir = join(folder, 'data');
  root = join(folder, 'work space');
  const repository = repositoryAt(root, folder);
  repository.write('src/a.txt', 'one\n');
  repository.git('init', '-q', '-b', 'main');
  repository.git('add', '-A');
  repository.git('commit', '-q', '-m', 'first');
  const opened = await openSandbox({ hostEntry: join(ROOT, 'out', 'wrapHost.mjs'), neutralDir: join(dataDir, 'neutral') });
  const log = openEventStore(join(dataDir, 'log.db'), { mode: 'write' });
  if (!opened.ok || !log.ok) throw new Error('no sandbox, or no log');
  sandbox = withWaivers(opened.value);
  store = log.value;
  terminals = forkedTerminals(dataDir);
  engine = new Engine({ store, now: Date.now, carryOut: (_work, { signal }) => untilAborted(signal) });
  live = new LiveTerminals({ terminals, now: Date.now, isBare: (thread) => engine.state(thread)?.goal?.waiver != null });
  const place = threadPlaces({ dataDir, home: homedir(), rules: permissionRules(dataDir) });
  const saved = {
    list: async () => screens,
    read: async (_: string, name: string) => ({ screen: screens.find(({ terminal }) => terminal === name) ?? null, fault: null }),
    remove: async (_: string, terminal: string) => void removed.push(terminal),
  };
  joined = new ThreadTerminals({ live, terminals, sandbox, place, engine, saved });
});
afterAll(async () => {
  await joined.dispose();
  await terminals.dispose();
  await engine.dispose();
  await store.dispose();
  await sandbox.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const never = () => new AbortController().signal;

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

async function thread(id: string): Promise<ThreadState> {
  const workspace = await openWorkspace(root);
  if (!workspace.ok) throw new Error(workspace.error.message);
  engine.submit(id, { type: 'thread.open', workspace: workspace.value, model: { api: 'responses', model: 'm' } });
  engine.submit(id, { type: 'goal.draft', by: 'user', contract: CONTRACT });
  return stateOf(id);
}

function stateOf(id: string): ThreadState {
  const state = engine.state(id);
  if (!state) throw new Error(`no thread ${id}`);
  return state;
}

/** A shell with its keyboard and its screen. */
async function openShell(state: ThreadState) {
  const opened = await joined.openShell(state);
  if (!opened.ok) throw new Error(opened.error.message);
  const { terminal: name } = opened.value;
  const terminal = live.find(state.thread, name);
  if (!terminal) throw new Error(`no terminal ${name}`);
  return { name, terminal, ...keyboardOf(terminal) };
}

function keyboardOf(terminal: Terminal) {
  let shown = '';
  const sees = async (text: string | RegExp) => {
    const look = async () => {
      shown += (await terminal.look()).text;
      return shown;
    };
    await expect.poll(look, LONG).toMatch(text);
    const all = shown;
    shown = '';
    return all;
  };
  return { sees, type: (text: string) => terminal.write(text), run: (line: string) => terminal.write(`${line}\r`) };
}

describe('a person’s own shell', () => {
  it('works in the thread’s place, and touches what its commands may touch', async () => {
    const state = await thread('held');
    const { name, terminal, run, sees } = await openShell(state);
    expect([name, terminal.title]).toEqual(['shell-1', 'Shell 1']);
    run('pwd; echo two > src/b.txt && echo written; echo x > no.txt; echo "status $?"');
    const shown = await sees(/status 1/);
    expect(shown).toContain(root);
    expect(shown).toMatch(/written/);
    run('echo "$COLORTERM in $HISTFILE"; readlink /proc/self/ns/net; echo told');
    const more = await sees(/\ntold/);
    expect(more).toMatch(/truecolor in .*held\/tmp/);
    expect(await networkOf(state)).toBe(/net:\[\d+\]/.exec(more)?.[0]);
    expect(await joined.close('held', name, { force: false })).toEqual([]);
    expect([await joined.list('held'), terminal.result !== undefined]).toEqual([[], true]);
  });

  it('has job control and Ctrl-C, and follows the size of its window', async () => {
    const { name, terminal, run, type, sees } = await openShell(await thread('jobs'));
    run('(echo "be"gun; exec sleep 1000)');
    await sees(/^begun/m);
    await expect.poll(() => joined.close('jobs', name, { force: false }), LONG).toEqual(['sleep']);
    type('\u001a');
    await sees(/Stopped/);
    run('bg; jobs; echo "listed"');
    expect(await sees(/^listed/m)).toMatch(/\[1\].*sleep 1000/);
    run('fg');
    await sees(/sleep 1000/);
    type('\u0003');
    run('echo "after $?"');
    await sees(/after 130/);
    terminal.resize(123, 45);
    run('until [ "$(stty size)" = "45 123" ]; do sleep 0.05; done; echo "size $(stty size)"');
    await sees(/size 45 123/);
    expect(await joined.close('jobs', name, { force: false })).toEqual([]);
  });

  it('is closed over what runs in it only by force, and takes all of it with it', async () => {
    const { name, terminal, run, sees } = await openShell(await thread('ends'));
    run('(sleep 1001; true) & sleep 1002 & echo "under way"');
    await sees(/^under way/m);
    await expect
      .poll(async () => [...(await joined.close('ends', name, { force: false }))].sort(), LONG)
      .toEqual(['bash', 'sleep', 'sleep']);
    expect((await joined.list('ends')).map(({ running }) => running)).toEqual([true]);
    expect(await joined.close('ends', name, { force: true })).toEqual([]);
    expect([await joined.list('ends'), terminal.result !== undefined, removed.at(-1)]).toEqual([[], true, name]);
    expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toMatch(/sleep 100[12]\b/);
  });

  it('stays in the list when it has ended, until it is put away', async () => {
    const { name, terminal, run } = await openShell(await thread('exits'));
    run('exit 7');
    await terminal.ended;
    expect(await joined.list('exits')).toMatchObject([{ terminal: name, running: false, end: 'exit 7' }]);
    expect(await joined.find('exits', name, never())).toBeUndefined();
    expect([await joined.close('exits', name, { force: false }), await joined.list('exits')]).toEqual([[], []]);
  });

  it('is one of a few, also when all are asked for at once', async () => {
    const state = await thread('many');
    const opened = await Promise.all(Array.from({ length: MAX_SHELLS + 1 }, () => joined.openShell(state)));
    expect(opened.filter(({ ok }) => !ok)).toEqual([
      { ok: false, error: { code: 'too_many', message: expect.stringMatching(/^8 shells/) } },
    ]);
    const names = (await joined.list('many')).map(({ terminal }) => terminal).sort();
    expect(names).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `shell-${n}`));
    engine.submit('many', { type: 'goal.clear', by: 'user', reason: 'done with it' });
    await expect.poll(async () => (await joined.list('many')).filter(({ running }) => running), LONG).toEqual([]);
  });

  it('that is being opened while its goal is cleared is not opened', async () => {
    const state = await thread('cleared');
    const opening = joined.openShell(state);
    engine.submit('cleared', { type: 'goal.clear', by: 'user', reason: 'done with it' });
    expect(await opening).toMatchObject({ ok: false, error: { code: 'ended' } });
    expect((await joined.list('cleared')).filter(({ running }) => running)).toEqual([]);
  });

  it('ends by itself when the app does', async () => {
    const state = await thread('quits');
    const place = threadPlaces({ dataDir: join(folder, 'data'), home: homedir(), rules: permissionRules(folder) });
    const saved = { list: async () => [], read: async () => ({ screen: null, fault: null }), remove: async () => undefined };
    const own = new ThreadTerminals({ live, terminals, sandbox, place, engine, saved });
    const { terminal, run, sees } = await openShell(state);
    run('echo "be"gun');
    await sees(/^begun/m);
    await own.dispose();
    expect((await terminal.ended).exit).not.toMatchObject({ signal: 'SIGKILL' });
    expect(await own.openShell(state)).toMatchObject({ ok: false, error: { code: 'closing' } });
  });

  it('runs bare, and says so, where a person gave the sandbox up', async () => {
    const waived = await thread('bare');
    engine.submit('bare', { type: 'sandbox.waive', by: 'user', words: waiverPhrase(waived) });
    const { name, run, sees } = await openShell(stateOf('bare'));
    expect(await joined.list('bare')).toMatchObject([{ terminal: name, bare: true }]);
    run('sleep 1003 & echo "$GOALPOST_UNSANDBOXED" | wc -c');
    await sees(/^37/m);
    await expect.poll(() => joined.close('bare', name, { force: false }), LONG).toEqual(['sleep']);
    expect(await joined.close('bare', name, { force: true })).toEqual([]);
  });

  it('that ended with an earlier life of the app is listed with its last screen, and its name is not used again', async () => {
    const kept = { terminal: 'shell-3', title: 'Shell 3', cols: 80, rows: 24, text: '$ make', at: 7 };
    screens.push(kept, { ...kept, terminal: 'c9', title: 'make' });
    const state = await thread('again');
    const row = { terminal: 'shell-3', kind: 'shell', title: 'Shell 3', at: 7, running: false, bare: false };
    expect(await joined.list('again')).toEqual([{ ...row, end: 'ended with the app' }]);
    const { name } = await openShell(state);
    screens.push({ ...kept, terminal: 'shell-4' });
    const shown = await Promise.all(['shell-3', 'c9', 'shell-4', 'c1'].map((terminal) => joined.screen('again', terminal)));
    expect([name, shown.map(({ screen }) => screen?.terminal)]).toEqual(['shell-4', ['shell-3', 'c9', undefined, undefined]]);
    await joined.close('again', 'shell-3', { force: false });
    expect([(await joined.list('again')).map(({ terminal }) => terminal), removed.at(-1)]).toEqual([['shell-4'], 'shell-3']);
    await joined.close('again', name, { force: true });
    screens.length = 0;
  });
});

/** The network that the thread's commands share. */
async function networkOf(state: ThreadState): Promise<string | undefined> {
  const place = await threadPlaces({ dataDir: join(folder, 'data'), home: homedir(), rules: permissionRules(folder) })(state);
  const asked = {
    id: 'held/c1',
    command: 'readlink /proc/self/ns/net',
    cwd: root,
    policy: place.agentPolicy,
    env: place.agentEnv,
  };
  const wrapped = await sandbox.wrap({ ...asked, terminal: true, session: state.thread }, new AbortController().signal);
  if (!wrapped.ok) throw new Error(wrapped.error.message);
  const size = { cols: 80, rows: 24 };
  const opened = await live.open({ id: asked.id, command: wrapped.value, size, title: 'net', store: false });
  if (!opened.ok) throw new Error(opened.error.message);
  await opened.value.ended;
  return (await opened.value.look()).text.trim();
}
