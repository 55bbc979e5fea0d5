/*
 * The composition root: makes each room, hands it what it needs, and returns one Disposable. Windows and the command line are
 * thin doors round this one core; nothing here knows which of them opened it.
 */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { PriceTable } from '../shared/budget/prices';
import { costOf } from '../shared/budget/prices';
import type { InputCost } from '../shared/continuation/followUp';
import type { Delta } from '../shared/ipc/push';
import { Emitter } from '../shared/kernel/emitter';
import { type Disposable, DisposableStore } from '../shared/kernel/lifecycle';
import { err, ok, type Result } from '../shared/kernel/result';
import type { ModelRef, ProviderError, TokenUsage } from '../shared/provider/model';
import { requestTokens } from '../shared/thread/compaction/request';
import type { RecordedEvent } from '../shared/thread/events';
import { isGoalTurn } from '../shared/thread/evolve/turn';
import { isWaived } from '../shared/thread/waiver';
import { type BringOrder, bringResult } from './core/bringResult';
import type { HiddenFrom } from './core/fileAnswers';
import { liveIn, lookAtPlace, removePlace, workingIn } from './core/goalPlaces';
import { LiveTerminals } from './core/liveTerminals';
import { makePlace } from './core/makePlace';
import { type PermissionRules, permissionRules } from './core/permissionRules';
import { permissions } from './core/permissions';
import { forbidUnpriced } from './core/prices';
import { savedScreens } from './core/savedScreens';
import { policyPlace, threadPlaces } from './core/threadPlaces';
import { ThreadTerminals } from './core/threadTerminals';
import { TriedChecks } from './core/triedChecks';
import { WorktreeRooms } from './core/worktreeRooms';
import { Engine } from './engine/engine';
import * as git from './git/git';
import type { ModelProvider } from './ports/modelProvider';
import { createProviderRegistry } from './providers/registry';
import type { Script } from './providers/scripted';
import { killTree } from './pty/endTree';
import { runOnPipes } from './pty/pipes';
import { openSandbox, refusingSandbox, type Sandbox, type SandboxError, withWaivers } from './sandbox/sandbox';
import { sandboxStartFailure } from './sandbox/startFailure';
import { type BlobStore, openBlobStore } from './store/blobStore';
import { type EventStore, openEventStore } from './store/eventStore';
import { ownDataFolder } from './store/owner';
import { StoreFailure } from './store/storeError';
import { openTerminals } from './terminals/openTerminals';
import type { HostChannel, Terminals } from './terminals/terminals';
import { createToolRoom } from './tools/tools';
import { createVerifier } from './verify/verify';
import { createWorkers } from './workers/workers';

export interface CoreOptions {
  readonly dataDir: string;
  /** The built `wrapHost.ts`, which the sandbox forks. */
  readonly hostEntry: string;
  /** Starts the process that holds the terminals. */
  readonly startPtyHost: () => HostChannel;
  readonly scripts: Readonly<Record<string, Script>>;
  /** Read at every charge: the user may change prices while a goal is pursued. */
  readonly prices: () => PriceTable;
  readonly secret: (name: 'openai') => string | undefined;
  /** Where the sandbox cannot be had: open nothing, or open for looking, with every command refused. */
  readonly withoutSandbox: 'refuse' | 'look';
  /** Turns that may work at the same time; the usual number where it is left out. */
  readonly concurrentTurns?: number;
  /** Answers orders that another process sends to the owner of the data folder. */
  readonly serve: (core: Core, order: unknown) => Promise<unknown>;
}

export interface CoreError {
  readonly code: 'held' | 'store' | 'sandbox';
  readonly message: string;
}

