import { closeSync, constants, openSync } from 'node:fs';
import type { IPty } from 'node-pty';
import { isAlive } from './processTree';

/** Turns of the event loop without a byte, after the process has ended, that prove that the kernel has none left. */
const QUIET_TURNS = 2;

/**
 * Keeps the command's side of a terminal open until its last byte was read. Without it the terminal hangs up when the command
 * ends, and libuv takes a hang-up after a partial read for the end: a terminal is read 4 KB at a time, so up to 64 KB would be
 * lost. node-pty reports the exit once the terminal was closed, or 200 ms after the process ended, so this must learn of the end
 * by itself, and let go at once. `ended` is called when the process has: from then on everything must be read as it comes.
 */
export function holdOpen(pty: IPty, ended: () => void): void {
  const held = openSide(pty);
  let quiet = 0;
  let holding = true;
  const letGo = () => {
    if (!holding) return;
    holding = false;
    watched.delete(pty.pid);
    if (held !== undefined) closeSync(held);
  };
  const onTurn = () => {
    quiet += 1;
    if (quiet > QUIET_TURNS) letGo();
    else if (holding) setImmediate(onTurn);
  };
  pty.onData(() => {
    quiet = 0;
  });
  pty.onExit(letGo);
  onEnd(pty.pid, () => {
    ended();
    setImmediate(onTurn);
  });
}

/** Without our own controlling terminal becoming this one. Undefined when it cannot be had; the end may then be cut short. */
function openSide(pty: IPty): number | undefined {
  // The getter is not in node-pty's types.
  const { ptsName } = pty as IPty & { readonly ptsName: string };
  try {
    return openSync(ptsName, constants.O_RDWR | constants.O_NOCTTY);
  } catch {
    return undefined;
  }
}

/** What to do when a child has ended, by pid. */
const watched = new Map<number, () => void>();

function onEnd(pid: number, listener: () => void): void {
  if (watched.size === 0) process.on('SIGCHLD', lookForEnds);
  watched.set(pid, listener);
}

function lookForEnds(): void {
  for (const [pid, listener] of watched) {
    if (isAlive(pid)) continue;
    watched.delete(pid);
    listener();
  }
  if (watched.size === 0) process.off('SIGCHLD', lookForEnds);
}
