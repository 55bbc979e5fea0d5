import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Boundaries } from '../../shared/goal/contract';
import { findProgram } from './programs';
import { openSandbox, type Sandbox, type WrappedCommand } from './sandbox';
import { sandboxStartFailure } from './startFailure';
import { HOST_ENTRY, outcome, type TrialResult, trialOrder, trialPlace, wrapped } from './trialPlace';

const place = trialPlace();
const running: ChildProcess[] = [];
const path = process.env.PATH;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await opened();
});
afterEach(async () => {
  process.env.PATH = path;
  for (const child of running.splice(0)) await ended(child);
});
afterAll(async () => {
  await sandbox.dispose();
  place.dispose();
});

async function opened(): Promise<Sandbox> {
  const result = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: place.neutralDir });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function order(command: string, session: string | undefined, boundaries: Partial<Boundaries> = {}) {
  return trialOrder(place, command, boundaries, session === undefined ? {} : { session });
}

async function run(command: string, session: string | undefined, asked: Partial<Boundaries> = {}): Promise<TrialResult> {
  return outcome(await wrapped(sandbox, await order(command, session, asked)));
}

/** A command that goes on; resolves when it has printed its first line. */
async function background(command: string, session: string, asked: Partial<Boundaries> = {}, within = sandbox) {
  const { file, args, cwd, env }: WrappedCommand = await wrapped(within, await order(command, session, asked));
  const child = spawn(file, [...args], { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

const serve = (port: number) =>
  `exec node -e 'require("http").createServer((q,r)=>r.end("served")).listen(${port},"127.0.0.1",()=>console.log("up"))'`;

/** Prints what the server said, or why it said nothing. */
const ask = (port: number) =>
  `node -e 'fetch("http://127.0.0.1:${port}/").then(r=>r.text()).then(console.log,e=>console.log(e.cause.code))'`;

/** The holders of networks below this test's own hosts: the processes whose command line is a holder's. */
function holders(): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(
      (pid) =>
        pid > 0 && read(pid, 'environ').includes(`HOME=${place.neutralDir}\0`) && read(pid, 'cmdline').includes('read -r _'),
    );
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a server that was left in the background', () => {
  it.each([
    ['without hosts', {}],
    ['with hosts', { hosts: ['example.org'] }],
    ['with Unix sockets', { sockets: true }],
  ])('is reached by the next command of its session, and by nobody else, %s', async (_name, asked) => {
    await background(serve(8100), 'one', asked);
    expect(await run(ask(8100), 'one', asked)).toMatchObject({ exit: 0, stdout: 'served\n' });
    expect((await run(ask(8100), 'two', asked)).stdout.trim()).toBe('ECONNREFUSED');
    expect((await run(ask(8100), undefined, asked)).stdout.trim()).toBe('ECONNREFUSED');
    expect(await refusedHere(8100)).toBe('ECONNREFUSED');
  });

  it('is not reached under another allow-list, nor reaches what is allowed there', async () => {
    await background(serve(8101), 'one');
    expect((await run(ask(8101), 'one', { hosts: ['example.org'] })).stdout.trim()).toBe('ECONNREFUSED');
  });

  it('is not reached any more once its session was released, and no holder is left', async () => {
    await sandbox.release('one');
    await sandbox.release('two');
    await until(() => holders().length === 0);
    await background(serve(8102), 'three');
    expect(holders()).not.toEqual([]);
    await sandbox.release('three');
    await until(() => holders().length === 0);
    expect((await run(ask(8102), 'three')).stdout.trim()).toBe('ECONNREFUSED');
    await sandbox.release('three');
    await until(() => holders().length === 0);
  });
});

/** How this machine's own loopback answers. */
function refusedHere(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve('CONNECTED'));
    socket.once('error', (cause) => resolve((cause as NodeJS.ErrnoException).code ?? ''));
  });
}

