/*
 * The ipc room answers what windows ask and tells them what has happened. It owns the door (whose call, which method, what shape),
 * the answers to every method of `shared/ipc/methods.ts`, and the push stream. It opens no window and decides nothing about a
 * goal: orders go to the engine, and whatever it needs of other rooms is handed to it here.
 */

import type { Contract } from '../../shared/goal/contract';
import type { ContractFinding } from '../../shared/goal/findings';
import type { SampleName } from '../../shared/goal/sampleName';
import type { FormDraft, SavedDraft, TryReport } from '../../shared/ipc/editorMethods';
import type { AppInfo, AppPart, BringHow, Method, NotificationService, ParsedParams, Results } from '../../shared/ipc/methods';
import type { Delta } from '../../shared/ipc/push';
import type { Settings } from '../../shared/ipc/settingsMethods';
import type { Emitter } from '../../shared/kernel/emitter';
import type { Disposable } from '../../shared/kernel/lifecycle';
import type { Result } from '../../shared/kernel/result';
import type { ModelRef, ProviderError } from '../../shared/provider/model';
import type { ExportedBundle, ExportProgress } from '../../shared/report/exported';
import type { Command } from '../../shared/thread/commands';
import type { ThreadState } from '../../shared/thread/state';
import type { BroughtBack } from '../../shared/views/brought';
import type { MeasuredPart } from '../../shared/views/dataFolder';
import type { HealthFact } from '../../shared/views/health';
import type { PlaceLook } from '../../shared/views/placeLook';
import type { SearchFound } from '../../shared/views/search/found';
import type { TerminalHostNews, TerminalRow } from '../../shared/views/terminalRow';
import type { ThreadRow } from '../../shared/views/threadRow';
import type { Engine } from '../engine/engine';
import type * as Git from '../git/git';
import type { ContractFileError } from '../goalFiles/contractFile';
import type { ModelProvider } from '../ports/modelProvider';
import type { BlobStore } from '../store/blobStore';
import type { EventStore } from '../store/eventStore';
import type { Terminals } from '../terminals/terminals';
import type { Caller } from './caller';

/** Why a call was refused: a code for programs, a sentence with the remedy for people. */
export interface Fault {
  readonly code: string;
  readonly message: string;
}

/** What the room needs of the running core. */
export interface CorePart {
  readonly engine: Pick<
    Engine,
    'state' | 'read' | 'submit' | 'listed' | 'drive' | 'driveOnceOpen' | 'onEvent' | 'onFault' | 'onQueue' | 'queue'
  >;
  readonly store: Pick<EventStore, 'events' | 'eventsOf' | 'lastEventsOf' | 'answers' | 'receipt' | 'head'>;
  readonly blobs: Pick<BlobStore, 'open' | 'stream'>;
  readonly git: Pick<typeof Git, 'openWorkspace' | 'changesBetween' | 'storedBlobs' | 'listFolder' | 'findPaths' | 'lookAtPaths'>;
  readonly provider: (ref: ModelRef) => Result<ModelProvider, ProviderError>;
  readonly deltas: Pick<Emitter<Delta>, 'on'>;
  /** What people allowed for always. */
  readonly rules: {
    list(): Promise<Pick<Results['permissions/list'], 'rules' | 'damaged'>>;
    revoke(id: string): Promise<boolean>;
  };
  readonly terminals: Pick<Terminals, 'attach'>;
  readonly threadTerminals: ThreadTerminals;
  readonly places: GoalPlaces;
  readonly tries: CheckTries;
  /** The error where no sandbox can be had: then nothing may be set going. */
  readonly sandbox: Result<unknown, { readonly message: string }>;
}

/** Where goals work, and what becomes of their results; `core.ts` has them. */
export interface GoalPlaces {
  look(folder: Git.Workspace, thread: string): Promise<Result<PlaceLook, Fault>>;
  remove(thread: string, discard: boolean): Promise<Result<{ readonly root: string }, Fault>>;
  bring(
    thread: string,
    order: Exclude<BringHow, { as: 'patch' }> | { readonly as: 'patch'; readonly path: string; readonly over: boolean },
  ): Promise<Result<BroughtBack, Fault>>;
}

/** Single checks that are run for their author, and leave no fact; `core.ts` has them. */
export interface CheckTries {
  run(
    order: {
      readonly ticket: string;
      readonly workspace: Git.Workspace;
      readonly of: ThreadState | undefined;
      readonly contract: Contract;
      readonly check: string;
    },
    gone: AbortSignal,
  ): Promise<Result<TryReport, Fault>>;
  stop(ticket: string): void;
}

/** What goal forms hold and nobody has sent, in the data folder. */
export interface DraftsPart {
  read(key: string): Promise<SavedDraft | null>;
  /** Answers when it was saved. */
  save(key: string, draft: FormDraft): Promise<Result<number, Fault>>;
  remove(key: string): Promise<Result<void, Fault>>;
}

