import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { children, descriptors, terminalDevices } from '../../test/rigs/openFiles';
import { forkedTerminals, startPtyHost } from '../../test/rigs/ptyHost';
import { isAlive } from '../pty/processTree';
import { forkedHost } from './forkedHost';
import { MAX_DEATHS } from './openTerminals';
import type { HostChannel, HostNews, Terminal, TerminalOrder, Terminals } from './terminals';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost terminals é-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The real host, with every one that was started and every word on them. */
function watched(start: () => HostChannel = startPtyHost) {
  const hosts: HostChannel[] = [];
  const news: HostNews[] = [];
  const terminals = forkedTerminals(folder, {
    start: () => {
      const host = start();
      hosts.push(host);
      return host;
    },
  });
  terminals.onNews((each) => news.push(each));
  onTestFinished(() => terminals.dispose());
  return { terminals, hosts, news, pid: (index: number) => hosts[index]?.pid as number };
}

const orderOf = (command: string, more: Partial<TerminalOrder> = {}): TerminalOrder => ({
  id: 'thread/call',
  command: {
    file: '/bin/bash',
    args: ['--noprofile', '--norc', '-c', command],
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', WORD: 'ü ✓' },
  },
  size: { cols: 90, rows: 33 },
  title: command,
  store: true,
  ...more,
});

async function begun(terminals: Terminals, command: string, more: Partial<TerminalOrder> = {}): Promise<Terminal> {
  const opened = await terminals.open(orderOf(command, more));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Looks until the words were seen; answers all of it. */
async function seen(terminal: Terminal, words: string): Promise<string> {
  let text = '';
  while (!text.includes(words)) {
    text += (await terminal.look()).text;
    await moment();
  }
  return text;
}

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await moment();
}

const moment = () => new Promise((resolve) => setImmediate(resolve));
const dead = (pid: number) => !isAlive(pid);
const pidIn = (name: string): number => Number(existsSync(join(folder, name)) && readFileSync(join(folder, name), 'utf8'));

describe('a terminal in the host', () => {
  it('has its size, environment and folder, takes input, and stores its whole output once', async () => {
    const { terminals } = watched();
    const terminal = await begun(terminals, 'stty size; pwd; read -r line; echo "$line $WORD"; stty size; exit 5');
    expect(await seen(terminal, 'terminals')).toContain('33 90\n');
    terminal.resize(40, 10);
    terminal.write('grüße\n');
    const end = await terminal.ended;
    expect(end).toMatchObject({ exit: { exit: 5 }, bytes: end.stored?.bytes });
    expect(terminal.result).toBe(end);
    expect((await terminal.look()).text).toContain('grüße ü ✓\n10 40\n');
    expect(await terminal.look()).toEqual({ text: '', cut: false, typed: '' });
    expect(end.stored?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('tells the end of a command that is over before anybody could look, the first of its host', async () => {
    const { terminals } = watched();
    const command = { ...orderOf('').command, file: '/bin/true', args: [] };
    expect((await (await begun(terminals, 'true', { command })).ended).exit).toEqual({ exit: 0 });
  });

  it('stores nothing where the order says so', async () => {
    const { terminals } = watched();
    const { stored, lost, bytes } = await (await begun(terminals, 'echo gone', { store: false })).ended;
    expect({ stored, lost, bytes }).toEqual({ stored: undefined, lost: undefined, bytes: 6 });
  });

  it('stands still from its start when frozen, and once freezing has settled', async () => {
    const { terminals } = watched();
    const size = () => (existsSync(join(folder, 'count')) ? readFileSync(join(folder, 'count')).length : 0);
    const terminal = await begun(terminals, 'while :; do printf x >> count; done', { frozen: true });
    const atStart = size();
    await terminal.freeze(true);
    expect(size()).toBe(atStart);
    await terminal.freeze(false);
    await until(() => size() > atStart);
    await terminal.freeze(true);
    const frozen = size();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(size()).toBe(frozen);
    expect((await terminal.kill()).exit.exit).toBeNull();
  });

  it('is ended with its whole process tree', async () => {
    const { terminals } = watched();
    const terminal = await begun(terminals, 'trap "" TERM; sleep 600 & echo $! > child; wait');
    await until(() => pidIn('child') > 0);
    expect(await terminal.kill()).toMatchObject({ exit: { exit: null, signal: 'SIGKILL' } });
    expect(dead(pidIn('child'))).toBe(true);
    terminal.write('x');
    terminal.resize(1, 1);
    expect(await terminal.kill()).toBe(terminal.result);
  });

  it('is refused with a sentence where it cannot be started, and under an id that lives', async () => {
    const { terminals } = watched();
    const command = { ...orderOf('true').command, cwd: '/nowhere' };
    expect(await terminals.open(orderOf('true', { command }))).toMatchObject({
      ok: false,
      error: { code: 'spawn_failed', message: expect.stringContaining('/nowhere does not exist') },
    });
    await begun(terminals, 'sleep 600');
    expect(await terminals.open(orderOf('true'))).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('lives') },
    });
  });

  it('leaves no process and no descriptor behind, fifty of them', async () => {
    const { terminals, pid } = watched();
    await (await begun(terminals, 'true')).ended;
    const before = [descriptors(pid(0)), descriptors(process.pid)];
    const fifty = await Promise.all(
      Array.from({ length: 50 }, (_, index) => begun(terminals, `echo $$ > pid${index}; exec cat`, { id: `thread/${index}` })),
    );
    await until(() => fifty.every((_, index) => pidIn(`pid${index}`) > 0));
    await Promise.all(fifty.map((terminal) => terminal.kill()));
    expect(fifty.map((_, index) => isAlive(pidIn(`pid${index}`)))).toEqual(fifty.map(() => false));
    await until(() => terminalDevices(pid(0)) === 0);
    expect([descriptors(pid(0)), descriptors(process.pid)]).toEqual(before);
    expect(children(pid(0))).toEqual([]);
  });
});

