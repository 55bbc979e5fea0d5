import { join } from 'node:path';
import type { CheckpointRef } from '../../shared/workspace/checkpoint';
import { together } from './exclusive';
import { inNeutral, type NeutralRepository, neutralRepository } from './neutralRepository';
import { nulInput } from './paths';
import { hashedProtected } from './protectedFiles';
import { noteAnchor } from './quickTree';
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
  /** The checkpoint before, and the number of the ref that holds it: where nothing has changed since, that ref holds this one too. */
  readonly last?: LastCheckpoint;
  /** A folder of the thread's own, kept between calls. */
  readonly privateDir: string;
}

/** A checkpoint as far as the next is compared with it. */
export type LastCheckpoint = Pick<CheckpointRef, 'commit' | 'tree' | 'protected'> & { readonly anchor: number };

/** The neutral repository that a thread keeps in its private folder. */
export function keptRepository(workspace: Workspace, privateDir: string, signal: AbortSignal): Promise<NeutralRepository> {
  return neutralRepository(workspace, join(privateDir, 'git'), signal);
}

/** Stores the working tree and the protected files, and anchors both below refs/goalpost so that `git gc` keeps them. */
export async function checkpoint(workspace: Workspace, order: CheckpointOrder, signal: AbortSignal): Promise<CheckpointRef> {
  const repository = await keptRepository(workspace, order.privateDir, signal);
  const { id, last } = order;
  const [{ tree, evidenceTree }, guarded] = await together([
    snapshot(repository, workspace, order.exclude, signal),
    hashedProtected(repository, order.protect, signal),
  ]);
  const taken = { id, tree, evidenceTree, protected: { ...guarded.hashes } };
  const same = last !== undefined && last.tree === tree && (await anchoredCommit(workspace, order, signal)) === last.commit;
  if (same && sameHashes(last.protected, guarded.hashes)) {
    noteAnchor(repository, tree, refOf(order, last.anchor), last.commit);
    return { ...taken, commit: last.commit, anchor: last.anchor };
  }
  const made = same ? Promise.resolve(last.commit) : commitOf(repository, tree, order, signal);
  const objects = made.then((commit) => ({ commit, protectedTree: guarded.tree }));
  const [commit] = await together([made, anchor(workspace, order, objects, signal)]);
  noteAnchor(repository, tree, refOf(order, order.n), commit);
  return { ...taken, commit };
}

const refOf = ({ thread }: CheckpointOrder, name: number | string): string => `refs/goalpost/${thread}/${name}`;

function sameHashes(before: CheckpointRef['protected'], after: CheckpointRef['protected']): boolean {
  const [left, right] = [Object.entries(before), Object.entries(after)];
  return left.length === right.length && left.every(([path, hash]) => after[path] === hash);
}

/** What the last checkpoint's ref holds: somebody may have deleted it. */
async function anchoredCommit(workspace: Workspace, order: CheckpointOrder, signal: AbortSignal): Promise<string | undefined> {
  if (!order.last) return undefined;
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${refOf(order, order.last.anchor)}^{commit}`];
  const { stdout } = await inUserRepository(workspace, args, { accept: [0, 1] }, signal);
  return stdout.toString('utf8').trim();
}

/** Without a parent: one that is pruned must not be held by those after it. */
async function commitOf(
  repository: NeutralRepository,
  tree: string,
  order: CheckpointOrder,
  signal: AbortSignal,
): Promise<string> {
  const { thread, n, id } = order;
  const message = `Goalpost checkpoint ${n} of ${thread} (${id})`;
  const { stdout } = await inNeutral(repository, ['commit-tree', tree, '-m', message], {}, signal);
  return stdout.toString('utf8').trim();
}

interface Anchored {
  readonly commit: string;
  readonly protectedTree: string | undefined;
}

/** One transaction: `<n>` holds the commit and `protected-<n>` the protected files, also those that git ignores. */
async function anchor(
  workspace: Workspace,
  order: CheckpointOrder,
  objects: Promise<Anchored>,
  signal: AbortSignal,
): Promise<void> {
  const ref = (name: string, object: string) => [`update ${refOf(order, name)}`, object, ''];
  const input = objects.then(({ commit, protectedTree }) => {
    const guarded = protectedTree === undefined ? [] : ref(`protected-${order.n}`, protectedTree);
    return nulInput([...ref(`${order.n}`, commit), ...guarded]);
  });
  await inUserRepository(workspace, ['update-ref', '-z', '--stdin'], { input }, signal);
}
