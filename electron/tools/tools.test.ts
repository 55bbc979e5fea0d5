import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Boundaries } from '../../shared/goal/contract';
import type { ToolArguments, ToolName } from '../../shared/tools/arguments';
import { MAX_LIVE_SESSIONS } from '../../shared/tools/limits';
import { forkedTerminals } from '../../test/rigs/ptyHost';
import { runOnPipes } from '../pty/pipes';
import { commandEnvironment } from '../sandbox/environment';
import { agentPolicy } from '../sandbox/policy';
import { openSandbox, type Sandbox } from '../sandbox/sandbox';
import { sandboxStartFailure } from '../sandbox/startFailure';
import { openBlobStore } from '../store/blobStore';
import type { Terminal, Terminals } from '../terminals/terminals';
import { createToolRoom, type ToolRoom } from './tools';

const NEVER = new AbortController().signal;
const THREAD = 'thread-1';

let base: string;
let workspace: string;
let sandbox: Sandbox;
let terminals: Terminals;
let room: ToolRoom;

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'goalpost tools é-')));
  workspace = join(base, 'work space');
  await mkdir(join(workspace, '.git/hooks'), { recursive: true });
  await mkdir(join(workspace, 'src'));
  await mkdir(join(base, 'data/blobs'), { recursive: true });
  await mkdir(join(base, 'home'));
  await writeFile(join(workspace, 'src/a.ts'), 'const a = 1;\nconst größe = 2;\n');
  await writeFile(join(workspace, 'secret.txt'), 'needle in the secret\n');
  await writeFile(join(workspace, 'locked.txt'), 'locked\n');
  const opened = await openSandbox({
    hostEntry: join(import.meta.dirname, '../../out/wrapHost.mjs'),
    neutralDir: join(base, 'data/neutral'),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  sandbox = opened.value;
  const blobs = await openBlobStore(join(base, 'data/blobs'));
  terminals = forkedTerminals(join(base, 'data'));
  room = createToolRoom({ sandbox, terminals, runOnPipes, blobs, startFailure: sandboxStartFailure });
}, 180_000);

afterAll(async () => {
  await room.dispose();
  await terminals.dispose();
  await sandbox.dispose();
  await rm(base, { recursive: true, force: true });
});

interface Place {
  readonly thread?: string;
  readonly boundaries?: Partial<Boundaries>;
  readonly signal?: AbortSignal;
  readonly room?: ToolRoom;
}

async function call<N extends ToolName>(name: N, args: ToolArguments<N>, place: Place = {}) {
  const thread = place.thread ?? THREAD;
  const git = join(workspace, '.git');
  const [temp, home] = [join(base, 'data/temp'), join(base, 'home')];
  const boundaries = Boundaries.parse({ write: ['src'], hide: ['secret.txt'], ...place.boundaries });
  const policy = await agentPolicy(
    { workspace, gitDir: git, commonDir: git, temp, home, dataDir: join(base, 'data') },
    boundaries,
  );
  const env = commandEnvironment({ temp, home, terminal: true });
  const order = {
    thread,
    call: randomUUID(),
    name,
    arguments: args,
    workspace: { root: workspace, gitDir: git, commonDir: git },
    policy,
    env,
    temp,
  };
  return (place.room ?? room).run(order, place.signal ?? NEVER);
}

