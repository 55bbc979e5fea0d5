import type { HandedPort } from '../terminals/terminals';

/** A way between somebody and the page that calls, past this process: one end each. */
export interface CallersChannel {
  readonly far: HandedPort;
  /** Gives the page its end, with its own ticket; a page that is gone meanwhile gets nothing, and the other end is told so. */
  hand(ticket: string): void;
  /** Closes both ends, where they go to nobody. */
  close(): void;
}

/** The page that a call came from. Nothing is sent to any other. */
export interface Caller {
  /** Of its contents, by which the app knows its window. */
  readonly window: number;
  /** Aborted when it has gone: closed, loaded anew or crashed. */
  readonly gone: AbortSignal;
  openChannel(): CallersChannel;
}
