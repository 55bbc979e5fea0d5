/**
 * Owns the tools that touch a workspace (`shell`, `write_stdin`, `read_file`, `search`, `apply_patch`) and the processes they leave
 * alive. It does not parse a model's words (`shared/tools/specs`), answer the tools of the thread itself, or decide what a goal may
 * touch: each order carries its policy.
 */
import type { BlobRef } from '../../shared/kernel/blobRef';
import { Emitter } from '../../shared/kernel/emitter';
import type { Disposable } from '../../shared/kernel/lifecycle';
import type { ToolArguments, ToolName } from '../../shared/tools/arguments';
import type { runOnPipes } from '../pty/pipes';
import type { ProcessExit } from '../pty/pty';
import type { Sandbox } from '../sandbox/sandbox';
import type { BlobStore } from '../store/blobStore';
import type { TerminalEnd, Terminals } from '../terminals/terminals';
import { applyPatchTool } from './applyPatch';
import type { LiveCommand } from './liveCommand';
import { type Answer, failed, type Order, type TimedAnswer } from './order';
import { Outputs } from './outputs';
import { readFileTool } from './readFile';
import { searchTool } from './search';
import { Sessions } from './sessions';
import { runShell, type ShellParts } from './shell';
import { waitAtMost } from './waitAtMost';
import { writeStdin } from './writeStdin';

/** A background session has ended; `stored` is its whole output. */
export interface SessionExit {
  readonly thread: string;
  readonly process: string;
  readonly exit: number | null;
  readonly stored?: BlobRef;
  /** It was ended with the process that holds the terminals. */
  readonly hostDied?: true;
}

/** How a session ended; `hostDied` where that was the end of the process that holds the terminals. */
export type SessionEnd = ProcessExit & Pick<SessionExit, 'hostDied'>;

/** What `run` takes and answers. */
export type ToolOrder = Order;
export type ToolAnswer = TimedAnswer;

export interface ToolRoom extends Disposable {
  /** Never throws for what a model or a command does. Aborting kills what the call started, a session opened by it aside. */
  run(order: ToolOrder, signal: AbortSignal): Promise<ToolAnswer>;
  /** Stops every process of a thread (SIGSTOP), and those that it starts meanwhile, until `thaw`; settles when they stand still. */
  freeze(thread: string): Promise<void>;
  thaw(thread: string): Promise<void>;
  /** Kills every process of a thread and the network that they shared; settles when all are gone. */
  endAll(thread: string): Promise<void>;
  /** How a session ended, once it has; `lost` when none is known by that id. Rejects with the signal's reason. */
  waitFor(thread: string, session: string, signal: AbortSignal): Promise<SessionEnd | 'lost'>;
  onExit(listener: (fact: SessionExit) => void): Disposable;
}

export interface ToolRoomParts {
  readonly sandbox: Sandbox;
  readonly terminals: Pick<Terminals, 'open'>;
  readonly runOnPipes: typeof runOnPipes;
  readonly blobs: BlobStore;
  /** Tells a sandbox that did not start from a command that failed, by what was printed (`sandboxStartFailure` of the sandbox room). */
  readonly startFailure?: (output: string, exit: number | null) => string | undefined;
}

export function createToolRoom(parts: ToolRoomParts): ToolRoom {
  return new Tools(parts);
}

class Tools implements ToolRoom {
  readonly #parts: ToolRoomParts;
  readonly #sessions = new Sessions();
  readonly #outputs = new Outputs();
  readonly #exits = new Emitter<SessionExit>();
  readonly #closing = new AbortController();

  constructor(parts: ToolRoomParts) {
    this.#parts = parts;
  }

  async run(order: ToolOrder, signal: AbortSignal): Promise<ToolAnswer> {
    const startedAt = performance.now();
    const answer = await this.#answer(order, AbortSignal.any([signal, this.#closing.signal]));
    if (answer.stored) this.#outputs.add(order.thread, answer.stored);
    return { ...answer, durationMs: performance.now() - startedAt };
  }

  freeze(thread: string): Promise<void> {
    return this.#sessions.freeze(thread, true);
  }

  thaw(thread: string): Promise<void> {
    return this.#sessions.freeze(thread, false);
  }

  async endAll(thread: string): Promise<void> {
    await this.#sessions.end(thread);
    await this.#parts.sandbox.release(thread);
  }

  async waitFor(thread: string, session: string, signal: AbortSignal): Promise<SessionEnd | 'lost'> {
    const live = this.#sessions.find(thread, session);
    if (!live) return 'lost';
    const woken = await waitAtMost(live.terminal.ended, undefined, signal);
    if (woken.by === 'done') return { ...woken.value.exit, ...diedOf(woken.value) };
    throw signal.reason;
  }

  onExit(listener: (fact: SessionExit) => void): Disposable {
    return this.#exits.on(listener);
  }

  async dispose(): Promise<void> {
    this.#closing.abort();
    await this.#sessions.endEverything();
  }

  // The door's contract: the arguments were parsed by `parseToolArguments` for exactly this name.
  async #answer(order: ToolOrder, signal: AbortSignal): Promise<Answer> {
    const args = <N extends ToolName>(_name: N) => order.arguments as ToolArguments<N>;
    if (signal.aborted) return failed('Interrupted before it started.');
    switch (order.name) {
      case 'shell':
        return runShell(this.#shellParts(), order, args('shell'), signal);
      case 'write_stdin':
        return writeStdin(this.#sessions, order, args('write_stdin'), signal);
      case 'read_file':
        return readFileTool({ blobs: this.#parts.blobs, outputs: this.#outputs }, order, args('read_file'), signal);
      case 'search':
        return searchTool(this.#parts, order, args('search'), signal);
      case 'apply_patch':
        return applyPatchTool(order, args('apply_patch'));
      default:
        throw new Error(`${order.name} is answered by the thread itself, not by this room`);
    }
  }

  #shellParts(): ShellParts {
    return {
      ...this.#parts,
      sessions: this.#sessions,
      onOpened: (order, id, live) => void this.#tellExit(order.thread, id, live),
    };
  }

  async #tellExit(thread: string, process: string, live: LiveCommand): Promise<void> {
    const end = await live.terminal.ended;
    const { exit, stored } = end;
    if (stored) this.#outputs.add(thread, stored);
    this.#exits.emit({ thread, process, exit: exit.exit, ...diedOf(end), ...(stored === undefined ? {} : { stored }) });
  }
}

const diedOf = ({ hostDied }: TerminalEnd): Pick<SessionExit, 'hostDied'> => (hostDied ? { hostDied } : {});