describe('shell', () => {
  it('answers exit code, duration and plain output of a command on a terminal', async () => {
    const answer = await call('shell', {
      command: 'printf "\\e[31mred\\e[0m 10%%\\r100%%\\nhé\\n"; test -t 0 && echo tty; pwd; exit 3',
    });
    expect(answer).toMatchObject({
      status: 'ok',
      exit: 3,
      durationMs: expect.any(Number),
      stored: { bytes: expect.any(Number) },
    });
    expect(answer.output).toMatch(/^exit 3 after .+s\n100%\nhé\ntty\n.+\/work space\n\[output [0-9a-f]{12}, \d+ bytes\]$/);
  });

  it('shows head and tail of 10 MB, stores them whole, and reads them on by their name', async () => {
    const answer = await call('shell', { command: 'seq -f "line %07g" 1 800000' });
    expect(answer.output.length).toBeLessThan(20_000);
    expect(answer.output).toContain('line 0000001\n');
    expect(answer.output).toMatch(/bytes left out …\]\n[\s\S]*line 0800000\n\[output [0-9a-f]{12}, 11200000 bytes: read_file/);
    expect(answer.stored?.bytes).toBe(11_200_000);
    const name = /"(output:[0-9a-f]{12})"/.exec(answer.output)?.[1] ?? '';
    const read = await call('read_file', { path: name, offset: 400_000, limit: 2 });
    expect(read).toMatchObject({
      status: 'ok',
      output: '400000\tline 0400000\n400001\tline 0400001\n[more lines follow: read on with offset 400002]',
    });
    expect(await call('read_file', { path: name }, { thread: 'thread-2' })).toMatchObject({ status: 'failed' });
  });

  it('kills the whole tree at the time limit and says so', async () => {
    const answer = await call('shell', { command: 'sleep 600 & echo started; echo $$ > src/pid; sleep 600', timeout_ms: 3000 });
    expect(answer).toMatchObject({ status: 'failed', exit: null });
    expect(answer.output).toMatch(/^killed with all its children at its time limit of 3\.0 s\..+\nstarted\n/);
  });

  it('kills the command when the signal aborts', async () => {
    const abort = new AbortController();
    const answer = call('shell', { command: 'touch src/here; sleep 600' }, { signal: abort.signal });
    while (!existsSync(join(workspace, 'src/here'))) await new Promise((resolve) => setTimeout(resolve, 10));
    abort.abort();
    expect(await answer).toMatchObject({
      status: 'failed',
      exit: null,
      output: expect.stringMatching(/^interrupted and killed/),
    });
  });

  it('starts in a folder of the workspace and in no other', async () => {
    expect((await call('shell', { command: 'pwd', workdir: 'src' })).output).toContain('/work space/src\n');
    expect(await call('shell', { command: 'pwd', workdir: '/' })).toMatchObject({
      status: 'failed',
      output: expect.stringContaining('outside the workspace'),
    });
    expect(await call('shell', { command: 'pwd', workdir: '../' })).toMatchObject({ status: 'failed' });
    expect(await call('shell', { command: 'pwd', workdir: 'src/a.ts' })).toMatchObject({
      status: 'failed',
      output: 'workdir src/a.ts is not a folder.',
    });
  });

  it.each([
    ['a write outside the boundaries', 'echo x > locked.txt', {}, /Boundary: .+boundaries\.write/],
    ['a write into .git', 'echo x > .git/hooks/pre-commit', { write: ['.'] }, /Boundary: .+\.git never/],
    ['replacing a file entry', 'mv src/a.ts locked.txt', { write: ['locked.txt', 'src'] }, /Boundary: a file .+apply_patch/],
    [
      'a connection',
      'node -e "fetch(\'http://example.com\').catch((e) => { console.log(String(e.cause)); process.exit(1) })"',
      {},
      /Boundary: .+boundaries\.hosts/,
    ],
    [
      'a Unix socket',
      "node -e \"require('net').createServer().listen('src/s.sock')\"",
      {},
      /Boundary: .+boundaries\.sockets: true/,
    ],
  ])('names the boundary that refused %s', async (_name, command, boundaries, hint) => {
    const answer = await call('shell', { command }, { boundaries });
    expect(answer).toMatchObject({ status: 'ok', exit: expect.not.toSatisfy((exit: number) => exit === 0) });
    expect(answer.output).toMatch(hint);
    expect(await readFile(join(workspace, 'locked.txt'), 'utf8')).toBe('locked\n');
  });
});

