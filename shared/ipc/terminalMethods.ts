import { z } from 'zod';
import type { SavedScreen, TerminalHostNews, TerminalRow } from '../views/terminalRow';
import { ThreadOnly } from './threadOnly';

/** `terminal` names it in its thread: `callTerminal` of a command's call, or `shell-1`. */
const OneTerminal = ThreadOnly.extend({ terminal: z.string().min(1).max(256) });

/** Of the methods that are about a thread's terminals. */
export const terminalParams = {
  /** The thread's terminals now; what changes is pushed. */
  'terminal/list': ThreadOnly,
  /**
   * Joins the calling page to a terminal: a port comes by `PORT_CHANNEL` with this ticket, over which `TerminalFrame`s go. With
   * `input` the page may type into it. A call that was started and has no terminal yet is waited for.
   */
  'terminal/attach': OneTerminal.extend({ ticket: z.string().min(1).max(64), input: z.boolean().default(false) }),
  /** Ends a shell or a background process, and puts an ended shell away. Without `force` nothing is ended in which something runs. */
  'terminal/close': OneTerminal.extend({ force: z.boolean() }),
  /** The last screen of a terminal that lives no more. */
  'terminal/screen': OneTerminal,
  /** The person's own shell, with exactly what the thread's agent may touch. */
  'shell/open': ThreadOnly,
} as const;

export interface TerminalResults {
  /** `host`: the last news of the process in which terminals live, unless it is all well. */
  'terminal/list': { readonly terminals: readonly TerminalRow[]; readonly host: TerminalHostNews | null };
  'terminal/attach': Readonly<Record<string, never>>;
  /** `running` names what would have been ended, where it was not. */
  'terminal/close': { readonly closed: boolean; readonly running: readonly string[] };
  /** Null where none is kept; `fault` is a sentence on one that does not read. */
  'terminal/screen': { readonly screen: SavedScreen | null; readonly fault: string | null };
  'shell/open': { readonly terminal: string };
}
