import type { BlobRef } from '../../shared/kernel/blobRef';
import type { ToolName } from '../../shared/tools/arguments';
import type { Workspace } from '../git/git';
import type { CommandPolicy } from '../sandbox/sandbox';

/** One call of a tool. `arguments` is what `parseToolArguments` answered; `outputs` are stored outputs of this thread that may be read. */
export interface Order {
  readonly thread: string;
  readonly call: string;
  readonly name: ToolName;
  readonly arguments: unknown;
  readonly workspace: Workspace;
  readonly policy: CommandPolicy;
  readonly env: Readonly<Record<string, string>>;
  readonly temp: string;
  readonly outputs?: readonly BlobRef[];
}

/**
 * `ok`: the tool did what it was asked, a command that ended by itself with any exit code included. `failed`: it was refused, could
 * not start, or was killed (time limit, interrupt). `output` is for the model; `opened` names a session that goes on living.
 */
export interface TimedAnswer {
  readonly status: 'ok' | 'failed';
  readonly output: string;
  readonly exit?: number | null;
  readonly durationMs: number;
  readonly stored?: BlobRef;
  /** Hosts that it tried to reach and that are not allowed. */
  readonly tried?: readonly string[];
  readonly opened?: { readonly process: string; readonly command: string };
}

/** An answer before its time is taken. */
export type Answer = Omit<TimedAnswer, 'durationMs'>;

export const failed = (output: string): Answer => ({ status: 'failed', output });