describe("a session's network", () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer((_request, response) => response.end('reached'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => void server.close());

  it("does not reach the machine's loopback, nor anything outside", async () => {
    const connectTo = (target: string) =>
      `node -e 'require("net").connect(${target}).on("connect",()=>{console.log("CONNECTED");process.exit()}).on("error",(e)=>console.log(e.code))'`;
    const command = `${connectTo(`${port},"127.0.0.1"`)}; ${connectTo('53,"1.1.1.1"')}; readlink /proc/self/ns/net; cat /proc/net/dev | wc -l`;
    const [near, far, name, devices] = (await run(command, 'one')).stdout.trim().split('\n');
    expect([near, far, devices]).toEqual(['ECONNREFUSED', 'ENETUNREACH', '3']);
    expect(name).not.toBe(readlinkSync('/proc/self/ns/net'));
  });

  it('has the proxies of its allow-list, which refuse every other host', async () => {
    const page = (url: string) =>
      `node -e 'const p=new URL(process.env.HTTP_PROXY);require("http").get({host:p.hostname,port:p.port,path:"${url}",headers:{"proxy-authorization":"Basic "+Buffer.from(decodeURIComponent(p.username)+":"+p.password).toString("base64")}},r=>{r.on("data",d=>process.stdout.write(r.statusCode+" "+d))})'`;
    const command = `echo "$TMPDIR"; ${page(`http://127.0.0.1:${port}/`)}; echo; ${page('http://example.com/')}; env | cut -d= -f1 | grep -ciE "sandbox|goalpost"`;
    const { stdout } = await run(command, 'one', { hosts: [`127.0.0.1:${port}`] });
    expect(stdout).toMatch(new RegExp(`^${place.temp}\\n200 reached\\n403 [\\s\\S]*0\\n$`));
  });

  it('keeps the other namespaces and the system call filter of every command its own', async () => {
    const command = `node -e 'require("net").connect("/nowhere").on("error",(e)=>console.log(e.code))'; ls /proc | grep -c "^[0-9]"; ip link set lo down 2>&1 | tail -1; touch ../x 2>&1`;
    await background('echo up; exec sleep 1000', 'one');
    const { stdout } = await run(command, 'one');
    const [socket, processes, link, file] = stdout.trim().split('\n');
    expect(socket).toBe('EPERM');
    expect(Number(processes)).toBeLessThan(12);
    expect(link).toMatch(/not permitted/);
    expect(file).toMatch(/Read-only file system/);
  });

  it('is one for commands that begin at the same time', async () => {
    const names = await Promise.all([1, 2, 3, 4].map(() => run('readlink /proc/self/ns/net', 'many')));
    expect(new Set(names.map(({ stdout }) => stdout)).size).toBe(1);
  });

  it('is made anew when what held it was killed, and no command enters another network meanwhile', async () => {
    const before = await wrapped(sandbox, await order('readlink /proc/self/ns/net', 'one'));
    await sandbox.release('many');
    // By the program, because one that was just let go may end by itself meanwhile and Node's own `kill` would throw.
    for (const pid of holders()) spawnSync('kill', ['-KILL', `${pid}`], { stdio: 'ignore' });
    await until(() => holders().length === 0);
    const entered = await outcome(before);
    expect(entered).toMatchObject({ stdout: '', stderr: expect.stringMatching(/^nsenter: /) });
    expect(sandboxStartFailure(entered.stderr, entered.exit as number)).toMatch(/^The sandbox did not start: nsenter: /);
    expect(await run('exit 3', 'one')).toMatchObject({ exit: 3 });
  });
});

describe('where no network can be shared', () => {
  it('gives each command its own, and says why', async () => {
    const folder = join(place.root, 'bin');
    mkdirSync(folder);
    const names = ['bash', 'sh', 'env', 'setsid', 'stty', 'rg', 'socat', 'bwrap', 'node', 'cat', 'ls', 'sleep'];
    for (const name of names) symlinkSync(findProgram(name) as string, join(folder, name));
    process.env.PATH = folder;
    const poor = await opened();
    const line = await wrapped(poor, await order('exit 4', 'one'));
    expect(line.alone).toBe('the program "nsenter" is gone from PATH');
    expect(await outcome(line)).toMatchObject({ exit: 4 });
    await poor.dispose();
  });
});

describe('kill -9 of the app', () => {
  it('leaves no holder', async () => {
    const app = join(place.root, 'app.mjs');
    const own = JSON.stringify(place.neutralDir);
    const asked = { kind: 'wrap', number: 1, order: await order('true', 'one', { hosts: ['example.org'] }) };
    writeFileSync(
      app,
      `import { fork } from 'node:child_process';
       const host = fork(${JSON.stringify(HOST_ENTRY)}, [], { cwd: ${own}, detached: true, execArgv: [], env: { PATH: process.env.PATH, HOME: ${own}, TMPDIR: ${JSON.stringify(place.root)} } });
       host.on('message', (m) => m.kind === 'opened' ? host.send(${JSON.stringify(asked)}) : console.log(m.result.ok));
       host.send({ kind: 'open', hosts: ['example.org'] });`,
    );
    await sandbox.release('one');
    await until(() => holders().length === 0);
    const child = spawn(process.execPath, [app], { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'inherit'] });
    expect(String((await once(child.stdout, 'data'))[0])).toBe('true\n');
    expect(holders().length).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await until(() => holders().length === 0);
    expect(existsSync(place.neutralDir)).toBe(true);
  });
});
