import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addEntries, type IndexEntry, stagedEntry, writeTree } from './indexEntry';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { nulFields } from './paths';

export interface Three {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Where a merge is not clean: the paths that both sides changed in ways that do not go together. */
export type Merged = { readonly tree: string } | { readonly conflicts: readonly string[] };

const INDEX = 'merge.index';

/** Merges trees (hashes) file by file, and files line by line. Touches no working tree; moved files count as deleted and added. */
export async function mergedTrees(repository: NeutralRepository, trees: Three, signal: AbortSignal): Promise<Merged> {
  const { base, ours, theirs } = trees;
  const command = { index: INDEX };
  await inNeutral(repository, ['read-tree', '-i', '-m', '--aggressive', base, ours, theirs], command, signal);
  const { stdout } = await inNeutral(repository, ['ls-files', '--unmerged', '-z'], command, signal);
  const conflicts: string[] = [];
  for (const [path, stages] of byPath(nulFields(stdout).map(stagedEntry))) {
    const entry = await mergedFile(repository, stages, signal);
    if (entry) await addEntries(repository, [{ ...entry, path }], command, signal);
    else conflicts.push(path);
  }
  return conflicts.length > 0 ? { conflicts } : { tree: await writeTree(repository, command, signal) };
}

type Stages = Partial<Record<'1' | '2' | '3', IndexEntry>>;

function byPath(entries: readonly (IndexEntry & { readonly stage: string })[]): ReadonlyMap<string, Stages> {
  const found = new Map<string, Stages>();
  for (const { stage, ...entry } of entries) found.set(entry.path, { ...found.get(entry.path), [stage]: entry });
  return found;
}

/** The file with both changes in it; undefined where they meet, or where one side has no such file. */
async function mergedFile(repository: NeutralRepository, stages: Stages, signal: AbortSignal): Promise<IndexEntry | undefined> {
  const { 1: base, 2: ours, 3: theirs } = stages;
  if (!base || !ours || !theirs) return undefined;
  if (![base, ours, theirs].every(({ mode }) => mode.startsWith('100'))) return undefined;
  const mode = ours.mode === base.mode ? theirs.mode : ours.mode;
  if (ours.hash === base.hash) return { ...theirs, mode };
  if (theirs.hash === base.hash) return { ...ours, mode };
  const files = await Promise.all(
    [ours, base, theirs].map(async ({ hash }, index) => {
      const file = join(repository.folder, `merge.${index}`);
      await writeFile(file, (await inNeutral(repository, ['cat-file', 'blob', hash], {}, signal)).stdout);
      return file;
    }),
  );
  const merged = await inNeutral(repository, ['merge-file', '-p', '-q', ...files], { accept: [0, ...CONFLICTS] }, signal);
  if (merged.exit !== 0) return undefined;
  const hashed = await inNeutral(repository, ['hash-object', '-w', '--no-filters', '--stdin'], { input: merged.stdout }, signal);
  return { ...ours, mode, hash: hashed.stdout.toString('utf8').trim() };
}

/** `merge-file` answers with the number of conflicts, or 255 for what is not text. */
const CONFLICTS: readonly number[] = Array.from({ length: 255 }, (_, index) => index + 1);
