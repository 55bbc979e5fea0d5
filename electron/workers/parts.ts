import type { InputCost } from '../../shared/continuation/followUp';
import type { Delta } from '../../shared/ipc/push';
import type { BlobRef } from '../../shared/kernel/blobRef';
import type { Result } from '../../shared/kernel/result';
import type { ModelRef, ProviderError, TokenUsage } from '../../shared/provider/model';
import type { ThreadState } from '../../shared/thread/state';
import type { WorkContext } from '../engine/engine';
import type * as Git from '../git/git';
import type { ModelProvider } from '../ports/modelProvider';
import type { CommandPolicy } from '../sandbox/sandbox';
import type { ToolRoom } from '../tools/tools';
import type { Verifier } from '../verify/verify';

/** What commands of one thread may touch and where its own folders are; `writes` are the paths that its checks may write. */
export interface ThreadPlace {
  readonly workspace: Git.Workspace;
  readonly temp: string;
  /** The checks' own, emptied before each: what an agent planted in its TMPDIR or cache must not make a check pass. */
  readonly checkTemp: string;
  /** Empties it. */
  readonly emptyChecks: () => Promise<void>;
  readonly privateDir: string;
  readonly writes: readonly string[];
  readonly agentPolicy: CommandPolicy;
  readonly checkPolicy: CommandPolicy;
  readonly agentEnv: Readonly<Record<string, string>>;
  readonly checkEnv: Readonly<Record<string, string>>;
  /** Sentences about boundary entries that could not be made as written. */
  readonly notes: readonly string[];
}

export interface WorkerParts {
  readonly place: (state: ThreadState) => Promise<ThreadPlace>;
  readonly provider: (ref: ModelRef) => Result<ModelProvider, ProviderError>;
  readonly costOf: (ref: ModelRef, tokens: TokenUsage) => number | null;
  readonly inputCost: InputCost;
  readonly now: () => number;
  readonly random: () => number;
  readonly tools: ToolRoom;
  readonly verifier: Verifier;
  readonly git: Pick<
    typeof Git,
    'takeCheckpoint' | 'changesBetween' | 'patchBetween' | 'protectedPatch' | 'restoreProtected' | 'ignoredFiles'
  >;
  readonly putBlob: (bytes: string) => Promise<BlobRef>;
  readonly sha256: (text: string) => string;
  /** The throwaway channel: what the model says while it says it. Never stored. */
  readonly publishDelta: (delta: Delta) => void;
}

/** Hands on the store's fault; a refusal means that the work is no longer asked for, which is no fault. */
export function deliver(submitted: ReturnType<WorkContext['submit']>): void {
  if (!submitted.ok && submitted.error.code === 'store') throw new Error(submitted.error.message);
}
