import { mkdir, readdir, realpath } from 'node:fs/promises';
import { GitFailure } from './failure';
import { inNeutral, inScratch } from './neutralRepository';
import { objectNamed } from './userRepository';
import type { Workspace } from './workspace';

/** Writes a tree's files into `folder`, which is made, or is there and empty. It becomes no repository. */
export async function writeOut(workspace: Workspace, tree: string, folder: string, signal: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new GitFailure('refused', `${folder} is not empty, so a fresh checkout cannot be written there. Name an empty folder.`);
  }
  const object = await objectNamed(workspace, tree, signal);
  await inScratch(workspace, { objects: 'thrown away', worktree: await realpath(folder) }, signal, async (repository) => {
    await inNeutral(repository, ['read-tree', object], {}, signal);
    await inNeutral(repository, ['checkout-index', '--all', '--quiet'], {}, signal);
  });
}
