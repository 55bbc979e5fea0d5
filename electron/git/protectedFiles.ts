import { lstat, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { errnoOf, GitFailure } from './failure';
import { type IndexEntry, stagedEntry, writeTree } from './indexEntry';
import { onKeptIndex } from './keptIndex';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { nulFields } from './paths';
import { lookAt, takeIn } from './scan';
import { plainPath } from './snapshot';

/** Protected files by workspace path. A value is the hash of the content, with the mode before it where that is not a plain file's. */
export type ProtectedHashes = Readonly<Record<string, string>>;

/** The index that follows the protected files, so that unchanged ones are not read again. */
const PROTECTED_INDEX = 'protected.index';

const PLAIN_MODE = '100644';

export interface HashedProtected {
  readonly hashes: ProtectedHashes;
  /** A tree that holds the files, to anchor them; undefined when there are none. */
  readonly tree?: string;
}

/**
 * Hashes every file that `protect` names or holds, ignored ones too, and stores their content. What is not there has no entry, so
 * that its coming counts as a change. Git's own folders, pipes, sockets and devices have no content and no entry.
 */
export async function hashedProtected(
  repository: NeutralRepository,
  protect: readonly string[],
  signal: AbortSignal,
): Promise<HashedProtected> {
  const paths = await protectedPaths(repository.worktree, protect);
  if (paths.length === 0) return { hashes: {} };
  const work = { fill: async () => undefined, use: () => scannedHashes(repository, ['--', ...paths], signal) };
  return onKeptIndex(repository, PROTECTED_INDEX, work, signal);
}

async function scannedHashes(
  repository: NeutralRepository,
  scope: readonly string[],
  signal: AbortSignal,
): Promise<HashedProtected> {
  const index = PROTECTED_INDEX;
  const found = await lookAt(repository, index, scope, signal);
  await takeIn(repository, index, found, { hold: [], drop: [] }, signal);
  const { stdout } = await inNeutral(repository, ['ls-files', '--stage', '-z', ...scope], { index }, signal);
  const entries = nulFields(stdout).map(stagedEntry);
  if (entries.length === 0) return { hashes: {} };
  const hashes = Object.fromEntries(entries.map((entry) => [entry.path, protectedValue(entry)]));
  return { hashes, tree: await writeTree(repository, { index }, signal) };
}

function protectedValue({ mode, hash }: IndexEntry): string {
  return mode === PLAIN_MODE ? hash : `${mode}:${hash}`;
}

export function protectedEntry(path: string, value: string): IndexEntry {
  const colon = value.indexOf(':');
  return colon < 0
    ? { mode: PLAIN_MODE, hash: value, path }
    : { mode: value.slice(0, colon), hash: value.slice(colon + 1), path };
}

async function protectedPaths(root: string, protect: readonly string[]): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const entry of protect) await addProtectedPath(root, plainPath(entry), paths);
  return [...paths].sort();
}

/**
 * Git does not look behind a symbolic link. An entry that is one, or lies behind one, stands for the link and, while that stays in
 * the workspace, for what it leads to; nothing outside is read.
 */
async function addProtectedPath(root: string, entry: string, paths: Set<string>): Promise<void> {
  if (entry === '') return;
  if (entry.split('/').includes('..'))
    throw new GitFailure('refused', `The protected path "${entry}" climbs out of the workspace. Name one inside it.`);
  paths.add(entry);
  const link = await firstLink(root, entry);
  if (link === undefined) return;
  paths.add(link);
  const target = await realpathOf(join(root, entry));
  if (target?.startsWith(root + sep)) paths.add(relative(root, target).split(sep).join('/'));
}

async function firstLink(root: string, entry: string): Promise<string | undefined> {
  const parts = entry.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const path = parts.slice(0, length).join('/');
    const stats = await lstat(join(root, path)).catch(onlyMissing);
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) return path;
  }
  return undefined;
}

function realpathOf(path: string): Promise<string | undefined> {
  return realpath(path).catch(onlyMissing);
}

function onlyMissing(thrown: unknown): undefined {
  if (errnoOf(thrown) === undefined) throw thrown;
  return undefined;
}
