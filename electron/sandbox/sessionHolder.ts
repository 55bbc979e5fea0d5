/**
 * Keeps one network alive that the commands of one goal share: a tiny process in namespaces of its own, which holds the loopback
 * and, where hosts are allowed, the bridges to the proxy. It runs nothing of anybody's. Linux only.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { HTTP_PORT, SOCKS_PORT, untilBridged } from './bridges';
import { shellQuote } from './innerCommand';
import { requireProgram } from './programs';

/** Making the namespaces takes about 15 ms, with bridges about 50; a machine that needs this long is beyond use. */
const READY_TIMEOUT_MS = 10_000;

/**
 * bubblewrap brings the loopback up. The end of stdin is the end of whoever started it, and as the first process of its namespace
 * the shell takes the bridges with it. Commands are let in once both bridges listen.
 */
const HOLD = 'echo ready; read -r _';
const BRIDGE_AND_HOLD = `
"$1" TCP-LISTEN:${HTTP_PORT},fork,reuseaddr UNIX-CONNECT:"$2" </dev/null >/dev/null 2>&1 &
"$1" TCP-LISTEN:${SOCKS_PORT},fork,reuseaddr UNIX-CONNECT:"$2" </dev/null >/dev/null 2>&1 &
${untilBridged('kill -0 %1 && kill -0 %2 || exit 1')}
${HOLD}`;

/** A network that stands. */
export interface SessionHolder {
  /** What stands before a command line for a POSIX shell, so that the command is run in this network. */
  readonly entry: string;
  /** Names of its namespaces, as the links in /proc/<pid>/ns have them: who is in `net` but not in `pid` is a command. */
  readonly net: string;
  readonly pid: string;
  readonly dead: boolean;
  end(): void;
}

/** Starts a holder; `socketPath` is the proxy's, where hosts are allowed. Rejects with a sentence where this machine keeps none. */
export async function holdSession(socketPath: string | undefined): Promise<SessionHolder> {
  const nsenter = requireProgram('nsenter');
  const child = start(socketPath);
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_TIMEOUT_MS);
  try {
    const holder = holderOf(child, nsenter, await readyPid(child));
    await proveEntry(holder);
    return holder;
  } catch (cause) {
    child.kill('SIGKILL');
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

function start(socketPath: string | undefined): ChildProcess {
  const own = ['--unshare-user', '--unshare-net', '--unshare-pid', '--as-pid-1', '--die-with-parent', '--new-session'];
  const bash = [requireProgram('bash'), '--noprofile', '--norc', '-c'];
  const script = socketPath === undefined ? [HOLD] : [BRIDGE_AND_HOLD, 'holder', requireProgram('socat'), socketPath];
  const args = [...own, '--cap-drop', 'ALL', '--dev-bind', '/', '/', '--info-fd', '3', '--', ...bash, ...script];
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/' };
  return spawn(requireProgram('bwrap'), args, { cwd: '/', env, stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
}

/** The process id of the first process inside, once it has said that it is ready. */
function readyPid(child: ChildProcess): Promise<number> {
  const said = ['', '', '', ''];
  return new Promise((resolve, reject) => {
    const look = () => {
      const pid = /"child-pid": *(\d+)[\s\S]*\}/.exec(said[3] ?? '')?.[1];
      if (pid !== undefined && said[1]?.includes('ready')) resolve(Number(pid));
    };
    for (const [index, stream] of child.stdio.entries()) {
      // Its pipes break when it ends, which its exit tells.
      stream?.on('error', () => undefined);
      if (index > 0)
        (stream as Readable).on('data', (bytes) => {
          said[index] += String(bytes);
          look();
        });
    }
    child.once('error', reject);
    child.once('close', () => reject(new Error(said[2]?.trim().split('\n', 1)[0] || 'the process that keeps it ended at once')));
  });
}

function holderOf(child: ChildProcess, nsenter: string, pid: number): SessionHolder {
  const [user, net] = [`/proc/${pid}/ns/user`, `/proc/${pid}/ns/net`];
  return {
    entry: `${onlyWhile(pid)}; exec ${shellQuote(nsenter)} --user=${user} --net=${net} --preserve-credentials -- `,
    net: readlinkSync(net),
    pid: readlinkSync(`/proc/${pid}/ns/pid`),
    get dead() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    end: () => void child.kill('SIGKILL'),
  };
}

/** Some systems let a program make namespaces and nobody enter them: that is to be known before a command fails of it. */
async function proveEntry({ entry }: SessionHolder): Promise<void> {
  const built = `${shellQuote(requireProgram('bwrap'))} --unshare-user --unshare-pid --ro-bind / / --proc /proc --dev /dev`;
  const line = `${entry}${built} -- ${shellQuote(requireProgram('env'))}`;
  const args = ['--noprofile', '--norc', '-c', line];
  const options = { cwd: '/', env: { PATH: process.env.PATH ?? '' }, timeout: READY_TIMEOUT_MS };
  await promisify(execFile)(requireProgram('bash'), args, options).catch((cause: { stderr?: string; message: string }) => {
    throw new Error(cause.stderr?.trim().split('\n', 1)[0] || cause.message);
  });
}

/**
 * A process id may be given to another process once its own has ended, and nobody may enter that one's network: the start time,
 * in ticks since the boot, tells. (The kernel refuses to enter the user namespace that one is in, so the machine's own network is
 * out of reach in any case.)
 */
function onlyWhile(pid: number): string {
  const ended = 'echo "nsenter: the network of this goal has ended; try the command again" >&2; exit 125';
  const field = afterName(readFileSync(`/proc/${pid}/stat`, 'utf8'))[START_TIME];
  return `stat=; read -r stat </proc/${pid}/stat; set -- \${stat##*) }; if [ "\${20}" != ${field} ]; then ${ended}; fi`;
}

/** Of the fields that follow the name in /proc/<pid>/stat, the twentieth is the 22nd of all: the start time. */
const START_TIME = 19;

const afterName = (stat: string): readonly string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');
