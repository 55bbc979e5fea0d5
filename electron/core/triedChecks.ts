import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_USAGE } from '../../shared/budget/usage';
import type { CheckReport } from '../../shared/evidence/record';
import type { Contract } from '../../shared/goal/contract';
import type { TryReport } from '../../shared/ipc/editorMethods';
import type { ThreadId } from '../../shared/kernel/ids';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import { checkById } from '../../shared/thread/decide/goal';
import { newGoal } from '../../shared/thread/goalState';
import { newThread, type ThreadState } from '../../shared/thread/state';
import type * as Git from '../git/git';
import type { CheckOrder, Verifier } from '../verify/verify';
import type { ThreadPlace } from '../workers/parts';
import type { Fault } from './goalPlaces';
import { newThreadId } from './newThread';

export interface TryOrder {
  /** What stops it. */
  readonly ticket: string;
  readonly workspace: Git.Workspace;
  /** The thread whose goal it is for, where there is one. */
  readonly of: ThreadState | undefined;
  readonly contract: Contract;
  readonly check: string;
}

interface TryParts {
  readonly dataDir: string;
  readonly place: (state: ThreadState) => Promise<ThreadPlace>;
  readonly verifier: Verifier;
  readonly git: Pick<typeof Git, 'snapshotTree' | 'hashProtected' | 'changesBetween' | 'dropAnchors' | 'dropOldAnchors'>;
  /** The title of another thread's goal that is at work in this folder; undefined where none is. */
  readonly atWork: (root: string, but: ThreadId | undefined) => string | undefined;
}

/** Changed paths that are told; the rest are counted in the last line. */
const LISTED_PATHS = 200;

/** States that tries changed and that were put back, of one repository: enough to have back what somebody wrote meanwhile. */
const KEPT_STATES = 20;

/** Looking at what a check left goes on after it was stopped, so it has an end of its own. */
const LOOK_MS = 60_000;

/**
 * Runs single checks for their author: with the verifier, the sandbox and the policy that the gate has, on the files as they are. No
 * fact comes of it, and its folders go with it; a ref only where something was put back. One at a time in a working tree, and none where
 * a goal is at work, since they would see each other's files.
 */
export class TriedChecks implements Disposable {
  readonly #parts: TryParts;
  readonly #running = new Map<
    string,
    { readonly root: string; readonly stop: AbortController; readonly ended: Promise<unknown> }
  >();

  /** What a try that was killed with the app left of its own. */
  #swept: Promise<void> | undefined;

  constructor(parts: TryParts) {
    this.#parts = parts;
  }

  async run(order: TryOrder, gone: AbortSignal): Promise<Result<TryReport, Fault>> {
    const { root } = order.workspace;
    const refused = this.#refusal(order);
    if (refused) return err(refused);
    const stop = new AbortController();
    this.#swept ??= sweep(this.#parts.dataDir).catch((thrown: unknown) => {
      this.#swept = undefined;
      throw thrown;
    });
    const signal = AbortSignal.any([stop.signal, gone]);
    const work = this.#swept.then(() => tried(this.#parts, order, signal));
    this.#running.set(order.ticket, { root, stop, ended: work.catch(() => undefined) });
    try {
      return await work;
    } finally {
      this.#running.delete(order.ticket);
    }
  }

  stop(ticket: string): void {
    this.#running.get(ticket)?.stop.abort();
  }

  /** A goal begins to work on these files: a try that ran on would take what it writes for the check's doing, and put it back. */
  giveWay(root: string): void {
    for (const running of this.#running.values()) if (running.root === root) running.stop.abort();
  }

  async dispose(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { stop } of running) stop.abort();
    await Promise.all(running.map(({ ended }) => ended));
  }

  #refusal({ workspace, of, ticket }: TryOrder): Fault | undefined {
    if (this.#running.has(ticket)) return { code: 'refused', message: 'This try is running already.' };
    if ([...this.#running.values()].some(({ root }) => root === workspace.root)) {
      return { code: 'busy', message: 'Another check is being tried on these files. Wait for it, or stop it.' };
    }
    if (of && (of.turn !== null || of.verification !== null) && of.workspace.root === workspace.root) {
      return { code: 'busy', message: 'The goal is at work on these files, which must stand still for a check. Pause it first.' };
    }
    const other = this.#parts.atWork(workspace.root, of?.thread);
    const message = `Another goal is at work on these files, which must stand still for a check: ${other}. Pause it first.`;
    return other === undefined ? undefined : { code: 'busy', message };
  }
}

