import type { Usage } from '../budget/usage';
import type { ResearchClaim } from '../evidence/researchClaim';
import type { Contract } from '../goal/contract';
import type { CheckpointId, EvidenceId, Instant, TurnId } from '../kernel/ids';
import type { AskedNeed } from '../tools/dossier';
import type { Allowance } from '../tools/permission/allowance';
import type { FileChange } from '../workspace/checkpoint';
import type { Actor, LimitName, TurnKind } from './events';
import type { BaselineFlag } from './question';

export type GoalStatus =
  | 'draft'
  | 'active'
  | 'paused'
  | 'verifying'
  | 'complete'
  | 'blocked'
  | 'budget_limited'
  | 'usage_limited'
  | 'cleared';

/** A goal that the agent or the gate is at, or whose turn is next. */
export function isPursued(status: GoalStatus | undefined): boolean {
  return status === 'active' || status === 'verifying';
}

/** A person's word that this goal's commands run without a sandbox: when, and what they typed. */
export interface Waiver {
  readonly at: Instant;
  readonly words: string;
}

/** Who set the present status, when, and why: stored with it, shown beside it. */
export interface StatusMark {
  readonly by: Actor;
  readonly at: Instant;
  readonly reason: string;
}

/** One goal turn as the ledger shows it: facts first, the model's own words apart. */
export interface Iteration {
  readonly turn: TurnId;
  readonly n: number;
  readonly kind: TurnKind;
  readonly startedAt: Instant;
  readonly changed: readonly FileChange[];
  /** What changed before it, since the last turn ended, and so is not its own: mostly the person's. */
  readonly others: readonly FileChange[];
  /** The checkpoints that its changes lie between; null until they are known, and where it changed nothing. */
  readonly span: { readonly before: CheckpointId; readonly after: CheckpointId } | null;
  readonly tools: number;
  readonly evidence: readonly EvidenceId[];
  readonly claims: readonly ('refused' | 'opened' | 'held')[];
  readonly words: { readonly changed: string; readonly evidence: string; readonly next: string } | null;
  readonly ended: string | null;
}

/** What a person allowed the goal's commands beyond its boundaries. Checks never get it. */
export interface Grant {
  readonly id: string;
  readonly allow: Allowance;
  readonly allows: readonly string[];
  /** The command that it was asked for; null where it was asked for by itself. */
  readonly command: string | null;
  readonly at: Instant;
}

export interface GoalState {
  readonly contract: Contract;
  readonly revision: number;
  readonly status: GoalStatus;
  readonly mark: StatusMark;
  readonly source: string | null;
  readonly baseline: { readonly checkpoint: CheckpointId; readonly flags: readonly BaselineFlag[] } | null;
  /** Accepted content of protected files: path → hash. */
  readonly protected: Readonly<Record<string, string>>;
  /** The change that holds the gate, while its question is open. */
  readonly held: { readonly paths: readonly string[]; readonly protected: Readonly<Record<string, string>> } | null;
  /** What the blocked goal asks for, answered or not; empty where it is not blocked. */
  readonly needs: readonly AskedNeed[];
  readonly usage: Usage;
  readonly claims: number;
  readonly summary: string;
  /** Successive refusals or red check runs with the same failures on the same tree. */
  readonly sameFailure: { readonly key: string; readonly count: number };
  /** A turn without a tool call: no automatic continuation until something changes. */
  readonly suppressed: boolean;
  /** Somebody asked for a wrap-up, which is due or under way; null otherwise, and as soon as the status changes. */
  readonly wrapUp: 'asked' | null;
  /** Limits whose nearness has been told. */
  readonly warned: readonly LimitName[];
  /** The provider's last quota refusal, until a model answers again; `refusals` counts those in a row. */
  readonly quota: { readonly resetAt: Instant | null; readonly wakeAt: Instant | null; readonly refusals: number } | null;
  readonly continueReason: string;
  readonly iterations: readonly Iteration[];
  readonly grants: readonly Grant[];
  /** The claims of a research goal, in the order first recorded. */
  readonly claimLedger: readonly ResearchClaim[];
  /** Its commands run without a sandbox, by a person's word; null where they are held in one. */
  readonly waiver: Waiver | null;
}

/** `usage` is what was spent on it before it was drafted, by planning. */
export function newGoal(
  contract: Contract,
  { revision, source, mark, usage }: Pick<GoalState, 'revision' | 'source' | 'mark' | 'usage'>,
): GoalState {
  return {
    contract,
    revision,
    status: 'draft',
    mark,
    source,
    baseline: null,
    protected: {},
    held: null,
    needs: [],
    usage,
    claims: 0,
    summary: '',
    sameFailure: { key: '', count: 0 },
    suppressed: false,
    wrapUp: null,
    warned: [],
    quota: null,
    continueReason: 'goal_activated',
    iterations: [],
    grants: [],
    claimLedger: [],
    waiver: null,
  };
}