/** The running core: the engine and what its doors may look at. One per data folder, in one process. */
export interface Core extends Disposable {
  readonly engine: Engine;
  readonly store: EventStore;
  readonly blobs: BlobStore;
  readonly git: typeof git;
  readonly provider: (ref: ModelRef) => Result<ModelProvider, ProviderError>;
  readonly deltas: Emitter<Delta>;
  /** Files and folders that the thread's agent cannot read. */
  readonly hidden: HiddenFrom;
  /** What people allowed for always, by workspace. */
  readonly rules: PermissionRules;
  readonly terminals: Terminals;
  readonly threadTerminals: ThreadTerminals;
  readonly places: GoalPlaces;
  readonly tries: Pick<TriedChecks, 'run' | 'stop'>;
  /** The error where this core was opened for looking: nothing may be driven on it. */
  readonly sandbox: Result<{ readonly mode: Sandbox['mode'] }, SandboxError>;
}

/** Where goals work, and what becomes of their results. */
export interface GoalPlaces {
  /** What a goal of the thread could choose from in this folder; the thread may be one that is not there yet. */
  look(folder: git.Workspace, thread: string): ReturnType<typeof lookAtPlace>;
  remove(thread: string, discard: boolean): ReturnType<typeof removePlace>;
  bring(thread: string, order: BringOrder): ReturnType<typeof bringResult>;
}

/** Opens the data folder, as its only owner, and the sandbox. Fails before anything is written when either cannot be had. */
export async function openCore(options: CoreOptions): Promise<Result<Core, CoreError>> {
  const owned = new DisposableStore();
  const failed = async (code: CoreError['code'], message: string) => {
    await owned.dispose();
    return err({ code, message });
  };
  let core: Core | undefined;
  const owner = await ownDataFolder(options.dataDir, async (order) => {
    if (!core) throw new Error('Goalpost is still starting; try again in a moment.');
    return options.serve(core, order);
  });
  if (!owner.ok) return failed(owner.error.code === 'held' ? 'held' : 'store', owner.error.message);
  owned.own(owner.value);
  // The sandbox starts a process and tries it, which takes longest: the rest is opened meanwhile, unless nothing may be without it.
  const opening = openSandbox({ hostEntry: options.hostEntry, neutralDir: join(options.dataDir, 'neutral') });
  if (options.withoutSandbox === 'refuse') {
    const tried = await opening;
    if (!tried.ok) return failed('sandbox', tried.error.message);
  }
  const stores = await openedStores(options.dataDir, owned);
  const sandbox = await opening;
  if (sandbox.ok) owned.own(sandbox.value);
  if (!stores.ok) return failed('store', stores.error);
  const { store, blobs } = stores.value;
  core = compose(options, owned, { sandbox, store, blobs });
  return ok(core);
}

async function openedStores(dataDir: string, owned: DisposableStore): Promise<Result<Pick<Rooms, 'store' | 'blobs'>, string>> {
  const store = openEventStore(join(dataDir, 'goalpost.db'), { mode: 'write' });
  if (!store.ok) return err(store.error.message);
  owned.own(store.value);
  const blobs = await openedBlobs(join(dataDir, 'blobs'));
  return blobs.ok ? ok({ store: store.value, blobs: blobs.value }) : blobs;
}

async function openedBlobs(folder: string): Promise<Result<BlobStore, string>> {
  try {
    return ok(await openBlobStore(folder));
  } catch (thrown) {
    if (thrown instanceof StoreFailure) return err(thrown.message);
    throw thrown;
  }
}

interface Rooms {
  readonly sandbox: Result<Sandbox, SandboxError>;
  readonly store: EventStore;
  readonly blobs: BlobStore;
}

