import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { isAlive } from './processTree';
import type { Terminal } from './terminal';

/** How long the mark is waited for. It does not come through where a program stopped the output for good; any other wait is load. */
const END_PATIENCE_MS = 5_000;

/** How soon a terminal that takes no more is asked again. */
const PRINT_AGAIN_MS = 5;

/** A terminal that takes nothing for so long, though all is read, was stopped by Ctrl-S: Ctrl-Q lets it go on. */
const STOPPED_MS = 100;
const CTRL_Q = '\u0011';

export interface HeldTerminal {
  /** What the command printed of these bytes, without our mark. */
  printed(bytes: Uint8Array): Uint8Array;
}

/**
 * Keeps the command's side of a terminal open until its last byte was read. Without it the terminal hangs up when the command
 * ends, and libuv takes a hang-up after a partial read for the end: a terminal is read 4 KB at a time, so up to 64 KB would be
 * lost. That nothing can be read does not prove that nothing is left: the kernel hands bytes from one side to the other in a worker of
 * its own, which lags on a loaded machine. So when the command has ended, a mark is printed after everything it printed; when the
 * mark was read, so was all the rest. The exit is reported once the terminal was closed, which happens soon after the process ended
 * (node-pty: 200 ms), read or not; so this must learn of the end by itself, and let it close when all was read. `ended` is called at the
 * end of the process: from there on everything must be read as it comes.
 */
export function holdOpen({ pid, path, stream, onExit, write }: Terminal, ended: () => void): HeldTerminal {
  const held = openSide(path);
  const mark = new EndMark();
  let holding = held !== undefined;
  let patience: NodeJS.Timeout | undefined;
  const closes = closing(stream, () => holding);
  const letGo = () => {
    watched.delete(pid);
    clearTimeout(patience);
    if (holding && held !== undefined) closeSync(held);
    holding = false;
    closes.now();
  };
  const print = (tries: number) => {
    if (!holding || held === undefined || mark.print(held)) return;
    if (tries === STOPPED_MS / PRINT_AGAIN_MS) write(CTRL_Q);
    setTimeout(() => print(tries + 1), PRINT_AGAIN_MS);
  };
  onExit(letGo);
  onEnd(pid, () => {
    ended();
    patience = setTimeout(letGo, END_PATIENCE_MS);
    print(0);
  });
  return {
    printed(bytes) {
      const rest = mark.strip(bytes);
      if (mark.read) letGo();
      return rest;
    },
  };
}

/** Puts off the closing of a terminal while it is held; `now` makes up for it. */
function closing(stream: Duplex, held: () => boolean): { readonly now: () => void } {
  const close = stream.destroy.bind(stream);
  let due = false;
  stream.destroy = (cause?: Error) => {
    if (!held()) return close(cause);
    due = true;
    return stream;
  };
  return { now: () => void (due && close()) };
}

/** Bytes that nobody else prints, put behind what a command printed and taken out again where they are read. */
class EndMark {
  // Digits alone: no setting of a terminal changes them. As an APC string a terminal would not show them either.
  readonly #bytes = Buffer.from(`\u001b_${BigInt(`0x${randomBytes(12).toString('hex')}`)}\u001b\\`);
  #written = 0;
  /** How many of its bytes were read in a row. */
  #matched = 0;
  read = false;

  /** Writes what is left of it; false when the terminal takes no more for now. */
  print(terminal: number): boolean {
    try {
      this.#written += writeSync(terminal, this.#bytes, this.#written);
    } catch (thrown) {
      // Hung up: what is left is read, or lost, without it.
      if ((thrown as NodeJS.ErrnoException).code !== 'EAGAIN') return true;
    }
    return this.#written === this.#bytes.length;
  }

  strip(bytes: Uint8Array): Uint8Array {
    if (this.#written === 0 || this.read) return bytes;
    const all = Buffer.concat([this.#bytes.subarray(0, this.#matched), bytes]);
    const at = all.indexOf(this.#bytes);
    this.read = at >= 0;
    if (this.read) return Buffer.concat([all.subarray(0, at), all.subarray(at + this.#bytes.length)]);
    this.#matched = this.#beginsAtEndOf(all);
    return all.subarray(0, all.length - this.#matched);
  }

  /** How many bytes at the end may be its beginning. */
  #beginsAtEndOf(bytes: Buffer): number {
    for (let length = Math.min(this.#bytes.length - 1, bytes.length); length > 0; length -= 1) {
      if (bytes.subarray(bytes.length - length).equals(this.#bytes.subarray(0, length))) return length;
    }
    return 0;
  }
}

/**
 * Without our own controlling terminal becoming this one, and without ever waiting for it. Undefined when it cannot be had; the end may
 * then be cut short.
 */
function openSide(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
}

/** What to do when a child has ended, by pid. */
const watched = new Map<number, () => void>();

function onEnd(pid: number, listener: () => void): void {
  if (watched.size === 0) process.on('SIGCHLD', lookForEnds);
  watched.set(pid, listener);
  // It may have ended before anybody listened.
  setImmediate(lookForEnds);
}

function lookForEnds(): void {
  for (const [pid, listener] of watched) {
    if (isAlive(pid)) continue;
    watched.delete(pid);
    listener();
  }
  if (watched.size === 0) process.off('SIGCHLD', lookForEnds);
}
