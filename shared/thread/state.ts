import { NO_USAGE, type Usage } from '../budget/usage';
import type { EvidenceFacts } from '../evidence/gate';
import type { Evidence, Purpose } from '../evidence/record';
import type { Contract } from '../goal/contract';
import type { BlobRef } from '../kernel/blobRef';
import type {
  CallId,
  EvidenceId,
  Instant,
  ProcessId,
  QuestionId,
  RequestId,
  ThreadId,
  TurnId,
  VerificationId,
} from '../kernel/ids';
import type { ModelRef, TranscriptItem } from '../provider/model';
import type { Allowance } from '../tools/permission/allowance';
import type { PermissionScope } from '../tools/permission/ask';
import type { CheckpointRow, RevertState } from './checkpoints/row';
import type { Checkpoint, ThreadMode, TurnKind, WaitUntil } from './events';
import type { GoalState } from './goalState';
import type { BroughtResult, GitFolder, Place, PlaceChoice } from './place';
import type { Question } from './question';
import type { Repeat } from './repeats';
import type { ReviewProgress } from './review/progress';
import type { Trouble } from './trouble';

/** What the record keeps of every piece of evidence; the output stays in the event and its blobs. */
export type EvidenceRow = EvidenceFacts &
  Pick<Evidence, 'metric' | 'review' | 'startedAt' | 'durationMs' | 'sandbox' | 'command' | 'undone' | 'looked'>;

export interface PendingCall {
  readonly call: CallId;
  readonly name: string;
  readonly arguments: string;
  readonly status: 'pending' | 'started';
  readonly wait: WaitUntil | null;
  /** The open question that it waits for. */
  readonly asks: QuestionId | null;
  /** What a person has allowed it, before it is run. */
  readonly permission: { readonly scope: PermissionScope; readonly allow: Allowance } | null;
}

export interface TurnState {
  readonly id: TurnId;
  readonly n: number;
  readonly kind: TurnKind;
  readonly startedAt: Instant;
  /** How many answers of the model this turn has had. */
  readonly answers: number;
  readonly request: {
    readonly id: RequestId;
    readonly attempt: number;
    readonly startedAt: Instant;
    readonly inputEstimate: number;
    /** What its input costs by estimate; null without a price. */
    readonly inputUsd: number | null;
    /** It asks for a summary, to make room; not for the turn's next answer. */
    readonly compacts: boolean;
  } | null;
  readonly failure: Trouble | null;
  /** Tries at its next answer that failed, also where a compaction came after them: none of their ids is used again. */
  readonly failedTries: number;
  /** Calls of the last answer that have no result yet, in the model's order. */
  readonly calls: readonly PendingCall[];
  readonly toolCalls: number;
  /** Hosts that its commands tried to reach and that are not allowed, the last ones. */
  readonly tried: readonly string[];
  /** The contract's revision that this turn was told of last; 0 where there was none to tell. */
  readonly told: number;
  /** Time spent only waiting, and since when it has been waiting now (`activeTime.ts`). */
  readonly idleMs: number;
  readonly idleSince: Instant | null;
}

export interface VerificationState {
  readonly id: VerificationId;
  readonly purpose: Purpose;
  readonly call: CallId | null;
  readonly accept: boolean;
  /** A baseline that activates nothing. */
  readonly trial: boolean;
  /** The place that must be made before its checkpoint; null where none must. */
  readonly place: PlaceChoice | null;
  readonly all: boolean;
  readonly checks: readonly string[];
  readonly checkpoint: Checkpoint | null;
  readonly notes: readonly string[];
  readonly running: { readonly check: string; readonly evidence: EvidenceId; readonly review?: ReviewProgress } | null;
  /** Check → evidence, taken now or reused. */
  readonly results: Readonly<Record<string, EvidenceId>>;
}

/** How full the model's context is, and what has been done about it. */
export interface ContextState {
  /** Tokens of the last answer's request and answer, as the server counted them; null where none has since the last compaction. */
  readonly counted: number | null;
  /** Characters of conversation since then. */
  readonly characters: number;
  /** The last request of a turn's that was answered; null before the first. */
  readonly answered: RequestId | null;
  /** The least that a server refused as more than the model takes, in tokens; null where none was. */
  readonly refusedAt: number | null;
  /** The conversation as it stands was refused as too long. */
  readonly refused: boolean;
  /** How often in a row the request for a summary was itself too long: each time half of what it tells is left out. */
  readonly summaryRefusals: number;
  readonly compactions: number;
  /** Compacted, and no answer has shown yet that the conversation now fits: another compaction would come to the same. */
  readonly unproven: boolean;
  /** What people said to this goal, the last words of it: a compaction keeps them as they are. */
  readonly words: readonly string[];
}

export const EMPTY_CONTEXT: ContextState = {
  counted: null,
  characters: 0,
  answered: null,
  refusedAt: null,
  refused: false,
  summaryRefusals: 0,
  compactions: 0,
  unproven: false,
  words: [],
};

export interface QueuedInput {
  readonly id: string;
  readonly from: 'user' | 'answer' | 'app';
  readonly text: string;
  /** For the running turn's next request rather than for the next turn. */
  readonly steer: boolean;
}

export interface ProcessState {
  readonly id: ProcessId;
  readonly command: string;
  readonly status: 'running' | 'exited';
  readonly exit: number | null;
}

export interface OpenQuestion {
  readonly question: Question;
  readonly openedAt: Instant;
}

/** Raised whenever the shape below changes: a snapshot of another version is not used. */
export const STATE_VERSION = 10;