/** Begins the names of threads that are in no log. */
const PREFIX = 'try-';

async function sweep(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'threads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const left = (await readdir(folder)).filter((name) => name.startsWith(PREFIX));
  for (const name of left) await rm(join(folder, name), { recursive: true, force: true });
}

async function tried(parts: TryParts, order: TryOrder, signal: AbortSignal): Promise<Result<TryReport, Fault>> {
  const check = checkById(order.contract, order.check);
  if (!check) return err({ code: 'refused', message: `The contract has no check ${order.check}.` });
  if (check.kind === 'review' || check.kind === 'human') {
    return err({ code: 'refused', message: `Only what the app runs itself can be tried; ${check.id} is asked of somebody.` });
  }
  const state = stateFor(order);
  try {
    const place = await parts.place(state);
    await place.emptyChecks();
    return await onFiles(parts, order, { state, place, check }, signal);
  } finally {
    await rm(join(parts.dataDir, 'threads', state.thread), { recursive: true, force: true });
  }
}

/** A thread that is in no log, whose goal has this contract; a folder that it asks for is made at activation and not for this. */
function stateFor({ workspace, of, contract }: TryOrder): ThreadState {
  const { boundaries } = contract;
  const write = boundaries.write.map((entry) => entry.replace(/(?<=.)\/+$/, ''));
  const goal = newGoal(
    { ...contract, boundaries: { ...boundaries, write } },
    { revision: 1, source: null, mark: { by: 'user', at: 0, reason: 'tried' }, usage: NO_USAGE },
  );
  const model = of?.model ?? { api: 'scripted' as const, script: 'none' };
  const thread = newThread(`${PREFIX}${newThreadId()}`, 0, { workspace, model });
  return { ...thread, source: of?.source ?? workspace, goal: { ...goal, waiver: of?.goal?.waiver ?? null } };
}

interface Ready {
  readonly state: ThreadState;
  readonly place: ThreadPlace;
  readonly check: CheckOrder['check'];
}

async function onFiles(
  { git, verifier }: TryParts,
  { workspace, contract }: TryOrder,
  { state, place, check }: Ready,
  signal: AbortSignal,
): Promise<Result<TryReport, Fault>> {
  const { privateDir, writes } = place;
  const before = await git.snapshotTree(workspace, { exclude: writes, privateDir }, signal);
  if (!before.ok) return before;
  const hashes = await git.hashProtected(workspace, contract.protect, signal);
  if (!hashes.ok) return hashes;
  const checkpoint = { id: 'try', commit: '', ...before.value, protected: hashes.value };
  const report = await verifier.runCheck(
    {
      thread: state.thread,
      id: state.thread,
      check,
      workspace,
      checkpoint,
      writes,
      protect: contract.protect,
      policy: place.checkPolicy,
      env: place.checkEnv,
      temp: place.checkTemp,
      privateDir,
    },
    signal,
  );
  const wrote = await writtenSince(git, workspace, before.value.tree, privateDir);
  return ok({ report, wrote, kept: await keptState(git, workspace, state.thread, report) });
}

/** Nobody can tell a check's doing from that of somebody who saved a file meanwhile: what was put back stays in a ref for a while. */
async function keptState(
  git: TryParts['git'],
  workspace: Git.Workspace,
  thread: ThreadId,
  { verdict, undone }: CheckReport,
): Promise<string | null> {
  const signal = AbortSignal.timeout(LOOK_MS);
  const moved = verdict.verdict === 'void' && verdict.reason === 'tree_moved';
  if (moved || undone.length > 0) {
    await git.dropOldAnchors(workspace, { prefix: PREFIX, keep: KEPT_STATES }, signal);
    return `refs/goalpost/${thread}`;
  }
  await git.dropAnchors(workspace, thread, signal);
  return null;
}

/** What stands otherwise than before; what the verifier put back does not, and is told in its report. */
async function writtenSince(
  git: TryParts['git'],
  workspace: Git.Workspace,
  tree: string,
  privateDir: string,
): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(LOOK_MS);
  const after = await git.snapshotTree(workspace, { exclude: [], privateDir }, signal);
  if (!after.ok || after.value.tree === tree) return [];
  const changes = await git.changesBetween(workspace, tree, after.value.tree, signal);
  const paths = changes.ok ? changes.value.map(({ path }) => path) : [];
  const rest = paths.length - LISTED_PATHS;
  return rest > 0 ? [...paths.slice(0, LISTED_PATHS), `… and ${rest} more`] : paths;
}
