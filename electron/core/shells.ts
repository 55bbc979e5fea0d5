import { err, ok, type Result } from '../../shared/kernel/result';
import { AGENT_TERMINAL } from '../../shared/terminal/size';
import type { ThreadState } from '../../shared/thread/state';
import type { TerminalRow } from '../../shared/views/terminalRow';
import type { Sandbox } from '../sandbox/sandbox';
import type { ThreadPlace } from '../workers/parts';
import type { LiveTerminals } from './liveTerminals';
import { hangUp } from './shellJobs';
import { shellOrder } from './shellOrder';

/** Open shells of one thread. Each holds the sandbox's processes besides its own; who has more open has forgotten some. */
export const MAX_SHELLS = 8;

export interface ShellsParts {
  readonly live: LiveTerminals;
  readonly sandbox: Pick<Sandbox, 'wrap'>;
  readonly place: (state: ThreadState) => Promise<ThreadPlace>;
  /** Names of shells that are not to be used again: their last screens are still there. */
  readonly taken: (thread: string) => Promise<readonly string[]>;
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

type Opened = Result<{ readonly terminal: string }, Refusal>;

/** A shell that is being opened; what ends that says why, as a refusal. */
interface Attempt {
  readonly ending: AbortController;
  readonly settled: Promise<Opened>;
}

const APP_ENDS: Refusal = { code: 'closing', message: 'The app is ending.' };
const THREAD_ENDED: Refusal = {
  code: 'ended',
  message: 'What the shell would have worked in was ended while it was being opened.',
};

/**
 * People's own shells in a thread: what the thread's commands may touch, in the network that they share. What a shell may touch is
 * fixed when it starts, as it is for every command. Quitting ends them, and so does whatever ends the goal without a result.
 */
export class Shells {
  readonly #parts: ShellsParts;
  /** Shells that are being opened, by thread: their names and places are taken. */
  readonly #opening = new Map<string, Set<string>>();
  /** What is being done to open them, by thread, and what ends it. */
  readonly #attempts = new Map<string, Set<Attempt>>();
  #disposed = false;

  constructor(parts: ShellsParts) {
    this.#parts = parts;
  }

  async open(state: ThreadState): Promise<Opened> {
    if (this.#disposed) return err(APP_ENDS);
    const attempts = this.#attemptsIn(state.thread);
    const ending = new AbortController();
    const attempt: Attempt = { ending, settled: this.#open(state, ending.signal).finally(() => attempts.delete(attempt)) };
    attempts.add(attempt);
    return attempt.settled;
  }

  async #open(state: ThreadState, signal: AbortSignal): Promise<Opened> {
    const { thread } = state;
    const known = await this.#parts.taken(thread);
    const opening = this.#openingIn(thread);
    const running = this.#running(thread).length + opening.size;
    if (running >= MAX_SHELLS) {
      return err({ code: 'too_many', message: `${running} shells are open in this thread, and more are not opened. Close one.` });
    }
    const terminal = freeName([...known, ...opening, ...this.#parts.live.rows(thread).map((row) => row.terminal)]);
    opening.add(terminal);
    try {
      const failed = await this.#start(state, terminal, signal);
      return failed === undefined ? ok({ terminal }) : err(failed);
    } finally {
      opening.delete(terminal);
    }
  }

  /** Ends a shell that runs, with all that runs in it; settles when it is gone. */
  async close(thread: string, row: TerminalRow): Promise<void> {
    const terminal = this.#parts.live.find(thread, row.terminal);
    if (!terminal) return;
    hangUp(terminal.pid, row);
    await terminal.kill();
  }

  /** Ends the thread's shells, and those that are being opened; settles when they are gone. */
  async end(thread: string): Promise<void> {
    const attempts = [...this.#attemptsIn(thread)];
    for (const { ending } of attempts) ending.abort(THREAD_ENDED);
    await Promise.all([
      ...this.#running(thread).map((row) => this.close(thread, row)),
      ...attempts.map(({ settled }) => settled),
    ]);
  }

  /** No shell is opened from here on. Those that run are told that their terminals are gone, and end while the host does. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const attempts = [...this.#attempts.values()].flatMap((some) => [...some]);
    for (const { ending } of attempts) ending.abort(APP_ENDS);
    for (const { terminal, row } of this.#parts.live.runningShells()) hangUp(terminal.pid, row);
    await Promise.all(attempts.map(({ settled }) => settled));
  }

  async #start(state: ThreadState, terminal: string, signal: AbortSignal): Promise<Refusal | undefined> {
    const { thread } = state;
    const asked = { id: `${thread}/${terminal}`, words: [], terminal: true, session: thread, env: {} };
    const order = shellOrder(state, await this.#parts.place(state), asked);
    if (signal.aborted) return signal.reason;
    const wrapped = await this.#parts.sandbox.wrap(order, signal);
    if (signal.aborted) return signal.reason;
    if (!wrapped.ok) return wrapped.error;
    const title = `Shell ${numberOf(terminal)}`;
    const opened = await this.#parts.live.open(
      { id: order.id, command: wrapped.value, size: AGENT_TERMINAL, title, store: false },
      'shell',
    );
    if (!opened.ok) return opened.error;
    if (!signal.aborted) return undefined;
    await opened.value.kill();
    this.#parts.live.forget(thread, terminal);
    return signal.reason;
  }

  #running(thread: string): readonly TerminalRow[] {
    return this.#parts.live.rows(thread).filter(({ kind, running }) => kind === 'shell' && running);
  }

  #attemptsIn(thread: string): Set<Attempt> {
    const known = this.#attempts.get(thread) ?? new Set();
    this.#attempts.set(thread, known);
    return known;
  }

  #openingIn(thread: string): Set<string> {
    const known = this.#opening.get(thread) ?? new Set();
    this.#opening.set(thread, known);
    return known;
  }
}

const NAME = /^shell-([1-9]\d*)$/;

/** The number in a shell's name; undefined where it is that of something else. */
export function numberOf(terminal: string): number | undefined {
  const found = NAME.exec(terminal)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** One above the highest that is there, so that a new tab comes last. */
function freeName(taken: readonly string[]): string {
  return `shell-${Math.max(0, ...taken.map((name) => numberOf(name) ?? 0)) + 1}`;
}
