import { join } from 'node:path';
import type { CheckpointRef } from '../../shared/workspace/checkpoint';
import { together } from './exclusive';
import { inNeutral, type NeutralRepository, neutralRepository } from './neutralRepository';
import { nulInput } from './paths';
import { hashedProtected } from './protectedFiles';
import { snapshot } from './snapshot';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';

export interface CheckpointOrder {
  readonly thread: string;
  readonly id: string;
  readonly n: number;
  /** Paths that checks may write: not in `evidenceTree`. */
  readonly exclude: readonly string[];
  readonly protect: readonly string[];
  /** The commit of the checkpoint before. */
  readonly parent?: string;
  /** A folder of the thread's own, kept between calls. */
  readonly privateDir: string;
}

/** The neutral repository that a thread keeps in its private folder. */
export function keptRepository(workspace: Workspace, privateDir: string, signal: AbortSignal): Promise<NeutralRepository> {
  return neutralRepository(workspace, join(privateDir, 'git'), signal);
}

/** Stores the working tree and the protected files, and anchors both below refs/goalpost so that `git gc` keeps them. */
export async function checkpoint(workspace: Workspace, order: CheckpointOrder, signal: AbortSignal): Promise<CheckpointRef> {
  const repository = await keptRepository(workspace, order.privateDir, signal);
  const [{ tree, evidenceTree }, guarded, parentTree] = await together([
    snapshot(repository, workspace, order.exclude, signal),
    hashedProtected(repository, order.protect, signal),
    treeOfCommit(repository, order.parent, signal),
  ]);
  // A tree that is the parent's needs no new commit.
  const commit =
    order.parent !== undefined && parentTree === tree ? order.parent : await commitOf(repository, tree, order, signal);
  await anchor(workspace, order, { commit, protectedTree: guarded.tree }, signal);
  return { id: order.id, commit, tree, evidenceTree, protected: { ...guarded.hashes } };
}

async function commitOf(
  repository: NeutralRepository,
  tree: string,
  order: CheckpointOrder,
  signal: AbortSignal,
): Promise<string> {
  const { parent, thread, n, id } = order;
  const parents = parent === undefined ? [] : ['-p', parent];
  const message = `Goalpost checkpoint ${n} of ${thread} (${id})`;
  const { stdout } = await inNeutral(repository, ['commit-tree', tree, ...parents, '-m', message], {}, signal);
  return stdout.toString('utf8').trim();
}

async function treeOfCommit(
  repository: NeutralRepository,
  commit: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (commit === undefined) return undefined;
  const args = ['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`];
  return (await inNeutral(repository, args, {}, signal)).stdout.toString('utf8').trim();
}

interface Anchored {
  readonly commit: string;
  readonly protectedTree: string | undefined;
}

/** One transaction: `<n>` holds the commit and `protected-<n>` the protected files, also those that git ignores. */
async function anchor(workspace: Workspace, order: CheckpointOrder, objects: Anchored, signal: AbortSignal): Promise<void> {
  const ref = (name: string, object: string) => [`update refs/goalpost/${order.thread}/${name}`, object, ''];
  const guarded = objects.protectedTree === undefined ? [] : ref(`protected-${order.n}`, objects.protectedTree);
  const input = nulInput([...ref(`${order.n}`, objects.commit), ...guarded]);
  await inUserRepository(workspace, ['update-ref', '-z', '--stdin'], { input }, signal);
}
