import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Boundaries } from '../../shared/goal/contract';
import type { HealthFact, HealthId } from '../../shared/views/health';
import { commandEnvironment } from './environment';
import { agentPolicy } from './policy';
import { openSandbox, type Sandbox, type SandboxError } from './sandbox';

/** What is tried of the sandbox itself, and what of it rests on its start. */
const AFTER_START: readonly HealthId[] = ['write', 'secrets', 'network', 'hosts', 'sockets', 'leftovers', 'limits', 'terminal'];

/** A sandboxed command takes a fraction of a second; one that takes this long on a loaded machine hangs. */
const TRIAL_TIMEOUT_MS = 20_000;

const SECRET = 'goalpost-health-secret';

interface Trial {
  readonly sandbox: Sandbox;
  readonly root: string;
  readonly workspace: string;
  readonly home: string;
  /** A server of this machine; `heard` is what reached it. */
  readonly port: number;
  readonly heard: () => number;
}

type Tried = Omit<HealthFact, 'id'>;

/**
 * Tries every mechanism of the sandbox for what it is there for, in a throwaway folder: a command that writes outside, reads a secret,
 * connects, and so on. Each fact is told as soon as it is known. `hostEntry` is the built JavaScript of `wrapHost.ts`.
 */
export async function sandboxHealth(options: { readonly hostEntry: string }, tell: (fact: HealthFact) => void): Promise<void> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'goalpost-health-')));
  try {
    const opened = await openSandbox({ hostEntry: options.hostEntry, neutralDir: join(root, 'neutral') });
    if (!opened.ok) return refused(opened.error, tell);
    tell({ id: 'start', state: 'works', words: process.platform === 'darwin' ? 'Seatbelt' : 'bubblewrap and seccomp' });
    try {
      await tryAll(opened.value, root, tell);
    } finally {
      await opened.value.dispose();
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function refused(error: SandboxError, tell: (fact: HealthFact) => void): void {
  const [, words = error.message, command] = /^(.*?)\s*Run: (.*)$/s.exec(error.message) ?? [];
  const remedy = command === undefined ? {} : { remedy: { command } };
  tell({ id: 'start', state: 'fails', words, ...remedy });
  for (const id of AFTER_START) tell({ id, state: 'untried', words: 'the sandbox does not start' });
}

async function tryAll(sandbox: Sandbox, root: string, tell: (fact: HealthFact) => void): Promise<void> {
  const [workspace, home] = [join(root, 'workspace'), join(root, 'home')];
  for (const folder of [join(workspace, 'in'), join(home, '.ssh'), join(root, 'data')]) await mkdir(folder, { recursive: true });
  await Promise.all([writeFile(join(home, '.ssh', 'key'), SECRET), writeFile(join(workspace, '.env'), SECRET)]);
  let heard = 0;
  const server = await listening(() => {
    heard += 1;
  });
  const { port } = server.address() as AddressInfo;
  const trial: Trial = { sandbox, root, workspace, home, port, heard: () => heard };
  const tries: Readonly<Partial<Record<HealthId, (trial: Trial) => Promise<Tried>>>> = {
    ...{ write: tryWriting, secrets: tryReading, network: tryConnecting, sockets: trySocket },
    ...{ leftovers: tryLeaving, limits: tryForking, terminal: tryTerminal },
  };
  try {
    await Promise.all(
      Object.entries(tries).map(async ([id, attempt]) => tell({ id: id as HealthId, ...(await told(attempt(trial))) })),
    );
    // Last: the server that it may reach is the one that nothing else may have reached.
    tell({ id: 'hosts', ...(await told(tryHosts(trial))) });
  } finally {
    server.close();
  }
}

/** A command that could not be tried is a failure like one that did what it must not. */
async function told(attempt: Promise<Tried>): Promise<Tried> {
  return attempt.catch((cause) => fails(`could not be tried: ${cause instanceof Error ? cause.message : String(cause)}`));
}

/** Answers what was asked, never sooner: an answer before the request makes the kernel reset the connection, and the answer is lost. */
function listening(onConnection: () => void): Promise<Server> {
  const server = createServer((socket) => {
    onConnection();
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok'));
  });
  return new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server)));
}

async function tryWriting(trial: Trial): Promise<Tried> {
  const outside = join(trial.root, 'outside');
  await run(trial, `echo inside > in/a; echo outside > '${outside}'; echo outside > outside`);
  if (existsSync(outside) || existsSync(join(trial.workspace, 'outside'))) return fails('a command wrote where it must not');
  if (!existsSync(join(trial.workspace, 'in', 'a'))) return fails('a command could not write where it may');
  return works('refused outside of what a goal allows, and possible inside');
}

async function tryReading(trial: Trial): Promise<Tried> {
  const said = await run(trial, 'cat ~/.ssh/key .env; cp ~/.ssh/key in/; cat in/key; echo done');
  if (said.includes(SECRET)) return fails('a command read a secret of the home folder, or a .env file');
  return said.includes('done')
    ? works('keys of the home folder and .env files cannot be read')
    : fails('the command did not run');
}

async function tryConnecting(trial: Trial): Promise<Tried> {
  const said = await run(trial, `(exec 5<>/dev/tcp/127.0.0.1/${trial.port}) && echo connected; echo done`);
  if (trial.heard() > 0 || said.includes('connected')) return fails('a command reached a server of this machine');
  return said.includes('done') ? works('nothing is reached without allowed hosts') : fails('the command did not run');
}

