/**
 * Owns the pty host, the process in which every terminal lives, and what this process knows of them: handles, never bytes. The host
 * reads the terminals, keeps their screens and stores their output; windows are joined to it by ports of their own.
 */
import type { BlobRef } from '../../shared/kernel/blobRef';
import type { Disposable } from '../../shared/kernel/lifecycle';
import type { Result } from '../../shared/kernel/result';
import type { ProcessExit, PtyError } from '../pty/pty';
import type { WrappedCommand } from '../sandbox/sandbox';

/** A command to be started on a terminal. `id` names it among all that live: `<thread>/<callTerminal>`, `<thread>/shell-1`. */
export interface TerminalOrder {
  readonly id: string;
  readonly command: WrappedCommand;
  /** In cells. */
  readonly size: { readonly cols: number; readonly rows: number };
  /** The command as somebody typed it, for the saved screen. */
  readonly title: string;
  /** Whether its whole output is stored, as of an agent's command; a person's own shell keeps its screen alone. */
  readonly store: boolean;
  /** It begins stopped, as if frozen at once. */
  readonly frozen?: true;
}

export interface TerminalEnd {
  readonly exit: ProcessExit;
  readonly durationMs: number;
  /** Printed in all; 0 where the host died, for nobody knows. */
  readonly bytes: number;
  readonly stored?: BlobRef;
  /** A sentence on output that could not be kept, or on the host's death. */
  readonly lost?: string;
  /** The pty host died: the command was ended with it, and nobody knows how it would have gone on. */
  readonly hostDied?: true;
}

/** What was printed since the last look, bounded, and what a person typed into it meanwhile. */
export interface TerminalLook {
  readonly text: string;
  readonly cut: boolean;
  readonly typed: string;
}

/** A command on its terminal. After its end the orders do nothing. */
export interface Terminal {
  readonly id: string;
  readonly title: string;
  /** What was started on it: the sandbox with the command inside. */
  readonly pid: number;
  /** As `performance.now()` tells it. */
  readonly startedAt: number;
  /** Settles when the command is gone and its output is stored. Never rejects. */
  readonly ended: Promise<TerminalEnd>;
  readonly result: TerminalEnd | undefined;
  look(): Promise<TerminalLook>;
  write(text: string): void;
  resize(cols: number, rows: number): void;
  /** Stops the whole process tree (SIGSTOP) or lets it go on; settles when that was done. */
  freeze(frozen: boolean): Promise<void>;
  /** Ends the whole process tree; settles when it is gone and its output stored. */
  kill(): Promise<TerminalEnd>;
}

/** A port as the host's runtime has it, to be handed on and not looked into: Electron's `MessagePortMain`. */
export type HandedPort = unknown;

/** The way to a pty host that was started: an Electron utility process, or a forked child of the command line. */
export interface HostChannel {
  readonly pid: number | undefined;
  post(message: unknown, ports?: readonly HandedPort[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Once, with a word for how it ended. */
  onExit(listener: (how: string) => void): void;
  kill(): void;
}

export interface TerminalsPlace {
  readonly start: () => HostChannel;
  /** Where outputs are stored, and where screens are kept for the next start. */
  readonly blobsDir: string;
  readonly screensDir: string;
  /** Ends a process with all that descend from it, and what is left of its session; settles when nothing of it lives. */
  readonly killTree: (pid: number) => Promise<void>;
}

/** What became of the pty host: `lost` names what was lost with it. */
export interface HostNews {
  readonly state: 'lost' | 'back' | 'given up';
  readonly words: string;
}

export interface Terminals extends Disposable {
  /** Starts the host where none runs. */
  open(order: TerminalOrder): Promise<Result<Terminal, PtyError>>;
  /** Hands the host a port over which it sends `TerminalFrame`s of this terminal; false where no such terminal lives. */
  attach(id: string, port: HandedPort, options: { readonly input: boolean }): Promise<boolean>;
  onNews(listener: (news: HostNews) => void): Disposable;
}
