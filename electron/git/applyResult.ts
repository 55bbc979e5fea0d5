import type { FileChange } from '../../shared/workspace/checkpoint';
import { PLAIN_DIFF, parseChanges } from './changesBetween';
import { GitFailure } from './failure';
import { pathsWhere } from './fileState';
import { type IndexEntry, indexEntries } from './indexEntry';
import { mergedTrees } from './mergeTrees';
import { inNeutral, inScratch, type NeutralRepository } from './neutralRepository';
import { nulFields, nulInput } from './paths';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';
import { workspaceTree } from './workspaceIndex';
import { writeBack } from './writeBack';

export interface ResultSpan {
  readonly thread: string;
  /** Trees: at the goal's start, and of the checkpoint that is brought back. */
  readonly from: string;
  readonly to: string;
}

export interface Applied {
  /** Files that were written or removed; 0 where all of it was there already. */
  readonly files: number;
  /** The ref that holds the user's files as they were before. */
  readonly before: string;
}

/**
 * Brings a result into the user's working files; the index is left alone. What the user changed meanwhile stays, where the two
 * go together; where they do not, nothing is changed, and the paths are named. What the files were stays below refs/goalpost.
 */
export function appliedResult(workspace: Workspace, span: ResultSpan, signal: AbortSignal): Promise<Applied> {
  return inScratch(workspace, { objects: 'kept' }, signal, async (repository) => {
    const { tree: now } = await workspaceTree(repository, workspace, signal);
    const merged = await mergedTrees(repository, { base: span.from, ours: now, theirs: span.to }, signal);
    if ('conflicts' in merged) throw conflict(workspace, merged.conflicts);
    const changes = await plainChanges(repository, now, merged.tree, signal);
    const before = `refs/goalpost/${span.thread}/before-${span.to.slice(0, 12)}`;
    if (changes.length === 0) return { files: 0, before };
    await assertFree(workspace, changes);
    await anchorFiles(repository, workspace, { ref: before, tree: now }, signal);
    await writeChanges(repository, merged.tree, changes, signal);
    return { files: changes.length, before };
  });
}

async function plainChanges(repository: NeutralRepository, from: string, to: string, signal: AbortSignal) {
  const args = ['diff-tree', ...PLAIN_DIFF, '--no-renames', '--raw', '--numstat', '-z', from, to];
  return parseChanges(nulFields((await inNeutral(repository, args, {}, signal)).stdout));
}

/** A file that git ignores stands in no tree: what the user has there would be lost. */
async function assertFree(workspace: Workspace, changes: readonly FileChange[]): Promise<void> {
  const added = changes.filter(({ status }) => status === 'added').map(({ path }) => path);
  const taken = await pathsWhere(workspace.root, added, (stats) => !stats.isDirectory());
  if (taken.length > 0) throw conflict(workspace, taken);
}

async function anchorFiles(
  repository: NeutralRepository,
  workspace: Workspace,
  { ref, tree }: { readonly ref: string; readonly tree: string },
  signal: AbortSignal,
): Promise<void> {
  const message = 'Goalpost: the files before a result was brought back';
  const commit = (await inNeutral(repository, ['commit-tree', tree, '-m', message], {}, signal)).stdout.toString('utf8').trim();
  const input = nulInput([`update ${ref}`, commit, '']);
  await inUserRepository(workspace, ['update-ref', '-z', '--stdin'], { input }, signal);
}

async function writeChanges(
  repository: NeutralRepository,
  tree: string,
  changes: readonly FileChange[],
  signal: AbortSignal,
): Promise<void> {
  await inNeutral(repository, ['read-tree', tree], {}, signal);
  const wanted = new Set(changes.filter(({ status }) => status !== 'deleted').map(({ path }) => path));
  const present: readonly IndexEntry[] = (await indexEntries(repository, {}, signal)).filter(({ path }) => wanted.has(path));
  const absent = changes.filter(({ status }) => status === 'deleted').map(({ path }) => path);
  await writeBack(repository, { present, absent, keep: true }, signal);
}

/** Paths in a sentence; the rest are counted. */
const NAMED = 12;

function conflict(workspace: Workspace, paths: readonly string[]): GitFailure {
  const rest = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  return new GitFailure(
    'refused',
    `The result does not apply to ${workspace.root} as it is now; nothing was changed. It meets what is there in: ${paths.slice(0, NAMED).join(', ')}${rest}. Commit or move these, or bring the result back as a branch and merge it.`,
  );
}
