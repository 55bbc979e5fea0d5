import { z } from 'zod';
import { Budget, Contract } from '../goal/contract';
import { SampleName } from '../goal/sampleName';
import { ModelRef } from '../provider/model';
import type { ExportedBundle } from '../report/exported';
import { type RecordedEvent, ThreadMode } from '../thread/events';
import { PlaceChoice } from '../thread/place';
import type { ThreadState } from '../thread/state';
import type { PermissionRule } from '../tools/permission/rule';
import type { AnsweredPage } from '../views/answered';
import type { BroughtBack } from '../views/brought';
import type { MeasuredPart, Uncited } from '../views/dataFolder';
import type { GrantEntry } from '../views/grants';
import type { HealthFact } from '../views/health';
import type { PlaceLook } from '../views/placeLook';
import type { QueueView } from '../views/queue';
import type { SearchFound } from '../views/search/found';
import type { ThreadRow } from '../views/threadRow';
import type { FileChange } from '../workspace/checkpoint';
import type { DiffSides } from '../workspace/diffSide';
import { RevertWhat } from '../workspace/revert';
import { type ContractResults, contractParams } from './contractMethods';
import { type EditorResults, editorParams } from './editorMethods';
import { type OutputResults, outputParams, Sha256 } from './outputMethods';
import { type SettingsResults, settingsParams } from './settingsMethods';
import { type TerminalResults, terminalParams } from './terminalMethods';
import { ThreadOnly } from './threadOnly';

const Nothing = z.strictObject({});
const Tree = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
const TwoTrees = ThreadOnly.extend({ from: Tree, to: Tree });
const Path = z.string().min(1).max(4096);
const Text = z.string().max(1_000_000);

/** How a result comes back: as a patch, into the person's files, or as a commit on a new branch. */
const BringHow = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('patch') }),
  z.strictObject({ as: z.literal('apply') }),
  z.strictObject({ as: z.literal('branch'), branch: z.string().min(1).max(200), message: Text.max(100_000).optional() }),
]);
export type BringHow = z.infer<typeof BringHow>;

/** What a window may order on a thread: a person's orders only; what workers report never comes over the bridge. */
export const WindowCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('goal.draft'), contract: Contract, source: Path.optional(), replace: z.boolean().optional() }),
  z.strictObject({ type: z.literal('thread.archive'), archived: z.boolean() }),
  z.strictObject({ type: z.literal('thread.pin'), pinned: z.boolean() }),
  /** `why`: one line for the record. */
  z.strictObject({ type: z.literal('goal.edit'), contract: Contract, why: z.string().max(500).optional() }),
  /** `place` is left to the app where it is left out. */
  z.strictObject({ type: z.literal('goal.activate'), acceptBaseline: z.boolean(), place: PlaceChoice.optional() }),
  z.strictObject({ type: z.literal('goal.try') }),
  z.strictObject({ type: z.literal('goal.pause') }),
  z.strictObject({ type: z.literal('goal.resume') }),
  /** One turn without tools that says how it stands, then a pause. */
  z.strictObject({ type: z.literal('goal.wrap_up') }),
  z.strictObject({ type: z.literal('goal.clear') }),
  z.strictObject({ type: z.literal('goal.reopen') }),
  z.strictObject({ type: z.literal('budget.change'), budget: Budget, resume: z.boolean() }),
  z.strictObject({ type: z.literal('permission.revoke'), grant: z.string().min(1).max(64) }),
  z.strictObject({ type: z.literal('mode.set'), mode: ThreadMode }),
  /** In the typed words of `waiverPhrase`; refused where the sandbox works. */
  z.strictObject({ type: z.literal('sandbox.waive'), words: z.string().max(1_000) }),
  z.strictObject({ type: z.literal('sandbox.restore') }),
  z.strictObject({ type: z.literal('turn.interrupt') }),
  z.strictObject({ type: z.literal('input.queue'), text: Text.min(1), steer: z.boolean().optional() }),
  z.strictObject({ type: z.literal('input.edit'), input: z.string().min(1).max(64), text: Text.min(1) }),
  z.strictObject({ type: z.literal('input.withdraw'), input: z.string().min(1).max(64) }),
  z.strictObject({ type: z.literal('input.steer'), input: z.string().min(1).max(64) }),
  z.strictObject({
    type: z.literal('question.answer'),
    question: z.string().min(1),
    answer: Text,
    name: z.string().max(200).optional(),
  }),
  /** Answers to a blocked goal's needs, all together or none of them; with `resume` the goal goes on in the same action. */
  z.strictObject({
    type: z.literal('needs.answer'),
    answers: z.array(z.strictObject({ need: z.string().min(1), answer: Text })).max(100),
    resume: z.boolean(),
  }),
  /** Puts back what changed from checkpoint `to` (the goal's start) to checkpoint `from` (the one looked at; the latest). */
  z.strictObject({
    type: z.literal('tree.revert'),
    what: RevertWhat,
    from: z.string().min(1).max(64).optional(),
    to: z.string().min(1).max(64).optional(),
  }),
  /** Lets go of the checkpoints that nothing cites. */
  z.strictObject({ type: z.literal('checkpoints.prune') }),
]);
export type WindowCommand = z.infer<typeof WindowCommand>;