function compose(options: CoreOptions, owned: DisposableStore, { sandbox: opened, store, blobs }: Rooms): Core {
  const sandbox = withWaivers(opened.ok ? opened.value : refusingSandbox(opened.error));
  const { dataDir, startPtyHost } = options;
  const terminals = owned.own(
    openTerminals({ start: startPtyHost, blobsDir: join(dataDir, 'blobs'), screensDir: join(dataDir, 'screens'), killTree }),
  );
  const isBare = (thread: string) => isWaived({ goal: engine.state(thread)?.goal ?? null });
  const live = new LiveTerminals({ terminals, now: Date.now, isBare });
  const tools = owned.own(createToolRoom({ sandbox, terminals: live, runOnPipes, blobs, startFailure: sandboxStartFailure }));
  const registry = createProviderRegistry({ scripts: options.scripts, secret: options.secret });
  const deltas = new Emitter<Delta>();
  const rooms = new WorktreeRooms(dataDir);
  const rules = permissionRules(dataDir);
  const places = threadPlaces({ dataDir, home: homedir(), rules, rooms });
  const othersIn = (root: string, but: string) => liveIn(engine.listed(), root, but);
  const verifier = createVerifier({ sandbox, runOnPipes, git, blobs, sandboxStartFailure });
  const inputCost: InputCost = (state, kind) =>
    priceOf(options.prices(), state.model, { input: requestTokens(state, kind), cached: 0, output: 0 });
  const carryOut = createWorkers({
    place: places,
    makePlace: (state, choice, signal) => makePlace({ dataDir, git, rooms, othersIn }, state, choice, signal),
    permissions: permissions({ rules, policyPlace: (state) => policyPlace({ dataDir, home: homedir() }, state), place: places }),
    provider: (ref) => registry.provider(ref),
    costOf: (ref, tokens) => priceOf(options.prices(), ref, tokens),
    inputCost,
    now: Date.now,
    random: Math.random,
    tools,
    verifier,
    git,
    putBlob: (text) => blobs.put(text),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    publishDelta: (delta) => deltas.emit(delta),
  });
  const limit = options.concurrentTurns === undefined ? {} : { concurrentTurns: options.concurrentTurns };
  const forbid = forbidUnpriced(options.prices);
  const engine: Engine = owned.own(new Engine({ store, now: Date.now, carryOut, forbid, inputCost, ...limit }));
  owned.own(
    tools.onExit(({ thread, ...fact }) => {
      const told = engine.submit(thread, { type: 'process.exit', ...fact });
      if (!told.ok && told.error.code === 'store') engine.fail(thread, told.error.message);
    }),
  );
  const atWork = (root: string, but: string | undefined) => workingIn(engine.listed(), root, but);
  const tries = owned.own(new TriedChecks({ dataDir, place: places, verifier, git, atWork }));
  owned.own(
    engine.onEvent(({ thread, event }) => {
      const root = changesFiles(event) ? engine.state(thread)?.workspace.root : undefined;
      if (root !== undefined) tries.giveWay(root);
    }),
  );
  const saved = savedScreens(join(dataDir, 'screens'));
  const threadTerminals = owned.own(new ThreadTerminals({ live, terminals, sandbox, place: places, engine, saved }));
  return {
    engine,
    store,
    blobs,
    git,
    provider: (ref) => registry.provider(ref),
    deltas,
    rules,
    hidden: async (state) => (await places(state)).agentPolicy.denyRead,
    terminals,
    threadTerminals,
    tries,
    places: {
      look: (folder, thread) => lookAtPlace({ git, othersIn }, folder, thread),
      remove: (thread, discard) => removePlace({ dataDir, git, rooms, engine, othersIn }, thread, discard),
      bring: (thread, order) => bringResult({ git, engine }, thread, order),
    },
    sandbox: opened,
    dispose: () => owned.dispose(),
  };
}

/** Whether from this event on a goal may change its files, or wants them to stand still. */
function changesFiles(event: RecordedEvent): boolean {
  return event.type === 'verification.started' || (event.type === 'turn.started' && isGoalTurn(event.data.kind));
}

/** The scripted agent asks no model, so it costs nothing; every other model costs what the user's table says, or is unpriced. */
function priceOf(prices: PriceTable, ref: ModelRef, tokens: TokenUsage): number | null {
  return ref.api === 'scripted' ? 0 : costOf(prices[ref.model], tokens);
}
