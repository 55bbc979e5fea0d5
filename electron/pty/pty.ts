/**
 * Owns terminals: it starts a finished command line on a pseudo-terminal, hands on its bytes as they come, and ends the whole
 * process tree. It knows nothing of sandboxes (`sandbox/` made the command line) and keeps no output.
 */
import { constants } from 'node:os';
import { type IPty, spawn } from 'node-pty';
import { Emitter } from '../../shared/kernel/emitter';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { WatchedLimits, WrappedCommand } from '../sandbox/sandbox';
import { endTree, killTree } from './endTree';
import { holdOpen } from './holdOpen';
import { watchLimits } from './limitWatch';
import { continueTree, processTree, signalAll, stopTree, wakeBuilders } from './processTree';
import { startProblem } from './startProblem';

/** `exit` is null when a signal ended it, named in `signal`; `limit` says at which of its limits. */
export interface ProcessExit {
  readonly exit: number | null;
  readonly signal?: string;
  readonly limit?: string;
}

/** `message` names the cause and the remedy. */
export interface PtyError {
  readonly code: 'spawn_failed';
  readonly message: string;
}

export interface PtySession extends Disposable {
  readonly pid: number;
  /** The terminal's bytes as they come, not cut at characters. The first listener should be added at once. */
  onData(listener: (bytes: Uint8Array) => void): Disposable;
  /** Resolves when the process has ended and its last byte was handed on. */
  readonly exited: Promise<ProcessExit>;
  /** After the end it does nothing. */
  write(text: string): void;
  resize(cols: number, rows: number): void;
  /**
   * Reads no more until `resume`: the command goes on until the kernel's buffer is full, some KB. What was read already is still handed
   * on. After the command's end it does nothing, so that its last bytes are not lost.
   */
  pause(): void;
  resume(): void;
  /** SIGSTOP for the whole tree; it stays stopped until `cont`. */
  stop(): void;
  cont(): void;
  /** TERM for the command, KILL for the tree after a grace; resolves when everything is gone. */
  kill(): Promise<void>;
}

/** Starts a command on a terminal of the given size, in characters. */
export function openPty(
  command: WrappedCommand,
  options: { readonly cols: number; readonly rows: number },
): Result<PtySession, PtyError> {
  const problem = startProblem(command);
  if (problem) return err({ code: 'spawn_failed', message: problem });
  try {
    const env = { ...command.env };
    const pty = spawn(command.file, [...command.args], { cwd: command.cwd, env, encoding: null, ...options });
    return ok(sessionOf(pty, command.limits));
  } catch (cause) {
    return err({
      code: 'spawn_failed',
      message: `The terminal could not be opened: ${cause instanceof Error ? cause.message : cause}`,
    });
  }
}

/**
 * `script`, which hands on what the command prints, stops itself when it hears that its child was stopped, and it may hear it
 * only after all were woken. It hears within milliseconds; the later looks are for a machine under load.
 */
const WAKE_AGAIN_MS = [10, 50, 200, 1_000, 5_000];

function sessionOf(pty: IPty, limits: WatchedLimits | undefined): PtySession {
  const data = new Emitter<Uint8Array>();
  let over = false;
  let stopped = false;
  let ended = false;
  // node-pty closes the terminal 200 ms after the end, read or not.
  const held = holdOpen(pty, () => {
    ended = true;
    pty.resume();
  });
  pty.onData((raw) => {
    // With no encoding node-pty hands on the raw buffer, which its types do not say.
    const bytes = held.printed(raw as unknown as Uint8Array);
    if (bytes.length > 0) data.emit(bytes);
  });
  const watch = watchLimits(pty.pid, limits, () => void killTree(pty.pid));
  const exited = new Promise<ProcessExit>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      over = true;
      const limit = watch.end(signal ? null : exitCode);
      const met = limit === undefined ? {} : { limit };
      resolve(signal ? { exit: null, signal: signalName(signal), ...met } : { exit: exitCode, ...met });
    });
  });
  const kill = () => (over ? Promise.resolve() : endTree(pty.pid, exited));
  return {
    pid: pty.pid,
    exited,
    onData: (listener) => data.on(listener),
    write: (text) => (over ? undefined : pty.write(text)),
    resize: (cols, rows) => (over ? undefined : resize(pty, cols, rows)),
    pause: () => (ended || over ? undefined : pty.pause()),
    resume: () => (ended || over ? undefined : pty.resume()),
    stop: () => {
      stopped = true;
      if (!over) stopTree(pty.pid);
    },
    cont: () => {
      stopped = false;
      if (!over) continueTree(pty.pid);
      for (const ms of WAKE_AGAIN_MS) setTimeout(() => void (over || stopped || wakeBuilders(pty.pid)), ms).unref();
    },
    kill,
    dispose: kill,
  };
}

/**
 * `script`, inside the sandbox, is not in this terminal's session and would not hear of a new size. The signal makes it look, and
 * tell the terminal that it made; everything else ignores the signal or may well look again. On macOS there is none, and a look at the
 * processes for every step of a window's edge would hold up all terminals.
 */
function resize(pty: IPty, cols: number, rows: number): void {
  pty.resize(Math.max(1, Math.floor(cols)), Math.max(1, Math.floor(rows)));
  if (process.platform !== 'linux') return;
  signalAll(
    processTree(pty.pid).filter(({ name }) => name === 'script'),
    'SIGWINCH',
  );
}

function signalName(number: number): string {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found?.[0] ?? `signal ${number}`;
}