describe('sessions', () => {
  it('open at once, are typed into, hear Ctrl-C, and tell their end', async () => {
    const ended = new Promise((resolve) => {
      const listening = room.onExit((fact) => {
        void listening.dispose();
        resolve(fact);
      });
    });
    const opened = await call('shell', {
      command: 'trap "echo caught; exit 7" INT; while read -r line; do echo "got $line"; done',
      background: true,
    });
    expect(opened).toMatchObject({ status: 'ok', opened: { process: 'p1', command: expect.any(String) } });
    const typed = await call('write_stdin', { session: 'p1', text: 'grüße\n', wait_ms: 500 });
    expect(typed.output).toMatch(/^Session p1 lives, .+\n[\s\S]*got grüße/);
    const stopped = await call('write_stdin', { session: 'p1', text: '\u0003', wait_ms: 20_000 });
    expect(stopped).toMatchObject({ status: 'ok', exit: 7, stored: { sha256: expect.any(String) } });
    expect(stopped.output).toMatch(/^Session p1 has ended: exit 7 after .+caught/s);
    expect(stopped.output).not.toContain('got grüße');
    expect(await ended).toMatchObject({ thread: THREAD, process: 'p1', exit: 7, stored: stopped.stored });
    expect(await room.waitFor(THREAD, 'p1', NEVER)).toEqual({ exit: 7 });
    expect(await call('write_stdin', { session: 'p1', text: 'x' })).toMatchObject({
      status: 'failed',
      output: expect.stringContaining('The text was not sent.'),
    });
  });

  it('are unknown to other threads and after a restart', async () => {
    expect(await call('write_stdin', { session: 'p1', text: '' }, { thread: 'other' })).toMatchObject({
      status: 'failed',
      output: expect.stringContaining('no session "p1"'),
    });
    expect(await room.waitFor('other', 'p1', NEVER)).toBe('lost');
  });

  it('stop waiting when the signal aborts', async () => {
    const thread = 'aborted';
    await call('shell', { command: 'sleep 600', background: true }, { thread });
    const abort = new AbortController();
    const waiting = room.waitFor(thread, 'p1', abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await room.endAll(thread);
    // By a signal where its sandbox was still being built; otherwise the sandbox reports the command's TERM.
    expect(await room.waitFor(thread, 'p1', NEVER)).toSatisfy((end) => end !== 'lost' && [null, 143].includes(end.exit));
  });

  it('are bounded per thread, and all gone after endAll', async () => {
    const thread = 'many';
    const opened = await Promise.all(
      Array.from({ length: MAX_LIVE_SESSIONS }, () => call('shell', { command: 'sleep 600', background: true }, { thread })),
    );
    expect(opened.every((answer) => answer.status === 'ok')).toBe(true);
    expect(await call('shell', { command: 'true', background: true }, { thread })).toMatchObject({
      status: 'failed',
      output: expect.stringMatching(/^Too many sessions live \(p1, p2/),
    });
    await room.endAll(thread);
    expect(await call('shell', { command: 'true', background: true }, { thread })).toMatchObject({
      opened: { process: `p${MAX_LIVE_SESSIONS + 1}` },
    });
  });

  it('are not left behind by an order that is interrupted while its command starts', async () => {
    const abort = new AbortController();
    const started: Terminal[] = [];
    const interrupted: Pick<Terminals, 'open'> = {
      async open(order) {
        const opened = await terminals.open(order);
        if (opened.ok) started.push(opened.value);
        abort.abort();
        return opened;
      },
    };
    const blobs = await openBlobStore(join(base, 'data/blobs'));
    const other = createToolRoom({ sandbox, terminals: interrupted, runOnPipes, blobs });
    const place = { thread: 'interrupted', signal: abort.signal, room: other };
    expect(await call('shell', { command: 'sleep 600', background: true }, place)).toMatchObject({
      status: 'failed',
      output: 'Interrupted while the command was started.',
    });
    expect(started.map(({ result }) => result !== undefined)).toEqual([true]);
  });

  it('really stand still while frozen, also those that start meanwhile, and go on after', async () => {
    const thread = 'frozen';
    const size = (name: string) => (existsSync(join(workspace, 'src', name)) ? statSync(join(workspace, 'src', name)).size : 0);
    const grows = async (name: string, from: number) => {
      while (size(name) <= from) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const counter = (name: string) =>
      call('shell', { command: `while :; do echo x >> src/${name}; sleep 0.01; done`, background: true }, { thread });
    await counter('one');
    await grows('one', 5);
    await room.freeze(thread);
    await counter('two');
    const frozen = [size('one'), size('two')];
    // Fifty of the counter's own steps: only time shows that nothing happens.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([size('one'), size('two')]).toEqual(frozen);
    await room.thaw(thread);
    await grows('one', frozen[0] ?? 0);
    await grows('two', frozen[1] ?? 0);
    await room.endAll(thread);
  });
});

describe('a server in the background', () => {
  const thread = 'served';
  const serve = `exec node -e 'require("http").createServer((q,r)=>r.end("served")).listen(8200,"127.0.0.1")'`;
  /** Asks until somebody answers; without `wait` once. */
  const ask = (wait: boolean) =>
    `node -e 'const ask=()=>fetch("http://127.0.0.1:8200/").then(r=>r.text()).then(console.log,e=>${wait ? 'setTimeout(ask,20)' : 'console.log(e.cause.code)'});ask()'`;

  it("is reached by its thread's next command, not by another thread's, and is gone after endAll", async () => {
    await call('shell', { command: serve, background: true }, { thread });
    expect(await call('shell', { command: ask(true) }, { thread })).toMatchObject({ output: expect.stringContaining('served') });
    const others = await call('shell', { command: ask(false) }, { thread: 'other' });
    expect(others.output).toMatch(/ECONNREFUSED[\s\S]*this goal’s own loopback/);
    await room.endAll(thread);
    expect((await call('shell', { command: ask(false) }, { thread })).output).toContain('ECONNREFUSED');
    await Promise.all([thread, 'other'].map((name) => room.endAll(name)));
  });
});

describe('the limits of a command', () => {
  it('are named when they end it, and the room goes on', async () => {
    const boundaries = { limits: { processes: 200 } };
    const bomb = await call('shell', { command: 'bomb() { bomb | bomb & }; bomb; sleep 1000' }, { boundaries });
    expect(bomb).toMatchObject({ status: 'failed' });
    expect(bomb.output).toMatch(
      /^ended with all its children at the limit of 200 processes and threads \(boundaries.limits.processes\) after/,
    );
    expect(await call('shell', { command: 'echo on' }, { boundaries })).toMatchObject({ status: 'ok', exit: 0 });
  });

  it('are told as a boundary where a program could handle it', async () => {
    const write = `node -e 'process.on("SIGXFSZ",()=>0);require("fs").writeFileSync("src/big",Buffer.alloc(3e6))'`;
    const { output } = await call('shell', { command: write }, { boundaries: { limits: { fileMb: 2 } } });
    expect(output).toContain('[Boundary: a file may grow to 2 MB.');
  });
});

describe('search', () => {
  it('answers path, line and text, within the policy', async () => {
    expect(await call('search', { pattern: 'größe|needle' })).toMatchObject({
      status: 'ok',
      output: 'src/a.ts:2:const größe = 2;',
    });
    expect(await call('search', { pattern: 'const', path: 'src', glob: '*.js' })).toMatchObject({
      status: 'ok',
      output: 'No lines match.',
    });
    expect(await call('search', { pattern: "--files '$(touch src/pwned)'" })).toMatchObject({
      status: 'ok',
      output: 'No lines match. [not searched, because hidden or not readable: 1 paths]',
    });
  });

  it('answers ripgrep’s own words for a pattern that is none and a path that is not there', async () => {
    expect(await call('search', { pattern: '(' })).toMatchObject({
      status: 'failed',
      output: expect.stringContaining('regex parse error'),
    });
    expect(await call('search', { pattern: 'x', path: 'nope' })).toMatchObject({
      status: 'failed',
      output: expect.stringContaining('No such file'),
    });
  });

  it('stops at its bound and says so', async () => {
    await writeFile(join(workspace, 'src/many.txt'), 'match\n'.repeat(500_000));
    const answer = await call('search', { pattern: 'match' });
    expect(answer.output.split('\n')).toHaveLength(201);
    expect(answer.output).toMatch(/src\/many\.txt:200:match\n\[more lines match: narrow/);
  });
});

describe('read_file and apply_patch in the room', () => {
  it('obey the same policy as commands', async () => {
    expect((await call('read_file', { path: 'secret.txt' })).output).toContain('is hidden');
    const patch = '*** Begin Patch\n*** Update File: src/a.ts\n-const a = 1;\n+const a = 3;\n*** End Patch';
    expect(await call('apply_patch', { patch })).toMatchObject({ status: 'ok', output: 'M src/a.ts +1 −1' });
    expect((await call('read_file', { path: 'src/a.ts' })).output).toContain('1\tconst a = 3;\n');
  });
});
