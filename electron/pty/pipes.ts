import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { WrappedCommand } from '../sandbox/sandbox';
import { drain } from './drain';
import { killTree } from './endTree';
import { watchLimits } from './limitWatch';
import { processTree } from './processTree';
import type { ProcessExit, PtyError } from './pty';
import { startProblem } from './startProblem';

export interface PipedExit extends ProcessExit {
  readonly durationMs: number;
  readonly timedOut: boolean;
}

export interface PipeOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onStdout: (chunk: Uint8Array) => void | Promise<void>;
  readonly onStderr: (chunk: Uint8Array) => void | Promise<void>;
}

/**
 * Node's own stdio "pipes" are sockets, on which `/dev/stdout` and `/dev/stderr` cannot be opened, so that `tee /dev/stderr` would
 * fail here and work in a terminal. Two `cat` make real pipes; the shell becomes the command. It first closes what our process let
 * it inherit (node-pty leaves the masters of its terminals open), and leaves no descriptor of its own behind.
 */
const REAL_PIPES = [
  `for fd in /dev/fd/*; do fd=\${fd##*/}; if [ "$fd" -gt 2 ]; then eval "exec $fd>&-"; fi; done`,
  'exec 3> >(exec cat) 4> >(exec cat >&2)',
  'exec "$0" "$@" >&3 2>&4 3>&- 4>&-',
].join('; ');

type Child = ChildProcessByStdio<null, Readable, Readable>;

/**
 * A sandboxed command takes everything with it when it ends, and its streams end at once. Only for what was left outside of one do
 * we wait this long.
 */
const LEFTOVER_GRACE_MS = 300;

/** The longest delay a timer can have; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * Starts a command in a session of its own with no input, and resolves when it has ended and its output was taken. A handler that
 * returns a promise is waited for, and the command with it. At the timeout, or when `signal` aborts, the whole tree is killed; what
 * was printed until then is still handed on. A handler that throws ends the command, and the error is thrown here.
 */
export async function runOnPipes(command: WrappedCommand, options: PipeOptions): Promise<Result<PipedExit, PtyError>> {
  const problem = startProblem(command);
  if (problem) return err({ code: 'spawn_failed', message: problem });
  if (options.signal.aborted) return ok({ exit: null, signal: 'SIGKILL', durationMs: 0, timedOut: false });
  const startedAt = performance.now();
  const child = await start(command);
  if (!child.ok) return child;
  const { exit, limit, timedOut, endedAt } = await follow(child.value, command, options);
  const met = limit === undefined ? {} : { limit };
  return ok({ ...exit, ...met, durationMs: endedAt - startedAt, timedOut });
}

async function start(command: WrappedCommand): Promise<Result<Child, PtyError>> {
  const args = ['--noprofile', '--norc', '-c', REAL_PIPES, command.file, ...command.args];
  try {
    const { cwd, env } = command;
    const child = spawn('bash', args, { cwd, env: { ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid === undefined) throw (await once(child, 'error'))[0];
    return ok(child);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return err({ code: 'spawn_failed', message: `The command could not be started: ${message}` });
  }
}

async function follow(child: Child, { limits }: WrappedCommand, options: PipeOptions) {
  const root = child.pid as number;
  const ended = exitOf(child);
  let timedOut = false;
  const kill = () => void killTree(root, pipeMakers(root));
  const watch = watchLimits(root, limits, kill);
  const timer = setTimeout(
    () => {
      timedOut = true;
      kill();
    },
    Math.min(options.timeoutMs, LONGEST_TIMER_MS),
  );
  options.signal.addEventListener('abort', kill, { once: true });
  // What the command left behind dies with it, so that nothing holds its pipes open for long.
  let leftovers: NodeJS.Timeout | undefined;
  void ended.then(() => {
    leftovers = setTimeout(kill, LEFTOVER_GRACE_MS);
  });
  try {
    await takeBoth(child, options, ended);
    const { exit, endedAt } = await ended;
    return { exit, endedAt, timedOut, limit: watch.end(exit.exit) };
  } finally {
    watch.end(null);
    clearTimeout(timer);
    clearTimeout(leftovers);
    options.signal.removeEventListener('abort', kill);
  }
}

function exitOf(child: Child): Promise<{ readonly exit: ProcessExit; readonly endedAt: number }> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ exit: signal ? { exit: null, signal } : { exit: code }, endedAt: performance.now() });
    });
  });
}

/**
 * Takes both streams to their end, which may come before the command's or after it, and then ends whatever is left of the tree. A
 * handler's error ends it at once.
 */
async function takeBoth(child: Child, options: PipeOptions, ended: Promise<unknown>): Promise<void> {
  try {
    await Promise.all([drain(child.stdout, options.onStdout, ended), drain(child.stderr, options.onStderr, ended), ended]);
  } finally {
    await killTree(child.pid as number);
  }
}

/**
 * The two `cat` of {@link REAL_PIPES}: they hand on what the command printed, and end by themselves after it. On a starved machine
 * one may still be the shell that it was forked from.
 */
function pipeMakers(root: number): ReadonlySet<number> {
  const tree = processTree(root);
  const pids = new Set(tree.map(({ pid }) => pid));
  const parents = new Set(tree.map(({ parent }) => parent));
  const makers = tree.filter(
    ({ pid, name, parent }) =>
      pid !== root && (name === 'cat' || name === 'bash') && !parents.has(pid) && (parent === root || !pids.has(parent)),
  );
  return new Set(makers.map(({ pid }) => pid));
}