/** Parameters of every method, by name; what does not fit is refused at the door. The table is closed. */
export const methodParams = {
  'app/info': Nothing,
  /** Really tries what goals rest on, which takes a second or two. */
  'machine/health': Nothing,
  'threads/list': Nothing,
  /** Who waits for a free place now; what comes later is pushed. */
  'threads/queue': Nothing,
  /** Looks for words in what was said and done in all threads; any text will do. */
  'search/find': z.strictObject({ text: z.string().max(500) }),
  /** What people have answered, newest first, a page at a time: those after a place, or the newest. */
  'inbox/answered': z.strictObject({
    after: z.strictObject({ at: z.number(), thread: z.string().max(200), seq: z.int().positive() }).optional(),
  }),
  'thread/open': ThreadOnly,
  /** Events with a `seq` above `after`, and below `before` where that is given. */
  'thread/events': ThreadOnly.extend({ after: z.int().nonnegative(), before: z.int().positive().optional() }),
  /** `id` makes a repeated order harmless: it gets its first answer. */
  'thread/command': ThreadOnly.extend({ id: z.uuid(), command: WindowCommand }),
  /** Opens a thread on a workspace and drafts a goal on it. */
  'thread/create': z.strictObject({ workspace: Path, contract: Contract, model: ModelRef.optional(), source: Path.optional() }),
  /** Opens a thread in plan mode, with nothing drafted yet. */
  'thread/plan': z.strictObject({ workspace: Path, model: ModelRef.optional() }),
  /** Opens a thread on which the agent drafts a contract from plain words; it only looks. */
  'thread/draft': z.strictObject({ workspace: Path, text: Text.min(1), model: ModelRef.optional() }),
  /** Where the goal of a thread can work, and where the app would let it. */
  'place/look': ThreadOnly,
  /** Removes a thread's worktree; with `discard` also where its result was not brought back. */
  'place/remove': ThreadOnly.extend({ discard: z.boolean() }),
  /** Brings the result back; a patch asks for its place first. */
  'result/bring': ThreadOnly.extend({ how: BringHow }),
  'sample/create': z.strictObject({ sample: SampleName.optional() }),
  ...contractParams,
  /** What differs between the trees of two checkpoints of the thread. */
  'diff/files': TwoTrees,
  'diff/file': TwoTrees.extend({ path: Path }),
  /** Asks where to, and writes the thread's evidence there; how far it is comes as `export` pushes. */
  'bundle/export': ThreadOnly,
  'bundle/cancel': ThreadOnly,
  /** Shows what was exported last of the thread in the system's file manager. */
  'bundle/show': ThreadOnly,
  /** Stored output as text, bounded; `offset` in bytes. */
  'blob/text': z.strictObject({
    sha256: Sha256,
    offset: z.int().nonnegative(),
    bytes: z.int().positive().max(1_000_000),
  }),
  ...editorParams,
  ...outputParams,
  ...terminalParams,
  /** What the calling window can do now, for the native menu while it is in front. */
  'window/actions': z.strictObject({
    actions: z.array(z.strictObject({ id: z.string().max(64), words: z.string().max(100) })).max(200),
  }),
  /** Does what is main's to do with the calling window. */
  'window/act': z.strictObject({ action: z.string().max(64) }),
  'permissions/list': Nothing,
  /** Takes back what was allowed for always. */
  'permissions/revoke': z.strictObject({ id: z.string().min(1).max(64) }),
  /** What the window has remembered of its own is on the disk a moment after; Chromium alone would take seconds. */
  'window/remember': Nothing,
  ...settingsParams,
  /** What the calling window shows: what is before somebody's eyes needs no notification. */
  'window/looks': z.strictObject({ thread: z.string().max(200).nullable(), inbox: z.boolean() }),
  'notices/service': Nothing,
  /** Shows a notification that tells of nothing. */
  'notices/test': Nothing,
  /** How large each part of the data folder is. */
  'data/measure': Nothing,
  /** In the system's file manager. */
  'data/show': Nothing,
  /** Which threads hold checkpoints that nothing cites: reads every thread. */
  'data/uncited': Nothing,
  /** Lets go of those. */
  'data/letGo': Nothing,
  /** What the app is made of. */
  'app/parts': Nothing,
} as const;

