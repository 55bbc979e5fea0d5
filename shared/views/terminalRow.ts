import type { Instant } from '../kernel/ids';

/** A terminal of a thread that can be looked at: while its command lives, and a person's own shell until it is closed. */
export interface TerminalRow {
  /** Names it in its thread: `callTerminal` of the call that started it, or `shell-1`. */
  readonly terminal: string;
  /** A command of the agent's, one that it left in the background, a person's own shell. */
  readonly kind: 'command' | 'process' | 'shell';
  /** The command line, or what the shell is called. */
  readonly title: string;
  /** What the agent calls it by, for a background process: `p1`. */
  readonly process?: string;
  readonly at: Instant;
  readonly running: boolean;
  /** It runs without a sandbox, by a person's word. */
  readonly bare: boolean;
  /** How a shell that is still shown has ended. */
  readonly end?: string;
}

/** What became of the process in which every terminal lives. */
export interface TerminalHostNews {
  readonly state: 'lost' | 'back' | 'given up';
  /** What was lost, and what can be done. */
  readonly words: string;
}

/** The last screen of a terminal that lives no more, as text that draws it on an empty terminal of this size. */
export interface SavedScreen {
  readonly terminal: string;
  readonly title: string;
  readonly cols: number;
  readonly rows: number;
  readonly text: string;
  /** When it was kept. */
  readonly at: Instant;
  /** How it ended; left out where it ran when it was last seen. */
  readonly end?: string | undefined;
}
