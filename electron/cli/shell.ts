import { spawn } from 'node:child_process';
import { constants, homedir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ThreadState } from '../../shared/thread/state';
import { isWaived } from '../../shared/thread/waiver';
import { EXIT } from '../../shared/views/outcome';
import { permissionRules } from '../core/permissionRules';
import { shellOrder } from '../core/shellOrder';
import { threadPlaces } from '../core/threadPlaces';
import { openPty, type PtySession } from '../pty/pty';
import { openSandbox, refusingSandbox, type Sandbox, type WrappedCommand, withWaivers } from '../sandbox/sandbox';
import type { Output } from './io';
import { HOST_ENTRY } from './open';
import { painter } from './paint';
import { readState } from './readState';
import { type CommonOptions, dataFolder } from './settings';

/** How a shell tells that a signal ended a command. */
const SIGNALLED = 128;

/**
 * `goalpost shell`: the user's own shell, or one command, with exactly what the thread's agent may touch. It reads the thread and owns
 * nothing, so that it works beside the process that pursues the goal. Answers the command's own exit code, 128 and the signal's number
 * where one ended it.
 */
export async function shellCommand(
  thread: string,
  words: readonly string[],
  options: CommonOptions,
  output: Output,
): Promise<number> {
  const dataDir = dataFolder(options);
  const state = readState(thread, options, output, (found) => found);
  if (typeof state === 'number') return state;
  const opened = await sandboxFor(state, dataDir);
  if (!opened.ok) {
    output.fault(opened.error);
    return EXIT.failed;
  }
  try {
    const onTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
    const wrapped = await wrappedShell(opened.value, state, { dataDir, words, onTerminal });
    if (!wrapped.ok) {
      output.fault(wrapped.error);
      return EXIT.failed;
    }
    process.stderr.write(`${labelOf(state, painter(process.stderr.isTTY === true && output.color))}\n`);
    return onTerminal ? await passThrough(wrapped.value, output) : await onPipes(wrapped.value);
  } finally {
    await opened.value.dispose();
  }
}

/** A goal whose person gave up the sandbox has a bare shell, also where there is no sandbox; nobody else has one. */
async function sandboxFor(state: ThreadState, dataDir: string): Promise<Result<Sandbox, string>> {
  if (isWaived(state)) {
    const none = { code: 'sandbox_missing', message: 'The sandbox was given up for this goal.' } as const;
    return ok(withWaivers(refusingSandbox(none)));
  }
  const opened = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: join(dataDir, 'neutral') });
  return opened.ok ? opened : err(opened.error.message);
}

async function wrappedShell(
  sandbox: Sandbox,
  state: ThreadState,
  { dataDir, words, onTerminal }: { readonly dataDir: string; readonly words: readonly string[]; readonly onTerminal: boolean },
): Promise<Result<WrappedCommand, string>> {
  const place = await threadPlaces({ dataDir, home: homedir(), rules: permissionRules(dataDir) })(state);
  // The terminal is the person's own, and can what it says it can.
  const { TERM, COLORTERM = '' } = process.env;
  const env = { ...(TERM ? { TERM } : {}), COLORTERM };
  const order = shellOrder(state, place, { id: `${state.thread}/shell`, words, terminal: onTerminal, env });
  const wrapped = await sandbox.wrap(order, new AbortController().signal);
  return wrapped.ok ? wrapped : err(wrapped.error.message);
}

/** What holds this shell, before its first prompt: on stderr, which leaves the command's output alone. */
function labelOf(state: ThreadState, paint: ReturnType<typeof painter>): string {
  const { write, hosts } = state.goal?.contract.boundaries ?? { write: [], hosts: [] };
  const held = isWaived(state)
    ? paint('bad', 'NO SANDBOX, by your word: this shell can do whatever you can')
    : `sandbox enforced · may write ${write.length === 0 ? 'nothing' : write.join(', ')} · ${hosts.length === 0 ? 'no network' : `hosts ${hosts.join(', ')}`}`;
  return `${paint('quiet', `goalpost shell, thread ${state.thread}:`)} ${held}`;
}

/** This terminal becomes the command's: keys and sizes go in, bytes come out, as they are. */
async function passThrough(command: WrappedCommand, output: Output): Promise<number> {
  const size = () => ({ cols: process.stdout.columns || 80, rows: process.stdout.rows || 24 });
  const opened = openPty(command, size());
  if (!opened.ok) {
    output.fault(opened.error.message);
    return EXIT.failed;
  }
  const pty = opened.value;
  const showing = pty.onData((bytes) => void process.stdout.write(Uint8Array.from(bytes)));
  const onKeys = (keys: Buffer) => pty.write(keys.toString('utf8'));
  const onResize = () => pty.resize(size().cols, size().rows);
  const onEnd = () => void pty.kill();
  process.stdin.setRawMode(true).resume().on('data', onKeys);
  process.stdout.on('resize', onResize);
  for (const signal of ENDS) process.on(signal, onEnd);
  try {
    return exitCode(await pty.exited);
  } finally {
    for (const signal of ENDS) process.off(signal, onEnd);
    process.stdout.off('resize', onResize);
    process.stdin.off('data', onKeys).setRawMode(false).pause();
    await showing.dispose();
    await pty.dispose();
  }
}

/** What ends this process takes the shell with it. Ctrl-C is a key like any other here. */
const ENDS = ['SIGTERM', 'SIGHUP'] as const;

function exitCode({ exit, signal }: Awaited<PtySession['exited']>): number {
  if (exit !== null) return exit;
  return SIGNALLED + (constants.signals[signal as NodeJS.Signals] ?? 0);
}

/** In a pipe the command has this process's own three streams. */
function onPipes({ file, args, cwd, env }: WrappedCommand): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(file, [...args], { cwd, env: { ...env }, stdio: 'inherit' });
    const hand = (signal: NodeJS.Signals) => void child.kill(signal);
    for (const signal of [...ENDS, 'SIGINT'] as const) process.on(signal, hand);
    child.once('error', () => resolve(EXIT.failed));
    child.once('exit', (exit, signal) => {
      for (const each of [...ENDS, 'SIGINT'] as const) process.off(each, hand);
      resolve(exitCode({ exit, ...(signal ? { signal } : {}) }));
    });
  });
}
