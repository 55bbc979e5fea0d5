import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runGit } from './command';
import { type GitConfig, gitEnvironment } from './environment';
import { errnoOf } from './failure';
import { inNeutral, inScratch } from './neutralRepository';
import { foundWorkspace } from './openWorkspace';
import { snapshot } from './snapshot';
import { keptRepository } from './takeCheckpoint';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';
import { withoutFilters } from './workspaceState';
import { folderNaming, markWorktree, provenWorktree } from './worktreeMark';

export interface WorktreeOrder {
  readonly thread: string;
  /** Absolute; it must not be there yet. */
  readonly root: string;
  /** The commit that its HEAD names, on no branch. */
  readonly base: string;
  /** The tree whose files it begins with, byte for byte. */
  readonly tree: string;
}

/** Settings that would leave a trace in the user's own configuration, or files of their own in the new worktree. */
const PLAIN: GitConfig = [
  ['worktree.useRelativePaths', 'false'],
  ['core.sparseCheckout', 'false'],
];

/**
 * Makes a worktree of the user's repository, on no branch. Its files are those of `tree`, and not what git would check out: so
 * uncommitted work comes along, and each file has the bytes that it has at the user's. Its index is that of `base`.
 */
export async function madeWorktree(source: Workspace, order: WorktreeOrder, signal: AbortSignal): Promise<Workspace> {
  const { thread, root, base, tree } = order;
  await mkdir(dirname(root), { recursive: true, mode: 0o700 });
  await inRepository(source, ['worktree', 'add', '--quiet', '--lock', '--detach', '--no-checkout', root, base], signal);
  const workspace = await foundWorkspace(root, signal);
  await markWorktree(workspace.gitDir, { thread, root });
  await inUserRepository(workspace, ['read-tree', base], { config: PLAIN }, signal);
  await inScratch(workspace, { objects: 'thrown away' }, signal, async (repository) => {
    await inNeutral(repository, ['read-tree', tree], {}, signal);
    await inNeutral(repository, ['checkout-index', '--all', '--quiet'], {}, signal);
  });
  // So that the agent's first `git status` need not read every file: it may not write the index itself.
  const config = [...PLAIN, ...(await withoutFilters(source, signal))];
  await inUserRepository(workspace, ['update-index', '-q', '--refresh'], { accept: [0, 1], config }, signal);
  return workspace;
}

/** A command on the repository as a whole, from the user's folder. */
async function inRepository(source: Workspace, args: readonly string[], signal: AbortSignal): Promise<void> {
  await runGit({ args, cwd: source.root, env: gitEnvironment(PLAIN, { GIT_DIR: source.gitDir }) }, signal);
}

/** Removes a worktree that we made for the thread, with its files. Refuses where there is any doubt of that. */
export async function removedWorktree(
  source: Workspace,
  worktree: { readonly thread: string; readonly root: string },
  signal: AbortSignal,
): Promise<void> {
  const gitDir = await provenWorktree(source, worktree);
  if (gitDir === undefined) return;
  // Twice: once because files are there that git does not know, once because it is locked, by us.
  const args = ['worktree', 'remove', '--force', '--force', worktree.root];
  await runGit({ args, cwd: source.commonDir, env: gitEnvironment(PLAIN, { GIT_DIR: source.commonDir }) }, signal);
}

/** Removes what there is of a worktree that was being made: its files, and git's folder for it where that names them. */
export async function abandonedWorktree(source: Workspace, root: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await rm(root, { recursive: true, force: true });
  const gitDir = await folderNaming(source, root);
  if (gitDir !== undefined) await rm(gitDir, { recursive: true, force: true });
}

/** The tree of the files as they are now; undefined where the folder is gone. */
export async function treeOfFiles(workspace: Workspace, privateDir: string, signal: AbortSignal): Promise<string | undefined> {
  if (!(await isFolder(workspace.root))) return undefined;
  const repository = await keptRepository(workspace, privateDir, signal);
  return (await snapshot(repository, workspace, [], signal)).tree;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    return false;
  }
}