/** Everything a thread is, folded from its events (law 10). Plain data: it survives JSON. */
export interface ThreadState {
  readonly version: typeof STATE_VERSION;
  readonly thread: ThreadId;
  readonly createdAt: Instant;
  readonly lastAt: Instant;
  /** Where the work is: the user's own folder, or the goal's worktree. */
  readonly workspace: GitFolder;
  /** The user's own folder, for which the thread was opened. */
  readonly source: GitFolder;
  /** What was decided on where the goal works; null before its activation, and in logs from before there was a choice. */
  readonly place: Place | null;
  /** How results were brought back, oldest first. */
  readonly brought: readonly BroughtResult[];
  readonly model: ModelRef;
  readonly mode: ThreadMode;
  /** Out of the list, until work begins on it or a person takes it back. */
  readonly archived: boolean;
  readonly pinned: boolean;
  readonly goal: GoalState | null;
  /** The contract that was proposed last, until a goal is drafted; null where there is none. */
  readonly proposal: { readonly id: string; readonly turn: TurnId; readonly contract: Contract } | null;
  /** Spent while there was no goal to charge: the next one that is drafted begins with it (law 4). */
  readonly unclaimed: Usage;
  /** What the thread was first asked, by which a plan is known until there is an outcome; empty before. */
  readonly topic: string;
  readonly turn: TurnState | null;
  readonly turns: number;
  /** How the last turn ended and of what kind it was; null before the first. */
  readonly lastTurn: { readonly kind: TurnKind; readonly reason: string; readonly interrupted: boolean } | null;
  readonly transcript: readonly TranscriptItem[];
  readonly context: ContextState;
  readonly inputs: readonly QueuedInput[];
  readonly inputCount: number;
  readonly questions: Readonly<Record<QuestionId, OpenQuestion>>;
  /** Permissions asked for so far: each question has a number of its own. */
  readonly permissionCount: number;
  readonly answers: Readonly<Record<QuestionId, string>>;
  readonly processes: Readonly<Record<ProcessId, ProcessState>>;
  readonly checkpoint: Checkpoint | null;
  readonly checkpointCount: number;
  /** Those that are held, oldest first. */
  readonly checkpoints: readonly CheckpointRow[];
  /** The tree at the last turn's boundary, which a turn's changes are counted from; and the tree at activation. */
  readonly boundaryTree: string | null;
  readonly startTree: string | null;
  /** A turn whose effects no checkpoint has caught yet. */
  readonly checkpointDue: TurnId | null;
  /** An open turn before which files may have changed: no tool starts until a checkpoint has told that apart. */
  readonly startDue: TurnId | null;
  readonly revert: RevertState | null;
  /** Ever asked for; they are numbered by it. */
  readonly reverts: number;
  /** How the last one came out; `refused` is why nothing was put back. */
  readonly lastRevert: { readonly id: string; readonly refused: string | null } | null;
  readonly pruneAsked: boolean;
  readonly prunes: number;
  readonly touched: boolean;
  readonly verification: VerificationState | null;
  readonly verificationCount: number;
  readonly evidence: readonly EvidenceRow[];
  /** Checks ever started: evidence ids are numbered by it, so that one which was cut, or a former goal's, is not used again. */
  readonly evidenceCount: number;
  /** Evidence numbered up to this was taken before the last command or patch: it may rest on files that git ignores, and is not reused. */
  readonly reuseAfter: number;
  /** The bounded output of each check's latest evidence, which refusals show to the model. */
  readonly excerpts: Readonly<Record<string, { readonly evidence: EvidenceId; readonly text: string }>>;
  /** Stored outputs of the last commands, oldest first: what `read_file` finds under `output:…`. */
  readonly outputs: readonly BlobRef[];
  /** The last calls and what came of them, so that one that is made again and again can be pointed out. */
  readonly repeats: readonly Repeat[];
  readonly plan: readonly { readonly step: string; readonly status: 'pending' | 'in_progress' | 'completed' }[];
}

export function newThread(
  thread: ThreadId,
  at: Instant,
  opened: { readonly workspace: ThreadState['workspace']; readonly model: ModelRef },
): ThreadState {
  return {
    version: STATE_VERSION,
    thread,
    createdAt: at,
    lastAt: at,
    workspace: opened.workspace,
    source: opened.workspace,
    place: null,
    brought: [],
    model: opened.model,
    mode: 'goal',
    archived: false,
    pinned: false,
    goal: null,
    proposal: null,
    unclaimed: NO_USAGE,
    topic: '',
    turn: null,
    turns: 0,
    lastTurn: null,
    transcript: [],
    context: EMPTY_CONTEXT,
    inputs: [],
    inputCount: 0,
    questions: {},
    permissionCount: 0,
    answers: {},
    processes: {},
    checkpoint: null,
    checkpointCount: 0,
    checkpoints: [],
    boundaryTree: null,
    startTree: null,
    checkpointDue: null,
    startDue: null,
    revert: null,
    reverts: 0,
    lastRevert: null,
    pruneAsked: false,
    prunes: 0,
    touched: false,
    verification: null,
    verificationCount: 0,
    evidence: [],
    evidenceCount: 0,
    reuseAfter: 0,
    excerpts: {},
    outputs: [],
    repeats: [],
    plan: [],
  };
}

/** The user sent a change to protected files back, and they are not put back yet: nothing else may touch the tree. */
export function isRestoring(state: ThreadState): boolean {
  const { goal } = state;
  return goal !== null && goal.held !== null && state.answers.protected === 'restore';
}

/** A gate asked because the user accepted, not because the agent claimed. */
export function isAcceptance(verification: VerificationState): boolean {
  return verification.purpose === 'gate' && verification.accept;
}
