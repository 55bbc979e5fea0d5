import { z } from 'zod';
import { Evidence, Purpose } from '../evidence/record';
import { ResearchClaim } from '../evidence/researchClaim';
import { Budget, Contract } from '../goal/contract';
import { BlobRef } from '../kernel/blobRef';
import { ModelRef, ProviderError, TokenUsage, TranscriptItem } from '../provider/model';
import { Dossier } from '../tools/dossier';
import { Allowance } from '../tools/permission/allowance';
import { PermissionScope } from '../tools/permission/ask';
import { RuleMatch } from '../tools/permission/match';
import { CheckpointRef, FileChange } from '../workspace/checkpoint';
import { CheckpointsPruned, PruneAsked, RevertAsked, RevertRefused, RevertWritten, TreeReverted } from './checkpoints/events';
import { PlaceChoice, PlaceMade, PlaceRemoved, ResultBrought } from './place';
import { BaselineFlag, Question } from './question';
import { ReviewAsked, ReviewFailed } from './review/events';

/** Who caused a change: the person, the model, or the app by a rule. */
export const Actor = z.enum(['user', 'agent', 'app']);
export type Actor = z.infer<typeof Actor>;

/** What a thread's messages are for: pursuing its goal, or planning or drafting, where nothing is changed and nothing goes on by itself. */
export const ThreadMode = z.enum(['goal', 'plan', 'draft']);
export type ThreadMode = z.infer<typeof ThreadMode>;

export const TurnKind = z.enum(['user', 'continuation', 'wrap_up', 'plan', 'draft']);
export type TurnKind = z.infer<typeof TurnKind>;

/** Why the gate stays closed; `check` is absent where the reason is no check's. */
export const GateReason = z.strictObject({
  code: z.enum(['failed', 'broken', 'void', 'not_run', 'stale', 'protected_changed', 'no_checks', 'no_claims', 'claim_unproven']),
  check: z.string().optional(),
  claim: z.string().optional(),
  role: z.enum(['verification', 'constraint']).optional(),
  evidence: z.string().optional(),
  message: z.string(),
});
export type GateReason = z.infer<typeof GateReason>;

export const LimitName = z.enum(['tokens', 'usd', 'minutes', 'turns']);
export type LimitName = z.infer<typeof LimitName>;

export const WaitUntil = z.discriminatedUnion('for', [
  z.strictObject({ for: z.literal('process'), session: z.string(), deadline: z.number().optional() }),
  z.strictObject({ for: z.literal('file'), path: z.string(), deadline: z.number().optional() }),
  z.strictObject({ for: z.literal('time'), deadline: z.number() }),
]);
export type WaitUntil = z.infer<typeof WaitUntil>;

