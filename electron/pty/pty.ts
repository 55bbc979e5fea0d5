/**
 * Owns terminals: it starts a finished command line on a pseudo-terminal, hands on its bytes as they come, and ends the whole
 * process tree. It knows nothing of sandboxes (`sandbox/` made the command line) and keeps no output.
 */
import { Emitter } from '../../shared/kernel/emitter';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { WatchedLimits, WrappedCommand } from '../sandbox/sandbox';
import { endTree, killTree } from './endTree';
import { openFreeTerminal } from './freeTerminal';
import { holdOpen } from './holdOpen';
import { watchLimits } from './limitWatch';
import { openOwnedTerminal } from './ownedTerminal';
import { continueTree, stopTree } from './processTree';
import { readInPlace } from './readInPlace';
import { startProblem } from './startProblem';
import type { Terminal, TerminalExit, TerminalSize } from './terminal';

/** `limit` says at which of its limits it ended. */
export interface ProcessExit extends TerminalExit {
  readonly limit?: string;
}

/** `message` names the cause and the remedy. */
export interface PtyError {
  readonly code: 'spawn_failed';
  readonly message: string;
}

export interface PtySession extends Disposable {
  readonly pid: number;
  /**
   * The terminal's bytes as they come, not cut at characters. Their memory is used again after the call: who keeps them copies them. The
   * first listener should be added at once.
   */
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

/** Starts a command on a terminal. */
export function openPty(command: WrappedCommand, { cols, rows }: TerminalSize): Result<PtySession, PtyError> {
  const problem = startProblem(command);
  if (problem) return err({ code: 'spawn_failed', message: problem });
  const open = command.takesTerminal ? openFreeTerminal : openOwnedTerminal;
  try {
    return ok(sessionOf(open(command, { cols, rows }), command.limits));
  } catch (cause) {
    return err({
      code: 'spawn_failed',
      message: `The terminal could not be opened: ${cause instanceof Error ? cause.message : cause}`,
    });
  }
}

function sessionOf(terminal: Terminal, limits: WatchedLimits | undefined): PtySession {
  const { pid, stream } = terminal;
  const data = new Emitter<Uint8Array>();
  let over = false;
  let ended = false;
  // A terminal is closed when its process has ended, read or not.
  const held = holdOpen(terminal, () => {
    ended = true;
    stream.resume();
  });
  readInPlace(stream, (read) => {
    const bytes = held.printed(read);
    if (bytes.length > 0) data.emit(bytes);
  });
  const watch = watchLimits(pid, limits, () => void killTree(pid));
  const exited = new Promise<ProcessExit>((resolve) => {
    terminal.onExit((end) => {
      over = true;
      const limit = watch.end(end.exit);
      resolve(limit === undefined ? end : { ...end, limit });
    });
  });
  const kill = () => (over ? Promise.resolve() : endTree(pid, exited));
  return {
    pid,
    exited,
    onData: (listener) => data.on(listener),
    write: (text) => (ended || over ? undefined : terminal.write(text)),
    resize: (cols, rows) => (over ? undefined : terminal.resize(Math.max(1, Math.floor(cols)), Math.max(1, Math.floor(rows)))),
    pause: () => void (ended || over || stream.pause()),
    resume: () => void (ended || over || stream.resume()),
    stop: () => {
      if (!over) stopTree(pid);
    },
    cont: () => {
      if (!over) continueTree(pid);
    },
    kill,
    dispose: kill,
  };
}