async function trySocket(trial: Trial): Promise<Tried> {
  if (process.platform !== 'linux') return works('refused by the sandbox’s profile');
  const path = join(trial.root, 's');
  const server = createServer((socket) => void socket.destroy());
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  try {
    const said = await run(trial, `socat -u /dev/null UNIX-CONNECT:'${path}' && echo connected; echo done`);
    return said.includes('connected') ? fails('a command reached a Unix socket') : works('refused unless a goal allows them');
  } finally {
    server.close();
  }
}

async function tryHosts(trial: Trial): Promise<Tried> {
  const ask = (host: string) =>
    `p=\${HTTP_PROXY#http://}; u=\${p%@*}; a=\${p##*@}; a=\${a%/}; exec 5<>/dev/tcp/\${a%:*}/\${a##*:}; printf 'GET http://${host}/ HTTP/1.1\\r\\nHost: ${host}\\r\\nProxy-Authorization: Basic %s\\r\\nConnection: close\\r\\n\\r\\n' "$(printf %s "$u" | sed 's/%40/@/g;s/%3A/:/g;s/%2F/\\//g;s/%3D/=/g;s/%2B/+/g' | base64 -w0)" >&5; printf '%s\\n' "$(head -1 <&5)"; exec 5>&-`;
  const hosts = [`127.0.0.1:${trial.port}`];
  const said = await run(trial, `${ask(hosts[0] ?? '')}; ${ask('goalpost.invalid')}`, { hosts });
  const [listed = '', other = ''] = said.split('\n');
  if (!listed.includes(' 200')) return fails(`a host that a goal allows is not reached (${listed.trim() || 'no answer'})`);
  return other.includes(' 403')
    ? works('the proxy reaches those alone')
    : fails(`a host that no goal allows was not refused (${other.trim()})`);
}

async function tryLeaving(trial: Trial): Promise<Tried> {
  const mark = `goalpost-health-${process.pid}`;
  const leave = `for n in 1 2 3 4 5 6 7 8; do (exec -a ${mark} sleep 600 >/dev/null 2>&1 </dev/null &); done`;
  await run(trial, `${leave}; (setsid bash -c 'exec -a ${mark} sleep 600' >/dev/null 2>&1 </dev/null &); sleep 0.1`);
  if (process.platform !== 'linux') return works('a command’s processes are ended with it');
  return (await goneInTime(mark))
    ? works('what a command leaves behind ends with it')
    : fails('processes outlived their command');
}

/** The kernel needs a moment to take a sandbox down. */
async function goneInTime(mark: string): Promise<boolean> {
  for (const until = performance.now() + 2_000; performance.now() < until; ) {
    if (!(await living(mark))) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

function living(mark: string): Promise<boolean> {
  return new Promise((resolve) => execFile('pgrep', ['-f', `^${mark} `], (_cause, stdout) => resolve(stdout.trim() !== '')));
}

/** More processes than the limit lets be; a shell that cannot fork tries again for seconds, so it is ended. */
async function tryForking(trial: Trial): Promise<Tried> {
  const many = 'for n in 1 2 3 4 5 6; do for m in 1 2 3 4 5 6 7 8 9 0; do sleep 2 & done; done; wait';
  const said = await run(trial, `timeout -s KILL 1 bash -c '${many}'; echo done`, { limits: { processes: LEAST_LIMIT } });
  if (said.includes('Resource temporarily unavailable')) return works('a command that forks without end is held by the kernel');
  if (!said.includes('done')) return fails('the command did not run');
  return {
    state: 'limited',
    words: 'the kernel does not hold it here: the app watches and ends what exceeds it',
    remedy: KERNEL_HOLDS,
  };
}

/** The fewest processes that a contract can allow. */
const LEAST_LIMIT = 32;

const KERNEL_HOLDS = {
  words: 'Linux 5.14 or later holds it for users, control groups that may be written hold it for root.',
} as const;

async function tryTerminal(trial: Trial): Promise<Tried> {
  const said = await run(trial, '[ -t 1 ] && stty size >/dev/null && echo terminal; echo done', {}, true);
  return said.includes('terminal') ? works('commands have a terminal of their own') : fails('a command has no terminal inside');
}

/** What the command printed, stdout before stderr. */
async function run(trial: Trial, command: string, boundaries: Partial<Boundaries> = {}, terminal = false): Promise<string> {
  const { root, workspace, home, sandbox } = trial;
  const temp = join(root, 'data', 'temp');
  const place = {
    workspace,
    gitDir: join(workspace, '.git'),
    commonDir: join(workspace, '.git'),
    temp,
    home,
    dataDir: join(root, 'data'),
  };
  const policy = await agentPolicy(place, Boundaries.parse({ write: ['in/'], ...boundaries }));
  const env = commandEnvironment({ temp, home, terminal });
  const wrapped = await sandbox.wrap(
    { id: 'health', command, cwd: workspace, policy, env, terminal },
    AbortSignal.timeout(TRIAL_TIMEOUT_MS),
  );
  if (!wrapped.ok) throw new Error(wrapped.error.message);
  const { file, args, cwd, env: outer } = wrapped.value;
  return new Promise((resolve) => {
    const options = { cwd, env: { ...outer }, timeout: TRIAL_TIMEOUT_MS, killSignal: 'SIGKILL' } as const;
    execFile(file, [...args], options, (_cause, stdout, stderr) => resolve(`${stdout}${stderr}`)).stdin?.end();
  });
}

const works = (words: string): Tried => ({ state: 'works', words });
const fails = (words: string): Tried => ({ state: 'fails', words, remedy: REPORT });

/** What stands but does not hold is a fault of the sandbox's own: nothing on the machine repairs it. */
const REPORT = { words: 'Run no goal here, and report this with the output of `goalpost doctor --json`.' } as const;