/** The terminals of all threads as windows see them; `core.ts` has them. */
export interface ThreadTerminals {
  list(thread: string): Promise<readonly TerminalRow[]>;
  /** The last news of the process that holds them, unless all is well. */
  readonly hostNews: TerminalHostNews | null;
  /** What names the terminal for its host; undefined where none of that name lives. */
  find(thread: string, terminal: string, signal: AbortSignal): Promise<string | undefined>;
  openShell(state: ThreadState): Promise<Result<{ readonly terminal: string }, Fault>>;
  /** Answers what runs in it, where it was left alone for that. */
  close(thread: string, terminal: string, options: { readonly force: boolean }): Promise<readonly string[]>;
  /** The last screen of a terminal that lives no more. */
  screen(thread: string, terminal: string): Promise<Results['terminal/screen']>;
  onChange(listener: (thread: string) => void): Disposable;
  onHostNews(listener: (news: TerminalHostNews) => void): Disposable;
}

/** Contract files as the goalFiles room reads and renders them. */
export interface ContractFiles {
  parse(text: string): Result<Contract, readonly ContractFinding[]>;
  render(contract: Contract): string;
  read(path: string): Promise<Result<Contract, ContractFileError>>;
  templates(): Promise<Results['templates/list']['templates']>;
}

/** Native dialogs; null where the person chose nothing. */
export interface Dialogs {
  folder(): Promise<string | null>;
  openContract(): Promise<string | null>;
  saveContract(name: string): Promise<string | null>;
  saveBundle(name: string): Promise<string | null>;
  savePatch(name: string): Promise<string | null>;
  saveOutput(name: string): Promise<string | null>;
}

/** Evidence bundles as the export room makes them; one at a time for a thread. */
export interface BundlesPart {
  export(order: {
    readonly thread: string;
    readonly target: string;
    readonly onProgress: (progress: ExportProgress) => void;
  }): Promise<Result<ExportedBundle, Fault>>;
  cancel(thread: string): void;
  /** In the system's file manager. */
  show(path: string): void;
}

export type SavedSettings = Omit<Settings, 'key' | 'keychain' | 'faults'>;

/** What the person has set, as it stands in the data folder. */
export interface SettingsPart {
  readonly faults: readonly string[];
  current(): SavedSettings;
  /** Saves what `change` makes of the settings as they stand when everything that was to be saved before is. */
  save(change: (now: SavedSettings) => SavedSettings): Promise<Result<void, Fault>>;
}

/** The model server's key: this room hands it on when it is saved, and never sees it again. */
export interface KeyPart {
  state(): Pick<Settings, 'key' | 'keychain'>;
  save(key: string): Promise<Result<void, Fault>>;
  remove(): Promise<Result<void, Fault>>;
}

/** What was said and done in all threads, by its words. */
export interface SearchPart {
  find(text: string): Result<SearchFound, Fault>;
}

/** The native menu and what main does with a window; `window` is the one that calls. */
export interface MenuPart {
  told(window: number, actions: readonly { readonly id: string; readonly words: string }[]): void;
  act(window: number, action: string): void;
}

/** Who tells people of what happens while they look elsewhere. */
export interface AttentionPart {
  rows(rows: readonly ThreadRow[]): void;
  looks(window: number, at: { readonly thread: string | null; readonly inbox: boolean }): void;
  service(): NotificationService;
  test(): NotificationService;
}

/** The folder in which the app keeps everything. */
export interface DataPart {
  measure(): Promise<readonly MeasuredPart[]>;
  /** In the system's file manager. */
  show(): Promise<Result<Readonly<Record<string, never>>, Fault>>;
}

export interface WindowParts {
  readonly menu: MenuPart;
  readonly attention: AttentionPart;
  readonly data: DataPart;
  /** What the app is made of. */
  readonly parts: () => Promise<readonly AppPart[]>;
  readonly core: CorePart;
  readonly search: SearchPart;
  readonly info: Omit<AppInfo, 'sandbox'>;
  readonly contractFiles: ContractFiles;
  readonly dialogs: Dialogs;
  readonly bundles: BundlesPart;
  readonly drafts: DraftsPart;
  readonly settings: SettingsPart;
  readonly key: KeyPart;
  /** Writes the sample's repository and answers where it and its contract are. */
  readonly writeSample: (
    name: SampleName,
    thread: string,
  ) => Promise<Result<{ readonly workspace: string; readonly contractFile: string }, Fault>>;
  /** Looks at the files that an order answers with; the order names them by their whole path then. */
  readonly withFiles: (state: ThreadState, order: Command) => Promise<Result<Command, Fault>>;
  /** Tries what goals rest on, by really doing it. */
  readonly health: () => Promise<readonly HealthFact[]>;
  readonly newThreadId: () => string;
  /** Has what pages keep of their own written to the disk. */
  readonly writeRemembered: () => void;
}

type Answered<M extends Method> = Result<Results[M], Fault> | Promise<Result<Results[M], Fault>>;

/** What is more than answered: the calling page gets something of its own. */
type ForCaller = 'terminal/attach' | 'check/try' | 'connection/test' | 'window/looks' | 'window/actions' | 'window/act';

type Handler<M extends Method> = M extends ForCaller
  ? (params: ParsedParams<M>, caller: Caller) => Answered<M>
  : (params: ParsedParams<M>) => Answered<M>;

export type Handlers = { readonly [M in Method]: Handler<M> };
