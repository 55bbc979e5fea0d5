import { rmdir, unlink } from 'node:fs/promises';
import { errnoOf, GitFailure } from './failure';
import { hasNoContent, pathsWhere, statsOf } from './fileState';
import { addFiles, type IndexEntry } from './indexEntry';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { absolutePath, assertWorkspacePath, nulInput, parentsOf } from './paths';

export interface WriteBackPlan {
  /** Files to write; the neutral repository's index holds them. */
  readonly present: readonly IndexEntry[];
  /** Files to remove. */
  readonly absent: readonly string[];
  /** Store in the object database what is overwritten or removed. */
  readonly keep?: boolean;
  /** The index in the neutral folder that holds the files to write; `index` unless said. */
  readonly index?: string;
}

/**
 * Writes files into the working tree and removes others. Refuses, before anything is changed, what would write through a symbolic
 * link or into git's folders; and never takes away a folder with something in it.
 */
export async function writeBack(repository: NeutralRepository, plan: WriteBackPlan, signal: AbortSignal): Promise<void> {
  const present = plan.present.map(({ path }) => path);
  for (const path of [...present, ...plan.absent]) assertWorkspacePath(path);
  const leaving = await removable(repository.worktree, plan.absent);
  await assertReachable(repository.worktree, present, new Set(leaving));
  if (plan.keep) await storeCurrent(repository, [...present, ...leaving], signal);
  for (const path of leaving) await unlink(absolutePath(repository.worktree, path));
  await removeEmptied(repository.worktree, leaving);
  for (const path of present) await makeRoom(repository.worktree, path);
  const input = nulInput(present);
  if (present.length > 0)
    await inNeutral(
      repository,
      ['checkout-index', '--force', '--quiet', '-z', '--stdin'],
      { input, ...(plan.index === undefined ? {} : { index: plan.index }) },
      signal,
    );
}

/** Those of the paths where a file is now. Behind a symbolic link lies another file than the one meant. */
async function removable(root: string, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const stats = (await firstNonFolder(root, parentsOf(path))) === undefined ? await statsOf(root, path) : undefined;
    if (stats?.isDirectory())
      throw new GitFailure('refused', `${path} is a folder now, and folders are not removed. Move it away and try again.`);
    if (stats !== undefined) found.push(path);
  }
  return found;
}

async function assertReachable(root: string, paths: readonly string[], leaving: ReadonlySet<string>): Promise<void> {
  for (const path of paths) {
    const obstacle = await firstNonFolder(root, parentsOf(path));
    if (obstacle === undefined || leaving.has(obstacle)) continue;
    throw new GitFailure(
      'refused',
      `${path} cannot be put back: ${obstacle} is a link or a file now, not a folder. Move it away and try again.`,
    );
  }
}

async function firstNonFolder(root: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const stats = await statsOf(root, folder);
    if (stats === undefined) return undefined;
    if (!stats.isDirectory()) return folder;
  }
  return undefined;
}

async function storeCurrent(repository: NeutralRepository, paths: readonly string[], signal: AbortSignal): Promise<void> {
  const special = new Set(await pathsWhere(repository.worktree, paths, hasNoContent));
  await addFiles(
    repository,
    paths.filter((path) => !special.has(path)),
    { index: 'current.index' },
    signal,
  );
}

/** Git would empty a folder that stands where a file goes; we take it away only when it is empty. */
async function makeRoom(root: string, path: string): Promise<void> {
  if (!(await statsOf(root, path))?.isDirectory()) return;
  if (await removedEmpty(root, path)) return;
  throw new GitFailure(
    'refused',
    `${path} cannot be put back: there is a folder of that name with files in it. Move it away and try again.`,
  );
}

/** A tree knows no empty folders, so one that a removal emptied goes too; a file that is put back makes its folder anew. */
async function removeEmptied(root: string, removed: readonly string[]): Promise<void> {
  for (const path of removed) {
    for (const folder of [...parentsOf(path)].reverse()) {
      if (!(await removedEmpty(root, folder))) break;
    }
  }
}

/** Whether the folder is gone now. */
async function removedEmpty(root: string, folder: string): Promise<boolean> {
  try {
    await rmdir(absolutePath(root, folder));
    return true;
  } catch (thrown) {
    const code = errnoOf(thrown);
    if (code === 'ENOENT') return true;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw thrown;
  }
}
