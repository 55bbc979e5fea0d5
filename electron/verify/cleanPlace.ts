import { chmod, lstat, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { CommandCheck } from '../../shared/goal/check';
import type { CheckpointRef } from '../../shared/workspace/checkpoint';
import type { Workspace } from '../git/git';
import type { CommandPolicy } from '../sandbox/sandbox';
import { type CheckPlace, type Finding, INTERRUPTED, type VerifierParts, withoutRuns } from './parts';
import { runProcess, shownOutput } from './processRun';
import { isInside } from './workspaceFile';

/** A set-up fetches and builds; beyond this it is taken to hang. */
const SETUP_TIMEOUT_MS = 10 * 60_000;

/** What of a check's order a clean checkout is made from. */
export interface CleanOrder {
  readonly id: string;
  readonly workspace: Workspace;
  readonly checkpoint: CheckpointRef;
  readonly policy: CommandPolicy;
  readonly env: Readonly<Record<string, string>>;
  readonly temp: string;
}

/**
 * Lets `work` run in a fresh checkout of the order's checkpoint, after the check's own set-up, with the policy's workspace paths
 * moved to that folder. The folder lies in the check's temp folder and is removed afterwards.
 */
export async function inCleanCheckout(
  parts: VerifierParts,
  order: CleanOrder,
  setup: NonNullable<CommandCheck['clean']>['setup'],
  work: (place: CheckPlace) => Promise<Finding>,
  signal: AbortSignal,
): Promise<Finding> {
  await mkdir(order.temp, { recursive: true });
  const folder = await realpath(await mkdtemp(join(order.temp, 'clean-')));
  try {
    const checkedOut = await parts.git.materialize(order.workspace, order.checkpoint.tree, folder, signal);
    if (signal.aborted) return withoutRuns(INTERRUPTED);
    if (!checkedOut.ok) return withoutRuns(setupBroken(`the clean checkout failed: ${checkedOut.error.message}`));
    const place = await movedPlace(order, folder);
    return (await runSetup(parts, place, order, setup, signal)) ?? (await work(place));
  } finally {
    await removeTree(folder);
  }
}

async function runSetup(
  parts: VerifierParts,
  place: CheckPlace,
  order: CleanOrder,
  command: string,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const started = { id: `${order.id}-setup`, command, cwd: place.root, timeoutMs: SETUP_TIMEOUT_MS };
  const ended = await runProcess(parts, place, started, signal);
  if (signal.aborted) return withoutRuns(INTERRUPTED);
  if (!ended.ok) return withoutRuns(ended.error);
  const { exit, timedOut, signal: killer, limit } = ended.value.run;
  if (exit === 0 && !timedOut && limit === undefined) return undefined;
  const met = limit === undefined ? undefined : `ended at the limit of ${limit}`;
  const end =
    met ?? (timedOut ? `timed out after ${SETUP_TIMEOUT_MS / 60_000}m` : exit === null ? `killed by ${killer}` : `exit ${exit}`);
  return withoutRuns(setupBroken(`the set-up ${JSON.stringify(command)} failed: ${end}`), shownOutput(ended.value));
}

async function movedPlace(order: CleanOrder, folder: string): Promise<CheckPlace> {
  const { policy, env, workspace } = order;
  const moved = (paths: readonly string[]) => paths.map((path) => movedPath(workspace.root, folder, path));
  const denyWrite = await present(moved(policy.denyWrite));
  // What is hidden in the workspace stays hidden there: the checkout is another folder, not another machine.
  const denyRead = [...new Set([...policy.denyRead, ...(await present(moved(policy.denyRead)))])];
  const write = [folder, ...policy.write.filter((path) => !isInside(workspace.root, path))];
  const clean: CommandPolicy = { ...policy, workspace: folder, write, denyWrite, denyRead };
  return { root: folder, denyRead, workspace, policy: clean, env };
}

function movedPath(root: string, folder: string, path: string): string {
  return isInside(root, path) ? join(folder, relative(root, path)) : path;
}

/** A mount over a path that is not there would make one. */
async function present(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(async (path) => ((await isPresent(path)) ? [path] : [])));
  return found.flat();
}

async function isPresent(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Removes the checkout also where a set-up made folders read-only, as module caches do. Links are removed, not followed. */
async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    await openFolders(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await openFolders(join(folder, entry.name));
  }
}

const setupBroken = (message: string): Finding['verdict'] => ({ verdict: 'broken', reason: 'setup', message });
