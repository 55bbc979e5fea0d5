import type { Duplex } from 'node:stream';

/** `exit` is null when a signal ended it, named in `signal`. */
export interface TerminalExit {
  readonly exit: number | null;
  readonly signal?: string;
}

/** A pseudo-terminal with a process on it. */
export interface Terminal {
  readonly pid: number;
  /** The process's side, as a file. */
  readonly path: string;
  /** Our side: it is read once somebody listens, in raw bytes, and destroyed once the process has ended. */
  readonly stream: Duplex;
  /** Told when the process has ended and the stream is closed. */
  onExit(listener: (end: TerminalExit) => void): void;
  /** Never waits: what the terminal does not take at once is written when it does. */
  write(text: string): void;
  /** Whole characters, at least 1. */
  resize(cols: number, rows: number): void;
}

/** In characters. */
export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}