export type Method = keyof typeof methodParams;
export type Params<M extends Method> = z.input<(typeof methodParams)[M]>;
export type ParsedParams<M extends Method> = z.output<(typeof methodParams)[M]>;

export interface AppInfo {
  readonly version: string;
  readonly dataDir: string;
  readonly platform: string;
  readonly sandbox: { readonly mode: 'enforced' } | { readonly mode: 'missing'; readonly message: string };
  readonly runtime: string;
}

/** Whether the system can show notifications, and why not where it cannot. */
export type NotificationService = { readonly available: true } | { readonly available: false; readonly reason: string };

/** A part that the app is made of, as it names itself. */
export interface AppPart {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** What the first screen needs. What the model is told is left out of `state`: no window shows it, and it is the largest part. */
export interface OpenedThread {
  readonly state: ThreadState;
  readonly seq: number;
  /** The thread's last events up to `seq`, oldest first; those before the first of them are read back with `thread/events`. */
  readonly events: readonly RecordedEvent[];
}

/** What was allowed beyond the boundaries; `damaged` are files that are no rules. */
export interface KeptPermissions {
  readonly rules: readonly PermissionRule[];
  readonly damaged: readonly string[];
  readonly grants: readonly GrantEntry[];
}

export interface Results extends ContractResults, EditorResults, OutputResults, SettingsResults, TerminalResults {
  'app/info': AppInfo;
  'machine/health': { readonly facts: readonly HealthFact[] };
  'threads/list': readonly ThreadRow[];
  'threads/queue': QueueView;
  'search/find': SearchFound;
  'inbox/answered': AnsweredPage;
  'thread/open': OpenedThread;
  'thread/events': readonly RecordedEvent[];
  'thread/command': { readonly seq: number };
  'thread/create': { readonly thread: string };
  'thread/plan': { readonly thread: string };
  'thread/draft': { readonly thread: string };
  'place/look': PlaceLook;
  'place/remove': { readonly root: string };
  /** Null where the person chose no place. */
  'result/bring': { readonly brought: BroughtBack | null };
  'sample/create': { readonly thread: string };
  'diff/files': { readonly files: readonly FileChange[] };
  'diff/file': DiffSides;
  /** Null where the person chose no place. */
  'bundle/export': { readonly bundle: ExportedBundle | null };
  'bundle/cancel': Readonly<Record<string, never>>;
  'bundle/show': Readonly<Record<string, never>>;
  'blob/text': { readonly text: string; readonly bytes: number; readonly end: boolean };
  'window/actions': Readonly<Record<string, never>>;
  'window/act': Readonly<Record<string, never>>;
  'permissions/list': KeptPermissions;
  'permissions/revoke': Readonly<Record<string, never>>;
  'window/remember': Readonly<Record<string, never>>;
  'window/looks': Readonly<Record<string, never>>;
  'notices/service': NotificationService;
  'notices/test': NotificationService;
  'data/measure': { readonly parts: readonly MeasuredPart[] };
  'data/show': Readonly<Record<string, never>>;
  'data/uncited': { readonly uncited: readonly Uncited[] };
  /** The sentences of the threads that kept theirs. */
  'data/letGo': { readonly refused: readonly string[] };
  'app/parts': { readonly parts: readonly AppPart[] };
}

/** Every answer is an envelope: a result, or a refusal with a code for programs and a sentence with the remedy for people. */
export type Answer<M extends Method> =
  | { readonly ok: true; readonly value: Results[M] }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };
