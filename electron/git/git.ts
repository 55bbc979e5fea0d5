// The git room: the workspace as trees in the user's own object database, and files put back from them. It owns the refs below
// refs/goalpost and the private index of each thread, and touches no other ref, index, stash, reflog or configuration. It decides
// nothing: when to take a checkpoint, and what one proves, is the business of others. Inside, failure is thrown; here it is a value.
// Paths are relative to the workspace with forward slashes; bytes that are not UTF-8 are as `paths.ts` says.
import type { Result } from '../../shared/kernel/result';
import type { CheckpointRef, FileChange } from '../../shared/workspace/checkpoint';
import { type Applied, appliedResult, type ResultSpan } from './applyResult';
import { storedBlobs as readBlobs, type StoredBlob } from './blobs';
import { type Branched, type BranchOrder, branchedResult } from './branchResult';
import { fileChanges } from './changesBetween';
import { droppedAnchors, droppedCheckpoints, droppedOldAnchors } from './dropCheckpoints';
import { exclusive } from './exclusive';
import { answered, type GitError } from './failure';
import { folderEntries, foundPaths, lookedAtPaths } from './folderListing';
import { ignoredBelow } from './ignoredFiles';
import { writeOut } from './materialize';
import { inScratch } from './neutralRepository';
import { foundWorkspace } from './openWorkspace';
import { protectedFilesPatch, treePatch } from './patchBetween';
import { hashedProtected, type ProtectedHashes } from './protectedFiles';
import { restoreFromHashes, restoreFromTree } from './restorePaths';
import { wholePatch } from './resultPatch';
import { type Reverted, type RevertOrder, reverted } from './revertFiles';
import { type Snapshot, snapshot } from './snapshot';
import { lookedAtSource, type SourceLook } from './sourceLook';
import { type CheckpointOrder, checkpoint, keptRepository } from './takeCheckpoint';
import { fileInTree, type TreeFile } from './treeFile';
import type { Workspace } from './workspace';
import { currentState, type WorkspaceState } from './workspaceState';
import { abandonedWorktree, madeWorktree, removedWorktree, treeOfFiles, type WorktreeOrder } from './worktree';

export type { StoredBlob } from './blobs';
export type { GitError } from './failure';
export type { ProtectedHashes } from './protectedFiles';
export type { Reverted, RevertOrder } from './revertFiles';
export type { RevertChange } from './revertPlan';
export type { Snapshot } from './snapshot';
export type { SourceLook } from './sourceLook';
export type { CheckpointOrder } from './takeCheckpoint';
export type { TreeFile } from './treeFile';
export type { Workspace } from './workspace';
export type { WorkspaceState } from './workspaceState';

/** Opens a folder that is the top of a git working tree. Refuses what a goal cannot work in, with a sentence and its remedy. */
export function openWorkspace(path: string): Promise<Result<Workspace, GitError>> {
  return answered(() => foundWorkspace(path, new AbortController().signal));
}

/** HEAD, the branch and how many files differ from it. */
export function workspaceState(workspace: Workspace, signal: AbortSignal): Promise<Result<WorkspaceState, GitError>> {
  return answered(() => currentState(workspace, signal));
}

/** Stores the working tree and its protected files, anchored at `refs/goalpost/<thread>/<n>` and `…/protected-<n>`. */
export function takeCheckpoint(
  workspace: Workspace,
  order: CheckpointOrder,
  signal: AbortSignal,
): Promise<Result<CheckpointRef, GitError>> {
  return answered(() => exclusive(order.privateDir, () => checkpoint(workspace, order, signal)));
}

/** Lets go of checkpoints by the numbers of their refs; what else was anchored on the thread stays. */
export function dropCheckpoints(
  workspace: Workspace,
  order: { readonly thread: string; readonly anchors: readonly number[] },
  signal: AbortSignal,
): Promise<Result<void, GitError>> {
  return answered(() => droppedCheckpoints(workspace, order, signal));
}

/** Lets go of all that was anchored under the name of a thread that is in no log. */
export function dropAnchors(workspace: Workspace, thread: string, signal: AbortSignal): Promise<Result<void, GitError>> {
  return answered(() => droppedAnchors(workspace, thread, signal));
}

/** Lets go of what was anchored under names that begin so, but for the newest. */
export function dropOldAnchors(
  workspace: Workspace,
  which: { readonly prefix: string; readonly keep: number },
  signal: AbortSignal,
): Promise<Result<void, GitError>> {
  return answered(() => droppedOldAnchors(workspace, which, signal));
}

/** Puts back files, lines or a turn's changes, all of it or nothing; what was refused is a value too. Take a checkpoint first. */
export function revertFiles(workspace: Workspace, order: RevertOrder, signal: AbortSignal): Promise<Result<Reverted, GitError>> {
  return answered(() => reverted(workspace, order, signal));
}

/** The hashes that a checkpoint taken now would have; nothing is anchored. */
export function snapshotTree(
  workspace: Workspace,
  options: { readonly exclude: readonly string[]; readonly privateDir: string },
  signal: AbortSignal,
): Promise<Result<Snapshot, GitError>> {
  const { exclude, privateDir } = options;
  return answered(() =>
    exclusive(privateDir, async () => snapshot(await keptRepository(workspace, privateDir, signal), workspace, exclude, signal)),
  );
}

/** The hashes of protected files as they are now, with their content stored, though not anchored. */
export function hashProtected(
  workspace: Workspace,
  protect: readonly string[],
  signal: AbortSignal,
): Promise<Result<ProtectedHashes, GitError>> {
  return answered(() =>
    inScratch(
      workspace,
      { objects: 'kept' },
      signal,
      async (repository) => (await hashedProtected(repository, protect, signal)).hashes,
    ),
  );
}

/** The files at or below some paths that git ignores and does not track. */
export function ignoredFiles(
  workspace: Workspace,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly string[], GitError>> {
  return answered(() => ignoredBelow(workspace, paths, signal));
}

/** One page of a folder of the workspace, with what git makes of each entry. Git's own folder, and what lies behind a link, is not listed. */
export function listFolder(
  workspace: Workspace,
  folder: string,
  page: { readonly after: number; readonly count: number },
  signal: AbortSignal,
): Promise<Result<Awaited<ReturnType<typeof folderEntries>>, GitError>> {
  return answered(() => folderEntries(workspace, folder, page, signal));
}

/** Paths that hold every one of these words, at most so many. */
export function findPaths(
  workspace: Workspace,
  words: string,
  most: number,
  signal: AbortSignal,
): Promise<Result<Awaited<ReturnType<typeof foundPaths>>, GitError>> {
  return answered(() => foundPaths(workspace, words, most, signal));
}

/** What paths of a contract stand for in the workspace now. */
export function lookAtPaths(
  workspace: Workspace,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<Awaited<ReturnType<typeof lookedAtPaths>>, GitError>> {
  return answered(() => lookedAtPaths(workspace, paths, signal));
}

/** Every file that differs between two trees (hashes of trees or commits, or names such as `HEAD`), in path order. */
export function changesBetween(
  workspace: Workspace,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<Result<readonly FileChange[], GitError>> {
  return answered(() => fileChanges(workspace, from, to, signal));
}

/** The unified diff between two trees, of these files and folders, or of all when none is named. */
export function patchBetween(
  workspace: Workspace,
  from: string,
  to: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<string, GitError>> {
  return answered(() => treePatch(workspace, from, to, paths, signal));
}

/** A file as a tree has it, null where it has none; contents larger than `maxBytes` are left out. Refuses a path outside the workspace. */
export function fileAt(
  workspace: Workspace,
  tree: string,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Result<TreeFile | null, GitError>> {
  return answered(() => fileInTree(workspace, tree, path, maxBytes, signal));
}

/** Contents by hash, at two calls of git for any number; one larger than `maxBytes` comes by its size alone, a missing one not at all. */
export function storedBlobs(
  workspace: Workspace,
  hashes: readonly string[],
  maxBytes: number,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, StoredBlob>, GitError>> {
  return answered(() => readBlobs(workspace, hashes, maxBytes, signal));
}

/** The unified diff of exactly the protected files that differ; empty when none does. */
export function protectedPatch(
  workspace: Workspace,
  before: ProtectedHashes,
  after: ProtectedHashes,
  signal: AbortSignal,
): Promise<Result<string, GitError>> {
  return answered(() => protectedFilesPatch(workspace, before, after, signal));
}

/**
 * Puts files of the working tree back as they are in `tree`, byte for byte; one that it does not have is removed. What is there
 * now is not stored: take a checkpoint first. Refuses to write through a symbolic link and to remove a folder with files in it.
 */
export function restorePaths(
  workspace: Workspace,
  tree: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<void, GitError>> {
  return answered(() => restoreFromTree(workspace, tree, paths, signal));
}

/** Puts protected files back by their hashes; a path without one is removed. What is there now is stored, though not anchored. */
export function restoreProtected(
  workspace: Workspace,
  protectedHashes: ProtectedHashes,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<void, GitError>> {
  return answered(() => restoreFromHashes(workspace, protectedHashes, paths, signal));
}

/** Writes a tree's files into a folder that is new or empty and lies outside the workspace, for a `clean` check. */
export function materialize(
  workspace: Workspace,
  tree: string,
  folder: string,
  signal: AbortSignal,
): Promise<Result<void, GitError>> {
  return answered(() => writeOut(workspace, tree, folder, signal));
}

/** Where the user's folder stands, and what git ignores there. Refuses, with a sentence, a repository in which no goal can work. */
export function lookAtSource(workspace: Workspace, signal: AbortSignal): Promise<Result<SourceLook, GitError>> {
  return answered(() => lookedAtSource(workspace, signal));
}

/** The tree of the files as they are, uncommitted work included, in the user's objects, though not anchored; undefined where there are none. */
export function currentTree(
  workspace: Workspace,
  privateDir: string,
  signal: AbortSignal,
): Promise<Result<string | undefined, GitError>> {
  return answered(() => exclusive(privateDir, () => treeOfFiles(workspace, privateDir, signal)));
}

/** Makes a worktree for a goal: on no branch, locked, marked as ours, with the files of a tree. */
export function makeWorktree(source: Workspace, order: WorktreeOrder, signal: AbortSignal): Promise<Result<Workspace, GitError>> {
  return answered(() => madeWorktree(source, order, signal));
}

/**
 * Takes away what was made of a worktree in which nothing has worked yet, however far it came. The caller knows that the folder
 * `root` is its own.
 */
export function abandonWorktree(source: Workspace, root: string, signal: AbortSignal): Promise<Result<void, GitError>> {
  return answered(() => abandonedWorktree(source, root, signal));
}

/** Removes a worktree and its files where it is proven that it was made here for this thread; refuses otherwise, and says why. */
export function removeWorktree(
  source: Workspace,
  worktree: { readonly thread: string; readonly root: string },
  signal: AbortSignal,
): Promise<Result<void, GitError>> {
  return answered(() => removedWorktree(source, worktree, signal));
}

/** The difference of two trees as a patch that `git apply` takes, byte for byte. */
export function resultPatch(
  workspace: Workspace,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<Result<Buffer, GitError>> {
  return answered(() => wholePatch(workspace, from, to, signal));
}

/** Brings a result into the working files, whole or not at all. */
export function applyResult(workspace: Workspace, span: ResultSpan, signal: AbortSignal): Promise<Result<Applied, GitError>> {
  return answered(() => appliedResult(workspace, span, signal));
}

/** Commits a result on a new branch, and touches nothing else. */
export function branchResult(workspace: Workspace, order: BranchOrder, signal: AbortSignal): Promise<Result<Branched, GitError>> {
  return answered(() => branchedResult(workspace, order, signal));
}
