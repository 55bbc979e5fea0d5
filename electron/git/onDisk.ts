import { pathsWhere } from './fileState';
import { addEntries } from './indexEntry';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { nulFields } from './paths';
import type { Content } from './rawChanges';

export interface Expected {
  readonly path: string;
  readonly content: Content | null;
}

/** Those of the files that are not on disk as they are expected, by their bytes and modes. */
export async function filesThatDiffer(
  repository: NeutralRepository,
  files: readonly Expected[],
  index: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const entries = files.flatMap(({ path, content }) => (content ? [{ ...content, path }] : []));
  const absent = files.flatMap(({ path, content }) => (content ? [] : [path]));
  const found = new Set(await pathsWhere(repository.worktree, absent, (stats) => !stats.isDirectory()));
  if (entries.length === 0) return found;
  await addEntries(repository, entries, { index }, signal);
  await inNeutral(repository, ['update-index', '-q', '--refresh'], { index, accept: [0, 1] }, signal);
  const args = ['diff-files', '--name-only', '-z', '--no-renames', '--ignore-submodules=all'];
  for (const path of nulFields((await inNeutral(repository, args, { index }, signal)).stdout)) found.add(path);
  return found;
}
