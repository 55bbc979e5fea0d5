/*
 * Workers turn owed work into effects and report back as orders. Each file here is one kind of work: it gathers from the rooms
 * it was handed, acts, and submits what came of it. A worker decides nothing about the goal; that is `shared/thread`'s.
 */
import type { Work } from '../../shared/continuation/owed';
import { assertNever } from '../../shared/kernel/assertNever';
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
import { awaitCondition } from './await';
import { endProcesses } from './endProcesses';
import { requestModel } from './requestModel';
import { restoreProtected } from './restoreProtected';
import { runCheck } from './runCheck';
import { runTool } from './runTool';
import { takeCheckpoint } from './takeCheckpoint';

/** What commands of one thread may touch and where its own folders are; `writes` are the paths that its checks may write. */
export interface ThreadPlace {
  readonly workspace: Git.Workspace;
  readonly temp: string;
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
  readonly now: () => number;
  readonly random: () => number;
  readonly tools: ToolRoom;
  readonly verifier: Verifier;
  readonly git: Pick<typeof Git, 'takeCheckpoint' | 'changesBetween' | 'protectedPatch' | 'restoreProtected'>;
  readonly putBlob: (bytes: string) => Promise<BlobRef>;
  readonly sha256: (text: string) => string;
  /** The throwaway channel: what the model says while it says it. Never stored. */
  readonly publishDelta: (delta: {
    readonly thread: string;
    readonly turn: string;
    readonly kind: 'text' | 'reasoning';
    readonly text: string;
  }) => void;
}

export function createWorkers(parts: WorkerParts): (work: Work, context: WorkContext) => Promise<void> {
  return (work, context) => {
    switch (work.kind) {
      case 'take-checkpoint':
        return takeCheckpoint(parts, work, context);
      case 'run-check':
        return runCheck(parts, work, context);
      case 'start-turn':
        return startTurn(work, context);
      case 'request-model':
        return requestModel(parts, work, context);
      case 'run-tool':
        return runTool(parts, work, context);
      case 'await':
        return awaitCondition(parts, work, context);
      case 'restore-protected':
        return restoreProtected(parts, work, context);
      case 'end-processes':
        return endProcesses(parts, context);
      default:
        return assertNever(work);
    }
  };
}

/** A turn begins with an order alone: which kind it is and what it says follow from the thread's state. */
async function startTurn(work: Extract<Work, { kind: 'start-turn' }>, context: WorkContext): Promise<void> {
  deliver(context.submit({ type: 'turn.start', reason: work.reason }));
}

/** Hands on the store's fault; a refusal means that the work is no longer asked for, which is no fault. */
export function deliver(submitted: ReturnType<WorkContext['submit']>): void {
  if (!submitted.ok && submitted.error.code === 'store') throw new Error(submitted.error.message);
}
