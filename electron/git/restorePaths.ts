import { addEntries, GITLINK_MODE, type IndexEntry, indexEntries } from './indexEntry';
import { inNeutral, inScratch } from './neutralRepository';
import { type ProtectedHashes, protectedEntry } from './protectedFiles';
import { objectNamed } from './userRepository';
import type { Workspace } from './workspace';
import { writeBack } from './writeBack';

/** Puts files of the working tree back as they are in `tree`; a file that it does not have is removed. No index is touched. */
export async function restoreFromTree(
  workspace: Workspace,
  tree: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const object = await objectNamed(workspace, tree, signal);
  await inScratch(workspace, { objects: 'thrown away' }, signal, async (repository) => {
    await inNeutral(repository, ['read-tree', object], {}, signal);
    const entries = await indexEntries(repository, {}, signal);
    await writeBack(repository, planFor(entries, paths), signal);
  });
}

function planFor(entries: readonly IndexEntry[], paths: readonly string[]): { present: IndexEntry[]; absent: string[] } {
  const wanted = new Set(paths);
  const present = entries.filter(({ path }) => wanted.has(path));
  const known = new Set(present.map(({ path }) => path));
  // A submodule's files are not ours to write.
  return { present: present.filter(({ mode }) => mode !== GITLINK_MODE), absent: [...wanted].filter((path) => !known.has(path)) };
}

/** Puts protected files back by their hashes; what is there now is stored in the object database first. */
export async function restoreFromHashes(
  workspace: Workspace,
  hashes: ProtectedHashes,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const entries = [...new Set(paths)].flatMap((path) => (hashes[path] === undefined ? [] : [protectedEntry(path, hashes[path])]));
  await inScratch(workspace, { objects: 'kept' }, signal, async (repository) => {
    await addEntries(repository, entries, {}, signal);
    await writeBack(repository, { ...planFor(entries, paths), keep: true }, signal);
  });
}
