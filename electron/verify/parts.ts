import type { CheckReport } from '../../shared/evidence/record';
import type {
  changesBetween,
  hashProtected,
  materialize,
  restorePaths,
  snapshotTree,
  takeCheckpoint,
  Workspace,
} from '../git/git';
import type { runOnPipes } from '../pty/pipes';
import type { CommandPolicy, Sandbox } from '../sandbox/sandbox';
import type { BlobStore } from '../store/blobStore';
import type { FilePlace } from './workspaceFile';

/** What the room is handed of the others: rooms do not import each other. */
export interface VerifierParts {
  readonly sandbox: Sandbox;
  readonly runOnPipes: typeof runOnPipes;
  /** Why the sandbox did not start, told from what was printed and the exit; undefined when the command itself ran. */
  readonly sandboxStartFailure: (output: string, exit: number | null) => string | undefined;
  readonly git: VerifierGit;
  readonly blobs: BlobStore;
}

export interface VerifierGit {
  readonly takeCheckpoint: typeof takeCheckpoint;
  readonly snapshotTree: typeof snapshotTree;
  readonly hashProtected: typeof hashProtected;
  readonly changesBetween: typeof changesBetween;
  readonly restorePaths: typeof restorePaths;
  readonly materialize: typeof materialize;
}

/** Where a check's command runs: the goal's own working tree, or a clean checkout of it. */
export interface CheckPlace extends FilePlace {
  readonly workspace: Workspace;
  readonly policy: CommandPolicy;
  readonly env: Readonly<Record<string, string>>;
  /** The goal's network, where the check may reach it; its own otherwise. */
  readonly session?: string;
}

/** How a check gets at the goal's background processes, which stand still while nothing of it runs. */
export interface LiveAccess {
  readonly session: string;
  /** Those of the goal's commands: the same network is had under the same list only. */
  readonly hosts: readonly string[];
  thaw(): Promise<void>;
  freeze(): Promise<void>;
}

/** What looking at one check came to, before the tree is asked whether it stood still. */
export type Finding = Pick<CheckReport, 'verdict' | 'runs' | 'metric' | 'excerpt'>;

export const INTERRUPTED: Finding['verdict'] = { verdict: 'void', reason: 'interrupted', message: 'stopped before it finished' };

/** A finding without a process. */
export const withoutRuns = (verdict: Finding['verdict'], excerpt = ''): Finding => ({ verdict, runs: [], excerpt });
