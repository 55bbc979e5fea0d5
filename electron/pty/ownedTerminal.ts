import { constants } from 'node:os';
import type { Duplex } from 'node:stream';
import { type IPty, spawn } from 'node-pty';
import type { WrappedCommand } from '../sandbox/sandbox';
import type { Terminal, TerminalSize } from './terminal';

/** Starts a command that owns its terminal from the first moment: it leads the session that the terminal controls. Throws where it cannot. */
export function openOwnedTerminal({ file, args, cwd, env }: WrappedCommand, size: TerminalSize): Terminal {
  const pty = spawn(file, [...args], { cwd, env: { ...env }, encoding: null, ...size });
  // Neither is in node-pty's types.
  const { _socket: stream, ptsName: path } = pty as IPty & { readonly _socket: Duplex; readonly ptsName: string };
  return {
    pid: pty.pid,
    path,
    stream,
    onExit: (listener) =>
      void pty.onExit(({ exitCode, signal }) =>
        listener(signal ? { exit: null, signal: signalName(signal) } : { exit: exitCode }),
      ),
    write: (text) => pty.write(text),
    resize: (cols, rows) => pty.resize(cols, rows),
  };
}

function signalName(number: number): string {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found?.[0] ?? `signal ${number}`;
}
