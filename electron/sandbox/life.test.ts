import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostPool } from './hostPool';
import { findProgram } from './programs';
import { type CommandOrder, openSandbox, type Sandbox } from './sandbox';
import { HOST_ENTRY, listing, outcome, type TrialPlace, trialOrder, trialPlace, wrapped } from './trialPlace';

let place: TrialPlace;
const path = process.env.PATH;

beforeEach(() => {
  place = trialPlace();
});
afterEach(async () => {
  process.env.PATH = path;
  place.dispose();
});

async function opened(): Promise<Sandbox> {
  const sandbox = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: place.neutralDir });
  if (!sandbox.ok) throw new Error(sandbox.error.message);
  return sandbox.value;
}

/** The wrap hosts of this place: their working folder is its neutral one. */
function hosts(): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && folderOf(pid) === place.neutralDir);
}

function folderOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HOME=${place.neutralDir}\0`) ? place.neutralDir : undefined;
  } catch {
    return undefined;
  }
}

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('the wrap host', () => {
  it('fails what it was asked when it is killed, and is started again; its bridge goes with it', async () => {
    const sandbox = await opened();
    const order = await trialOrder(place, 'echo ok', { hosts: ['example.org'] });
    await wrapped(sandbox, order);
    // The host without network, the one with, and its bridge.
    const standing = hosts();
    expect(standing).toHaveLength(3);
    const helpers = standing.filter((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8') !== 'socat\n');
    for (const pid of helpers) process.kill(pid, 'SIGSTOP');
    const pending = sandbox.wrap(order, new AbortController().signal);
    for (const pid of helpers) process.kill(pid, 'SIGKILL');
    const message = 'The sandbox helper ended (SIGKILL) before it answered. Try the command again.';
    expect(await pending).toEqual({ ok: false, error: { code: 'sandbox_failed', message } });
    await until(() => hosts().length === 0);
    expect(await outcome(await wrapped(sandbox, order))).toMatchObject({ exit: 0, stdout: 'ok\n' });
    await sandbox.dispose();
    expect(hosts()).toEqual([]);
  });

  it('answers every one of many wraps at once', async () => {
    const sandbox = await opened();
    const orders = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => trialOrder(place, `echo ${n}`, {}, { id: `${n}` })));
    const results = await Promise.all(orders.map(async (order) => outcome(await wrapped(sandbox, order))));
    expect(results.map(({ stdout }) => stdout)).toEqual(['1\n', '2\n', '3\n', '4\n', '5\n', '6\n']);
    await sandbox.dispose();
  });

  it('says that it is closed after dispose', async () => {
    const sandbox = await opened();
    await sandbox.dispose();
    const result = await sandbox.wrap(await trialOrder(place, 'true'), new AbortController().signal);
    expect(result).toEqual({ ok: false, error: { code: 'sandbox_failed', message: 'The sandbox was closed.' } });
  });

  it('gives up after dying in a row', async () => {
    const dying = join(place.root, 'dying.mjs');
    const code =
      'process.on("message", (m) => { if (m.kind === "open") process.send({ kind: "opened" }); else process.exit(3); });';
    writeFileSync(dying, code);
    const pool = new HostPool({ hostEntry: dying, neutralDir: place.neutralDir });
    const order = await trialOrder(place, 'true');
    const messages = [];
    for (let n = 0; n < 4; n += 1) {
      const result = await pool.wrap(order, new AbortController().signal);
      messages.push(result.ok ? 'ok' : result.error.message);
    }
    const death = 'The sandbox helper ended (exit 3) before it answered. Try the command again.';
    expect(messages).toEqual([death, death, death, 'The sandbox helper died 3 times in a row. Restart Goalpost.']);
    await pool.dispose();
  });
});

/** A process that opens the sandbox on its own, runs one long command, and says so. */
function application(order: CommandOrder): ChildProcess {
  const script = join(place.root, 'application.mjs');
  const host = JSON.stringify(HOST_ENTRY);
  writeFileSync(
    script,
    `import { fork, spawn } from 'node:child_process';
     const host = fork(${host}, [], { cwd: ${JSON.stringify(place.neutralDir)}, detached: true, execArgv: [],
       env: { PATH: process.env.PATH, HOME: ${JSON.stringify(place.neutralDir)}, TMPDIR: ${JSON.stringify(place.root)} } });
     const order = JSON.parse(process.env.ORDER);
     host.on('message', (m) => {
       if (m.kind === 'opened') return host.send({ kind: 'wrap', number: 1, order });
       const { file, args, cwd, env } = m.result.value;
       spawn(file, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
     });
     host.send({ kind: 'open', hosts: order.policy.hosts });`,
  );
  return spawn(process.execPath, [script], {
    env: { PATH: process.env.PATH, ORDER: JSON.stringify(order) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('kill -9 of everything in mid-command', () => {
  it('leaves no ghost entry, no host, no bridge and no command', async () => {
    const asked = await trialOrder(place, 'echo started; exec sleep 1000', {
      write: ['.'],
      hosts: ['example.org'],
      hide: ['nothing-there'],
    });
    const before = listing(place.root);
    const app = application(asked);
    await once(app.stdout as NodeJS.ReadableStream, 'data');
    app.kill('SIGKILL');
    await until(() => hosts().length === 0);
    await until(() => !readdirSync('/proc').some((pid) => commandLine(pid).includes('sleep\x001000')));
    expect(listing(place.root)).toEqual([...before, join(place.root, 'application.mjs')].sort());
  });
});

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

describe("SIGINT to the app's process group", () => {
  it('leaves the sandbox working', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', interruptible()], {
      detached: true,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    child.stdout.on('data', (chunk) => lines.push(String(chunk)));
    await until(() => lines.join('').includes('ready'));
    process.kill(-(child.pid as number), 'SIGINT');
    await once(child, 'exit');
    expect(lines.join('')).toBe('ready\ninterrupted\nwrapped again\n');
  });

  /** Forks the host as the app does, is interrupted with its whole group, and wraps once more. */
  function interruptible(): string {
    const url = JSON.stringify(pathToFileURL(HOST_ENTRY).pathname);
    const wrap = { kind: 'wrap', number: 1, order: { id: 'a', command: 'true', cwd: '/', env: {}, terminal: false } };
    const policy = { workspace: place.workspace, write: [], denyWrite: [], denyRead: [], hosts: ['example.org'], sockets: false };
    const message = JSON.stringify({ ...wrap, order: { ...wrap.order, policy } });
    return `import { fork } from 'node:child_process';
      const host = fork(${url}, [], { cwd: ${JSON.stringify(place.neutralDir)}, detached: true, execArgv: [], env: { PATH: process.env.PATH } });
      host.on('message', (m) => m.kind === 'opened' ? console.log('ready') : (console.log(m.result.ok ? 'wrapped again' : m.result.error.message), host.disconnect(), process.exit()));
      process.on('SIGINT', () => { console.log('interrupted'); host.send(${message}); });
      host.send({ kind: 'open', hosts: ['example.org'] });`;
  }
});

describe('a machine without a sandbox', () => {
  function onlyPrograms(...names: readonly string[]): string {
    const folder = join(place.root, 'bin');
    mkdirSync(folder);
    for (const name of names) symlinkSync(findProgram(name) as string, join(folder, name));
    return folder;
  }

  it('names the missing programs and the one command that brings them', async () => {
    process.env.PATH = onlyPrograms('bash', 'env', 'setsid', 'stty', 'rg', 'apt-get');
    const result = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: place.neutralDir });
    expect(result).toEqual({
      ok: false,
      error: {
        code: 'sandbox_missing',
        message: expect.stringMatching(
          /^The sandbox needs bwrap, socat, not found in PATH. Run: (sudo )?apt-get install -y bubblewrap socat$/,
        ),
      },
    });
  });

  it('says why bubblewrap does not start', async () => {
    const folder = onlyPrograms('bash', 'env', 'setsid', 'stty', 'rg', 'socat');
    writeFileSync(join(folder, 'bwrap'), '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2\nexit 1\n');
    chmodSync(join(folder, 'bwrap'), 0o755);
    process.env.PATH = folder;
    const result = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: place.neutralDir });
    const message = expect.stringContaining('does not start on this machine (bwrap: No permissions to create new namespace).');
    expect(result).toEqual({ ok: false, error: { code: 'sandbox_missing', message } });
    expect(hosts()).toEqual([]);
  });

  it('says so when the helper cannot be started', async () => {
    const result = await openSandbox({ hostEntry: join(place.root, 'absent.mjs'), neutralDir: place.neutralDir });
    expect(result).toMatchObject({ ok: false, error: { code: 'sandbox_failed' } });
    expect(existsSync(place.neutralDir)).toBe(true);
  });
});
