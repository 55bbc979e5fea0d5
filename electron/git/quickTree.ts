import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from './failure';
import { filesStamp } from './fileState';
import { storedObject } from './looseObjects';
import type { NeutralRepository } from './neutralRepository';
import { absolutePath } from './paths';
import type { Findings } from './scan';
import { treeWithEdits } from './treeEdit';
import type { Workspace } from './workspace';

/** The tree of an index as it was left, and the ref that holds the tree: while both stand, a tree near it is made without the index. */
interface Base {
  readonly stamp: string;
  readonly tree: string;
  readonly anchor?: { readonly ref: string; readonly commit: string };
}

/** By the folder of the neutral repository. */
const bases = new Map<string, Base>();

/** Remembers that the index, as it is now, holds exactly this tree. */
export async function noteTree(repository: NeutralRepository, tree: string): Promise<void> {
  bases.set(repository.folder, { stamp: await indexStamp(repository), tree });
}

/** Remembers which ref holds the tree, where it is the index's. */
export function noteAnchor(repository: NeutralRepository, tree: string, ref: string, commit: string): void {
  const base = bases.get(repository.folder);
  if (base?.tree === tree) bases.set(repository.folder, { ...base, anchor: { ref, commit } });
}

/** More changed files than this are read into the index, so that they are not read again each time. */
const MOST_FILES = 32;

/** A file beyond this is left to git, which reads it piece by piece. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * The tree of the workspace where only few files changed since the index was written, and in nothing but their content: rewriting an
 * index of thousands of files costs more than the rest. Such files stay changed in the index's eyes, and are read each time.
 * Undefined where the index is to be brought up to date.
 */
export async function quickTree(
  repository: NeutralRepository,
  workspace: Workspace,
  found: Findings,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { changed, gone, fresh, placeholders, remade } = found;
  const others = gone.length + fresh.length + placeholders.length;
  if (repository.sharedObjects || others > 0 || changed.length > MOST_FILES || changed.length > remade.size) return undefined;
  const base = bases.get(repository.folder);
  if (!base || base.stamp !== (await indexStamp(repository)) || !(await isAnchored(workspace, base))) return undefined;
  const edits = new Map<string, string>();
  for (const path of changed) {
    const content = await plainContent(repository, path);
    if (!content) return undefined;
    edits.set(path, await storedObject(repository, 'blob', content));
  }
  return edits.size === 0 ? base.tree : treeWithEdits(repository, base.tree, edits, signal);
}

const indexStamp = ({ folder }: NeutralRepository): Promise<string> => filesStamp([join(folder, 'index')]);

/** What no ref holds may be gone from the database. A ref that is not a file of its own is not looked for: it is written anew. */
async function isAnchored({ commonDir }: Workspace, { anchor }: Base): Promise<boolean> {
  if (!anchor) return false;
  try {
    return (await readFile(join(commonDir, anchor.ref), 'utf8')).trim() === anchor.commit;
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    return false;
  }
}

/** The content of a plain file that is not large; undefined where something else has taken its place. */
async function plainContent({ worktree }: NeutralRepository, path: string): Promise<Buffer | undefined> {
  try {
    const file = await open(absolutePath(worktree, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await file.stat();
      return stats.isFile() && stats.size <= MOST_BYTES ? await file.readFile() : undefined;
    } finally {
      await file.close();
    }
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    return undefined;
  }
}
