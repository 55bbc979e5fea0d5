import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import * as nodePty from 'node-pty';
import type { WrappedCommand } from '../sandbox/sandbox';
import { PtyInput } from './ptyInput';
import type { Terminal, TerminalExit, TerminalSize } from './terminal';

/** What node-pty's own JavaScript stands on, exported by it and not in its types. Both throw. */
interface Native {
  /** A new terminal, our side and the command's; nobody's session has it. */
  open(cols: number, rows: number): { readonly master: number; readonly slave: number; readonly pty: string };
  resize(master: number, cols: number, rows: number): void;
}

/**
 * Starts a command on a terminal that controls no session yet, so that something inside its sandbox can take it (`setsid --ctty`): a
 * terminal that node-pty starts a command on belongs to a session outside of the sandbox, and nobody without rights may take it from there.
 * Throws where it cannot.
 */
export function openFreeTerminal(command: WrappedCommand, size: TerminalSize): Terminal {
  const { open, resize } = (nodePty as unknown as { readonly native: Native }).native;
  const { master, slave, pty: path } = open(size.cols, size.rows);
  const [child, pid] = startOn(path, command, [master, slave]);
  closeSync(slave);
  const stream = new ReadStream(master);
  const input = new PtyInput(master, () => !stream.destroyed);
  child.once('exit', () => input.drop());
  stream.on('error', (cause: NodeJS.ErrnoException) => {
    // Once the command's side is closed, reading fails (EIO). What cannot be read for another reason would stand still for ever.
    if (cause.code !== 'EIO') child.kill('SIGKILL');
  });
  const ended = endOf(child, stream);
  return {
    pid,
    path,
    stream,
    onExit: (listener) => void ended.then(listener),
    write: (text) => input.write(text),
    resize: (cols, rows) => (stream.destroyed ? undefined : resize(master, cols, rows)),
  };
}

/**
 * In a session of its own, without a controlling terminal: a bash that leads one would take what it finds on its stdin for it, so it finds
 * nothing there, and the terminal on the other two. `opened` is closed where it fails.
 */
function startOn(path: string, { file, args, cwd, env }: WrappedCommand, opened: readonly number[]): [ChildProcess, number] {
  try {
    // Not the side that is open already: it is one that never waits, which a program that reads from it must.
    const side = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
    try {
      const child = spawn(file, args, { cwd, env, stdio: ['ignore', side, side], detached: true });
      // The same as a missing pid, later.
      child.once('error', () => undefined);
      if (child.pid === undefined)
        throw new Error(`${file} is no program that can be run, or the system has no room for another process.`);
      return [child, child.pid];
    } finally {
      closeSync(side);
    }
  } catch (cause) {
    for (const descriptor of opened) closeSync(descriptor);
    throw cause;
  }
}

/** The process's end, once the stream, which is destroyed at it, is closed. */
async function endOf(child: ChildProcess, stream: ReadStream): Promise<TerminalExit> {
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  const end = await new Promise<TerminalExit>((resolve) => {
    child.once('exit', (exit, signal) => resolve(signal ? { exit, signal } : { exit }));
  });
  stream.destroy();
  await closed;
  return end;
}
