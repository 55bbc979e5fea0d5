import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { together } from './exclusive';
import { errnoOf } from './failure';
import { filesStamp } from './fileState';
import { addEntries, GITLINK_MODE, stagedEntry, writeTree } from './indexEntry';
import { onKeptIndex } from './keptIndex';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { nulFields, nulInput } from './paths';
import { noteTree, quickTree } from './quickTree';
import { type Amendment, type Findings, lookAt, takeIn } from './scan';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';

/** The index that follows the workspace's files, so that only changed ones are read. */
export const WORKSPACE_INDEX = 'index';

export interface WorkspaceTree {
  readonly tree: string;
  /** Whether the index holds the same. */
  readonly indexed: boolean;
}

/** The tree of the workspace's tracked and untracked, not ignored files, as bytes on disk. */
export function workspaceTree(repository: NeutralRepository, workspace: Workspace, signal: AbortSignal): Promise<WorkspaceTree> {
  const work = { fill: () => seed(repository, workspace, signal), use: () => scannedTree(repository, workspace, signal) };
  return onKeptIndex(repository, WORKSPACE_INDEX, work, signal);
}

async function scannedTree(repository: NeutralRepository, workspace: Workspace, signal: AbortSignal): Promise<WorkspaceTree> {
  const [found, stamp, kept] = await together([
    lookAt(repository, WORKSPACE_INDEX, ['--exclude-standard'], signal),
    ignoreStamp(workspace),
    keptStamp(repository),
  ]);
  const same = !touchesIgnoreFile(found) && stamp === kept;
  const quick = same ? await quickTree(repository, workspace, found, signal) : undefined;
  if (quick !== undefined) return { tree: quick, indexed: found.changed.length === 0 };
  const amendment = same ? { hold: [], drop: [] } : await ignoredAmendment(repository, workspace, signal);
  await takeIn(repository, WORKSPACE_INDEX, found, amendment, signal);
  if (!same) await writeFile(join(repository.folder, STAMP), stamp);
  const tree = await writeTree(repository, {}, signal);
  await noteTree(repository, tree);
  return { tree, indexed: true };
}

/** Says for which of the user's index and exclude file the private index is right about ignored files. */
const STAMP = 'ignored.stamp';

function ignoreStamp({ gitDir, commonDir }: Workspace): Promise<string> {
  return filesStamp([join(gitDir, 'index'), join(commonDir, 'info', 'exclude')]);
}

async function keptStamp(repository: NeutralRepository): Promise<string | undefined> {
  try {
    return await readFile(join(repository.folder, STAMP), 'utf8');
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    return undefined;
  }
}

function touchesIgnoreFile({ changed, gone, fresh }: Findings): boolean {
  return [changed, gone, fresh].some((paths) => paths.some((path) => path === '.gitignore' || path.endsWith('/.gitignore')));
}

/** A file that became ignored after we first saw it counts no longer; one that the user tracks although it is ignored counts. */
async function ignoredAmendment(repository: NeutralRepository, workspace: Workspace, signal: AbortSignal): Promise<Amendment> {
  const args = ['ls-files', '--cached', '--ignored', '--exclude-standard', '-z'];
  const [ours, theirs] = await together([inNeutral(repository, args, {}, signal), inUserRepository(workspace, args, {}, signal)]);
  const [kept, wanted] = [new Set(nulFields(ours.stdout)), new Set(nulFields(theirs.stdout))];
  return { hold: [...wanted].filter((path) => !kept.has(path)), drop: [...kept].filter((path) => !wanted.has(path)) };
}

/**
 * Starts the index from the list of what the user's index tracks, not from a copy of it: the copy's stat data would let files
 * pass as unchanged whose bytes on disk are not those in the database (line ends, LFS pointers, `assume-unchanged`).
 */
async function seed(repository: NeutralRepository, workspace: Workspace, signal: AbortSignal): Promise<void> {
  await rm(join(repository.folder, STAMP), { force: true });
  const listed = await inUserRepository(workspace, ['ls-files', '--stage', '-t', '-z'], {}, signal);
  const tracked = nulFields(listed.stdout).map((record) => ({ tag: record.slice(0, 1), ...stagedEntry(record.slice(2)) }));
  const merged = tracked.filter(({ stage }) => stage === '0');
  await addEntries(repository, merged, {}, signal);
  const sparse = merged.filter(({ tag, mode }) => tag === 'S' && mode !== GITLINK_MODE).map(({ path }) => path);
  if (sparse.length === 0) return;
  const args = ['update-index', '--skip-worktree', '-z', '--stdin'];
  await inNeutral(repository, args, { input: nulInput(sparse) }, signal);
}