describe('the host', () => {
  it('killed in mid-output ends its terminals, is told, and is started again', async () => {
    const { terminals, news, pid } = watched();
    const terminal = await begun(terminals, 'echo $$ > pid; trap "" HUP; yes', { title: 'yes' });
    const other = await begun(terminals, 'trap "" HUP; sleep 600 & echo $! > child; wait', {
      id: 'thread/other',
      title: 'sleep',
    });
    await until(() => pidIn('pid') > 0 && pidIn('child') > 0);
    await seen(terminal, 'y\n');
    const looking = terminal.look();
    process.kill(pid(0), 'SIGKILL');
    const ends = await Promise.all([terminal.ended, other.ended]);
    expect(ends[0]).toEqual({
      exit: { exit: null },
      durationMs: expect.any(Number),
      bytes: 0,
      hostDied: true,
      lost: 'The terminal host died (SIGKILL): the command was ended with it, and what it had printed was not stored.',
    });
    expect([pidIn('pid'), pidIn('child')].map(isAlive)).toEqual([false, false]);
    await looking;
    await until(() => news.length === 2);
    expect(news).toEqual([
      { state: 'lost', words: 'The terminal host died (SIGKILL). Ended with it: yes, sleep.' },
      { state: 'back', words: 'The terminal host was started again: new terminals work.' },
    ]);
    expect((await (await begun(terminals, 'exit 4')).ended).exit).toEqual({ exit: 4 });
    expect(await terminals.attach('thread/call', undefined, { input: false })).toBe(false);
  });

  it('that ends itself for a signal stores what was printed, and says that the command was ended with it', async () => {
    const { terminals, news, pid } = watched();
    const terminal = await begun(terminals, 'echo kept; exec sleep 600', { title: 'sleep' });
    await seen(terminal, 'kept');
    process.kill(pid(0), 'SIGTERM');
    expect(await terminal.ended).toMatchObject({
      hostDied: true,
      stored: { bytes: 6 },
      lost: 'The terminal host died (it was ended by SIGTERM): the command was ended with it.',
    });
    await until(() => news.length === 2);
    expect(news[0]?.words).toBe('The terminal host died (it was ended by SIGTERM). Ended with it: sleep.');
  });

  it('that hangs is killed with all that it holds', async () => {
    const { terminals, pid } = watched();
    const terminal = await begun(terminals, 'trap "" HUP; echo $$ > pid; sleep 600');
    await until(() => pidIn('pid') > 0);
    process.kill(pid(0), 'SIGSTOP');
    expect((await terminal.ended).lost).toContain('did not answer for 10 s');
    expect([pid(0), pidIn('pid')].map(isAlive)).toEqual([false, false]);
  });

  it('that died is waited for on the way out, until nothing of it lives', async () => {
    const { terminals, news, pid } = watched();
    await begun(terminals, 'trap "" HUP; echo $$ > pid; exec sleep 600');
    await until(() => pidIn('pid') > 0);
    process.kill(pid(0), 'SIGKILL');
    await until(() => news.length > 0);
    await terminals.dispose();
    expect(isAlive(pidIn('pid'))).toBe(false);
  });

  it('that dies before it has stopped a command lets nobody think that it stands still', async () => {
    const { terminals, pid } = watched();
    const terminal = await begun(terminals, 'trap "" HUP; echo $$ > pid; exec sleep 600');
    await until(() => pidIn('pid') > 0);
    process.kill(pid(0), 'SIGSTOP');
    const frozen = terminal.freeze(true);
    process.kill(pid(0), 'SIGKILL');
    await frozen;
    expect(isAlive(pidIn('pid'))).toBe(false);
  });

  it('is given up when it keeps dying, and every order is answered', async () => {
    const { terminals, hosts, news } = watched(() => forkedHost(join(folder, 'absent.mjs')));
    expect(await terminals.open(orderOf('true'))).toEqual({
      ok: false,
      error: {
        code: 'spawn_failed',
        message: 'The terminal host died (exit 1) before it had started the command. Try it again.',
      },
    });
    await until(() => news.some(({ state }) => state === 'given up'));
    expect(hosts.length).toBe(MAX_DEATHS + 1);
    expect(news.map(({ state }) => state)).toEqual(['lost', 'given up']);
    const refused = await terminals.open(orderOf('true'));
    expect(refused).toEqual({ ok: false, error: { code: 'spawn_failed', message: news[1]?.words } });
    expect(news[1]?.words).toBe(
      'The terminal host died 4 times within 5 minutes, so no command can be started now. Wait a few minutes, or restart Goalpost.',
    );
  });

  it('says what keeps it from storing, and lives', async () => {
    writeFileSync(join(folder, 'file'), '');
    const terminals = forkedTerminals(folder, { blobsDir: join(folder, 'file', 'blobs') });
    onTestFinished(() => terminals.dispose());
    expect(await terminals.open(orderOf('true'))).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('Terminals cannot be stored') },
    });
  });

  it('is ended when it has had no terminal for a minute, and started again for the next', async () => {
    const { terminals, hosts, news, pid } = watched();
    const terminal = await begun(terminals, 'read -r line');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    vi.advanceTimersByTime(120_000);
    terminal.write('\n');
    await terminal.ended;
    expect(isAlive(pid(0))).toBe(true);
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    await until(() => dead(pid(0)));
    expect((await (await begun(terminals, 'true')).ended).exit).toEqual({ exit: 0 });
    expect([hosts.length, news]).toEqual([2, []]);
  });

  it('ends with everything in it when this side is disposed, and takes no order after', async () => {
    const { terminals, pid } = watched();
    const terminal = await begun(terminals, 'echo last; exec sleep 600');
    await seen(terminal, 'last');
    await terminals.dispose();
    expect(isAlive(pid(0))).toBe(false);
    expect(await terminal.ended).toMatchObject({ stored: { bytes: 6 } });
    expect(await terminals.open(orderOf('true'))).toMatchObject({ ok: false, error: { message: 'Goalpost is ending.' } });
  });
});

describe('the host of a process that was killed', () => {
  it('ends with every command in it', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', parentOf(orderOf('trap "" HUP; echo $$ > pid; yes'))], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
    await until(() => pidIn('pid') > 0);
    expect([Number(pid), pidIn('pid')].map(isAlive)).toEqual([true, true]);
    parent.kill('SIGKILL');
    await until(() => [Number(pid), pidIn('pid')].every(dead));
  });

  /** Starts the host as the app does, and one command in it. */
  function parentOf(order: TerminalOrder): string {
    const messages = [
      { kind: 'open', blobsDir: join(folder, 'blobs'), screensDir: join(folder, 'screens') },
      { kind: 'start', number: 1, order },
    ];
    return `import { fork } from 'node:child_process';
      const entry = ${JSON.stringify(join(process.cwd(), 'out', 'ptyHost.mjs'))};
      const host = fork(entry, [], { detached: true, execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      for (const message of ${JSON.stringify(messages)}) host.send(message);
      console.log(host.pid);`;
  }
});