/** A checkpoint as the log keeps it: what the git room made, and the digests that evidence is compared by. */
export const Checkpoint = CheckpointRef.extend({
  n: z.int().positive(),
  protectedDigest: z.string(),
  environment: z.string(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

const PlanStep = z.strictObject({ step: z.string(), status: z.enum(['pending', 'in_progress', 'completed']) });

/** The data of every event, by its type. Names are part of the interface: they are added to, never renamed. */
export const eventData = {
  'thread.opened': z.strictObject({
    workspace: z.strictObject({ root: z.string(), gitDir: z.string(), commonDir: z.string() }),
    model: ModelRef,
  }),
  /** Put out of the list, or back into it. Work takes a thread back by itself, without a fact of its own. */
  'thread.archived': z.strictObject({ by: Actor, archived: z.boolean() }),
  /** Kept first in its group of the list, or no longer. */
  'thread.pinned': z.strictObject({ by: Actor, pinned: z.boolean() }),
  'goal.drafted': z.strictObject({ by: Actor, contract: Contract, revision: z.int(), source: z.string().optional() }),
  /** `why` is what its author said of the change; left out where they said nothing. */
  'goal.edited': z.strictObject({ by: Actor, contract: Contract, revision: z.int(), why: z.string().optional() }),
  /** What a turn that drafts proposes for the goal form; nothing holds of it before a person has drafted it. */
  'goal.proposed': z.strictObject({ turn: z.string(), call: z.string(), contract: Contract }),
  'goal.activated': z.strictObject({
    by: Actor,
    revision: z.int(),
    checkpoint: z.string(),
    flags: z.array(BaselineFlag),
    protected: z.record(z.string(), z.string()),
    notes: z.array(z.string()),
  }),
  'goal.claimed': z.strictObject({ turn: z.string(), call: z.string(), claim: z.int(), summary: z.string() }),
  'goal.completed': z.strictObject({ by: Actor, checkpoint: z.string(), evidence: z.array(z.string()), summary: z.string() }),
  'goal.paused': z.strictObject({ by: Actor, reason: z.string() }),
  'goal.resumed': z.strictObject({ by: Actor, reason: z.string() }),
  'goal.blocked': z.strictObject({ by: Actor, reason: z.string(), dossier: Dossier }),
  'goal.limited': z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('budget'), limit: LimitName, used: z.number(), max: z.number() }),
    z.strictObject({
      by: z.literal('provider'),
      message: z.string(),
      resetAt: z.number().nullable(),
      /** When the goal goes on by itself, should its contract let it. */
      wakeAt: z.number().nullable().optional(),
    }),
  ]),
  /** A person's word to stop after one turn without tools; it holds until the goal's status changes. */
  'wrap_up.asked': z.strictObject({ by: Actor }),
  'goal.cleared': z.strictObject({ by: Actor, reason: z.string() }),
  'goal.reopened': z.strictObject({ by: Actor, reason: z.string() }),
  'budget.changed': z.strictObject({ by: Actor, budget: Budget }),
  'model.chosen': z.strictObject({ by: Actor, model: ModelRef }),
  'budget.warned': z.strictObject({ limit: LimitName, used: z.number(), max: z.number() }),
  'turn.started': z.strictObject({
    turn: z.string(),
    n: z.int(),
    kind: TurnKind,
    reason: z.string(),
    inputs: z.array(z.string()),
    prompt: z.string(),
  }),
  'turn.finished': z.strictObject({ turn: z.string(), reason: z.string(), toolCalls: z.int() }),
  'turn.interrupted': z.strictObject({ turn: z.string(), by: Actor, reason: z.string(), activeUntil: z.number() }),
  /** The app was started again while nothing of the turn was half done: it goes on, and the time since `idleFrom` is not active. */
  'turn.resumed': z.strictObject({ turn: z.string(), idleFrom: z.number() }),
  'request.started': z.strictObject({
    request: z.string(),
    turn: z.string(),
    attempt: z.int(),
    inputEstimate: z.int(),
    inputUsd: z.number().nullable().optional(),
    /** Left out for the turn's own requests; a compaction asks for a summary. */
    purpose: z.literal('compaction').optional(),
  }),
  'request.failed': z.strictObject({
    request: z.string(),
    turn: z.string(),
    attempt: z.int(),
    error: ProviderError,
    retryAt: z.number().nullable(),
  }),
  'model.responded': z.strictObject({ request: z.string(), turn: z.string(), items: z.array(TranscriptItem) }),
  'usage.charged': z.strictObject({
    request: z.string(),
    turn: z.string(),
    tokens: TokenUsage,
    usd: z.number().nullable(),
    estimated: z.boolean(),
    /** Of a reviewer's answer; `turn` is then the turn whose claim or check asked for it, and empty where none did. */
    purpose: z.literal('review').optional(),
  }),
  /** Somebody said how much the model takes in one request. */
  'context.changed': z.strictObject({ by: Actor, tokens: z.int().positive() }),
  /** The conversation was replaced by `text` and its last `kept` items; `before` and `after` are tokens of context. */
  'context.compacted': z.strictObject({
    request: z.string(),
    turn: z.string(),
    summary: z.string(),
    text: z.string(),
    kept: z.int().nonnegative(),
    before: z.int(),
    after: z.int(),
  }),
  'tool.started': z.strictObject({ call: z.string(), turn: z.string(), name: z.string(), arguments: z.string() }),
  'tool.finished': z.strictObject({
    call: z.string(),
    turn: z.string(),
    name: z.string(),
    status: z.enum(['ok', 'failed', 'refused', 'interrupted', 'not_run']),
    output: z.string(),
    durationMs: z.number(),
    exit: z.int().nullable().optional(),
    stored: BlobRef.optional(),
    /** Where `output` ends with a note on it: how many times in a row the same call has now come to the same. */
    repeat: z.int().optional(),
    /** What it was run with beyond the boundaries, and by whose word, where that was not the goal's own. */
    allowed: z.strictObject({ by: z.string(), allows: z.array(z.string()) }).optional(),
    /** Hosts that it tried to reach and that are not allowed: `example.com:443`. */
    tried: z.array(z.string()).optional(),
  }),
  'process.opened': z.strictObject({ process: z.string(), call: z.string(), command: z.string() }),
  'process.exited': z.strictObject({
    process: z.string(),
    exit: z.int().nullable(),
    reason: z.string(),
    stored: BlobRef.optional(),
  }),
  'plan.updated': z.strictObject({ turn: z.string(), steps: z.array(PlanStep) }),
  'iteration.recorded': z.strictObject({ turn: z.string(), changed: z.string(), evidence: z.string(), next: z.string() }),
  /** Added to the ledger of claims, or put in the place of what stood there under its id. */
  'claim.recorded': z.strictObject({ turn: z.string(), claim: ResearchClaim }),
  'wait.started': z.strictObject({ call: z.string(), until: WaitUntil }),
  'wait.ended': z.strictObject({ call: z.string(), reason: z.string() }),
  'verification.started': z.strictObject({
    verification: z.string(),
    purpose: Purpose,
    checks: z.array(z.string()),
    all: z.boolean(),
    call: z.string().optional(),
    accept: z.boolean().optional(),
    /** A baseline that is only looked at: nothing is activated by it. */
    trial: z.literal(true).optional(),
    /** A place for the goal is to be made first. */
    place: PlaceChoice.optional(),
  }),
  'verification.finished': z.strictObject({
    verification: z.string(),
    outcome: z.enum(['green', 'red', 'held', 'abandoned', 'failed']),
    message: z.string(),
  }),
  'checkpoint.taken': z.strictObject({
    /** `start` is taken as a turn begins: what changed until then is not the turn's. */
    reason: z.enum(['baseline', 'turn', 'gate', 'agent', 'start', 'before_revert', 'after_revert']),
    checkpoint: Checkpoint,
    verification: z.string().optional(),
    turn: z.string().optional(),
    revert: z.string().optional(),
    changed: z.array(FileChange),
    /** Checks whose earlier evidence still stands on this tree, and which evidence that is. */
    reused: z.record(z.string(), z.string()),
    notes: z.array(z.string()),
  }),
  'revert.asked': RevertAsked,
  'revert.written': RevertWritten,
  'revert.refused': RevertRefused,
  'tree.reverted': TreeReverted,
  'prune.asked': PruneAsked,
  'checkpoints.pruned': CheckpointsPruned,
  'check.started': z.strictObject({ verification: z.string(), check: z.string(), evidence: z.string() }),
  'review.asked': ReviewAsked,
  'review.failed': ReviewFailed,
  'evidence.recorded': z.strictObject({ verification: z.string(), evidence: Evidence }),
  'gate.refused': z.strictObject({ verification: z.string(), checkpoint: z.string(), reasons: z.array(GateReason) }),
  'gate.opened': z.strictObject({ verification: z.string(), checkpoint: z.string(), evidence: z.array(z.string()) }),
  'gate.held': z.strictObject({
    verification: z.string(),
    checkpoint: z.string(),
    paths: z.array(z.string()),
    protected: z.record(z.string(), z.string()),
  }),
  'protected.accepted': z.strictObject({ by: Actor, paths: z.array(z.string()), protected: z.record(z.string(), z.string()) }),
  'protected.restored': z.strictObject({ paths: z.array(z.string()) }),
  /** Neither accepted nor put back: the agent is to see to it, with the user's note. */
  'protected.returned': z.strictObject({ by: Actor, paths: z.array(z.string()), note: z.string() }),
  /** Where the goal works from here on; a log without it worked in the user's own folder. */
  'place.made': PlaceMade,
  'place.removed': PlaceRemoved,
  'result.brought': ResultBrought,
  'mode.changed': z.strictObject({ by: Actor, mode: ThreadMode }),
  /** A person typed that this goal's commands run without a sandbox; `words` is what they typed. */
  'sandbox.waived': z.strictObject({ by: z.literal('user'), words: z.string() }),
  'sandbox.restored': z.strictObject({ by: Actor, reason: z.string() }),
  'input.queued': z.strictObject({
    input: z.string(),
    from: z.enum(['user', 'answer', 'app']),
    text: z.string(),
    steer: z.boolean().optional(),
  }),
  'input.changed': z.strictObject({ input: z.string(), text: z.string() }),
  'input.withdrawn': z.strictObject({ input: z.string() }),
  'input.steered': z.strictObject({ input: z.string() }),
  /** Said to the running turn before its next request: steering, and a contract that was edited meanwhile. */
  'input.delivered': z.strictObject({
    turn: z.string(),
    inputs: z.array(z.string()),
    prompt: z.string(),
    /** Of the edited contract, where that is what the turn was told. */
    revision: z.int().optional(),
  }),
  'question.opened': z.strictObject({ question: Question }),
  'question.answered': z.strictObject({ question: z.string(), by: Actor, answer: z.string(), name: z.string().optional() }),
  'question.closed': z.strictObject({ question: z.string(), reason: z.string() }),
  /** `once`: the call's command alone; `goal`: it is part of the goal's policy, under `grant`; `always`: a rule of the workspace. */
  'permission.granted': z.strictObject({
    question: z.string(),
    call: z.string(),
    by: Actor,
    scope: PermissionScope,
    command: z.string().nullable(),
    allow: Allowance,
    allows: z.array(z.string()),
    grant: z.string().optional(),
    match: RuleMatch.nullable().optional(),
  }),
  'permission.revoked': z.strictObject({ by: Actor, grant: z.string() }),
} as const;

export type EventType = keyof typeof eventData;
export type EventData<T extends EventType> = z.infer<(typeof eventData)[T]>;

/** A fact of a thread before the log numbers it. */
export type ThreadEvent = { readonly [T in EventType]: { readonly type: T; readonly data: EventData<T> } }[EventType];

/** A fact as the log keeps it: `seq` counts a thread's events from 1; `at` is milliseconds since the epoch. */
export type RecordedEvent = ThreadEvent & { readonly seq: number; readonly at: number };

export function event<T extends EventType>(type: T, data: EventData<T>): ThreadEvent {
  return { type, data } as ThreadEvent;
}

/** The door for events from disk. Throws a ZodError naming the path where the log is not what it should be. */
export function parseEvent(type: string, data: unknown): ThreadEvent {
  if (!(type in eventData)) throw new Error(`unknown event type "${type}": the log was written by a newer version`);
  const known = type as EventType;
  return { type: known, data: eventData[known].parse(data) } as ThreadEvent;
}
