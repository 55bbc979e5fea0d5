import { together } from './exclusive';
import { GitFailure } from './failure';
import { hasNoContent, pathsWhere } from './fileState';
import { addEntries, addFiles, GITLINK_MODE, removeEntries } from './indexEntry';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { nulFields } from './paths';
import { doubtRecent } from './recentFiles';

/** How the working tree differs from an index. */
export interface Findings {
  readonly startedAt: number;
  /** Files of the index whose times changed. */
  readonly changed: readonly string[];
  /** Those of them that were and are plain files of the same mode. */
  readonly remade: ReadonlySet<string>;
  readonly gone: readonly string[];
  /** Files that the index does not have. */
  readonly fresh: readonly string[];
  /** Entries made only to make git look into embedded repositories: to be removed again. */
  readonly placeholders: readonly string[];
}

/**
 * Compares the working tree with an index, by plumbing alone: `git add` and `git status` would start `git status` in every
 * submodule, under a configuration that an agent can write. Commits of submodules stay as they are; files in an embedded
 * repository that is no submodule are files like others. `limits` are arguments of `ls-files --others`: what to leave out or keep to.
 */
export async function lookAt(
  repository: NeutralRepository,
  index: string,
  limits: readonly string[],
  signal: AbortSignal,
): Promise<Findings> {
  const startedAt = Date.now();
  const [stale, untracked] = await together([
    staleEntries(repository, index, signal),
    untrackedFiles(repository, index, limits, signal),
  ]);
  const inTheWay = await pathsWhere(repository.worktree, stale.gone, (stats) => stats.isDirectory());
  if (inTheWay.length === 0) return { startedAt, ...stale, ...untracked };
  // Git does not list an embedded repository that stands where the index still has a file.
  await removeEntries(repository, inTheWay, { index }, signal);
  const again = await untrackedFiles(repository, index, limits, signal);
  return { startedAt, ...stale, fresh: again.fresh, placeholders: [...untracked.placeholders, ...again.placeholders] };
}

/** Files to hold beyond what was found, and files to hold no longer. */
export interface Amendment {
  readonly hold: readonly string[];
  readonly drop: readonly string[];
}

/** Brings the index to what was found, reading only files that changed. */
export async function takeIn(
  repository: NeutralRepository,
  index: string,
  found: Findings,
  { hold, drop }: Amendment,
  signal: AbortSignal,
): Promise<void> {
  await removeEntries(repository, [...found.gone, ...found.placeholders, ...drop], { index }, signal);
  const dropped = new Set(drop);
  const paths = [...found.changed, ...found.fresh, ...hold].filter((path) => !dropped.has(path));
  if (paths.length === 0) return;
  await readIn(repository, paths, index, signal);
  await doubtRecent(repository, { paths, index, startedAt: found.startedAt }, signal);
}

/** Hashes files into the index. Git stops at a pipe or socket that stands where a tracked file was: such a file is gone. */
async function readIn(
  repository: NeutralRepository,
  paths: readonly string[],
  index: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await addFiles(repository, paths, { index }, signal);
  } catch (thrown) {
    const special = new Set(await pathsWhere(repository.worktree, paths, hasNoContent));
    if (!(thrown instanceof GitFailure) || signal.aborted || special.size === 0) throw thrown;
    await removeEntries(repository, [...special], { index }, signal);
    await addFiles(
      repository,
      paths.filter((path) => !special.has(path)),
      { index },
      signal,
    );
  }
}

async function staleEntries(
  repository: NeutralRepository,
  index: string,
  signal: AbortSignal,
): Promise<Pick<Findings, 'changed' | 'remade' | 'gone'>> {
  const args = ['diff-files', '--raw', '-z', '--no-renames', '--ignore-submodules=all'];
  const fields = nulFields((await inNeutral(repository, args, { index }, signal)).stdout);
  const changed: string[] = [];
  const remade = new Set<string>();
  const gone: string[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [record = '', path = ''] = [fields[at], fields[at + 1]];
    (isGone(record) ? gone : changed).push(path);
    if (isRemade(record)) remade.add(path);
  }
  return { changed, remade, gone };
}

/** Of a raw record `:100644 100644 <hash> <hash> M`. */
function isRemade(record: string): boolean {
  const [before = '', now = '', , , status = ''] = record.slice(1).split(' ');
  return status === 'M' && before === now && before.startsWith('100');
}

/** Of a raw record `:100644 000000 <hash> <hash> D`. An embedded repository shows as a submodule's mode. */
function isGone(record: string): boolean {
  const [, now = '', , , status = ''] = record.split(' ');
  return status === 'D' || now === GITLINK_MODE;
}

/** The deepest nesting of repositories in one another that is looked into. */
const MAX_NESTING = 16;

/** A name that no file has, in a folder that git would otherwise list as one opaque repository. */
const PLACEHOLDER = '.goalpost-looks-into-this-repository';

async function untrackedFiles(
  repository: NeutralRepository,
  index: string,
  limits: readonly string[],
  signal: AbortSignal,
): Promise<Pick<Findings, 'fresh' | 'placeholders'>> {
  const placeholders: string[] = [];
  for (let depth = 0; ; depth++) {
    const args = ['ls-files', '--others', '-z', ...limits];
    const found = nulFields((await inNeutral(repository, args, { index }, signal)).stdout);
    const nested = found.filter((path) => path.endsWith('/')).map((folder) => folder + PLACEHOLDER);
    if (nested.length === 0 || depth === MAX_NESTING) return { fresh: found.filter((path) => !path.endsWith('/')), placeholders };
    placeholders.push(...nested);
    const entries = nested.map((path) => ({ mode: '100644', hash: emptyBlob(repository), path }));
    await addEntries(repository, entries, { index }, signal);
  }
}

function emptyBlob(repository: NeutralRepository): string {
  return repository.objectFormat === 'sha1'
    ? 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    : '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813';
}
