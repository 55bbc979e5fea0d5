import type { CheckpointRef, FileChange } from '../../shared/workspace/checkpoint';
import type { Workspace } from '../git/git';
import { type Finding, INTERRUPTED, type VerifierGit, withoutRuns } from './parts';

/** Looking at the tree again and putting it back goes on after an abort, so it has an end of its own: a thousand times what it takes. */
const SETTLE_MS = 60_000;

/** Names in a sentence; the rest are counted. */
const NAMED_PATHS = 5;

/** Paths in `undone`; a check that unpacks a dependency tree must not fill the event log. The last entry then says how many more. */
const LISTED_PATHS = 200;

/** What of a check's order says how the tree must stand. */
export interface FrozenOrder {
  readonly thread: string;
  readonly id: string;
  readonly workspace: Workspace;
  readonly checkpoint: CheckpointRef;
  readonly writes: readonly string[];
  readonly protect: readonly string[];
  readonly privateDir: string;
}

type Void = Extract<Finding['verdict'], { verdict: 'void' }>;

export type FrozenFinding = Finding & { readonly undone: readonly string[] };

/** What the tree came to after the check: `moved` voids the evidence. */
interface Settled {
  readonly undone: readonly string[];
  readonly moved?: Void;
}

/**
 * Lets `work` look at the working tree only if it is the order's checkpoint, and asks afterwards whether it stood still
 * (DESIGN.md §3). With `undo`, what changed outside `writes` is put back: added paths leave the evidence standing, changed or
 * deleted ones void it, since nobody can tell the check's doing from another's. The moved state is anchored first.
 */
export async function onFrozenTree(
  git: VerifierGit,
  order: FrozenOrder,
  options: { readonly undo: boolean },
  work: () => Promise<Finding>,
  signal: AbortSignal,
): Promise<FrozenFinding> {
  const early = await movedBefore(git, order, signal);
  if (early) return { ...withoutRuns(signal.aborted ? INTERRUPTED : early), undone: [] };
  const settled = () => settle(git, order, options, AbortSignal.timeout(SETTLE_MS));
  const finding = await work().catch(async (thrown: unknown) => {
    await settled();
    throw thrown;
  });
  const { undone, moved } = await settled();
  const interrupted = signal.aborted ? INTERRUPTED : undefined;
  return { ...finding, verdict: interrupted ?? moved ?? finding.verdict, undone };
}

/** Nothing of this is undone: what changed before the check began was not the check's doing. */
async function movedBefore(git: VerifierGit, order: FrozenOrder, signal: AbortSignal): Promise<Void | undefined> {
  const now = await evidenceTree(git, order, signal);
  if (typeof now !== 'string') return now;
  if (now === order.checkpoint.evidenceTree) return undefined;
  const changes = await git.changesBetween(order.workspace, order.checkpoint.evidenceTree, now, signal);
  const names = changes.ok ? named(changes.value.map(({ path }) => path)) : 'the working tree';
  return treeMoved(`${names} changed after the checkpoint and before the check began; run the check again`);
}

async function settle(
  git: VerifierGit,
  order: FrozenOrder,
  options: { readonly undo: boolean },
  signal: AbortSignal,
): Promise<Settled> {
  const after = await evidenceTree(git, order, signal);
  if (typeof after !== 'string') return { undone: [], moved: after };
  const still = after === order.checkpoint.evidenceTree;
  const settled = still ? { undone: [] } : await settleMoved(git, order, options, after, signal);
  const touched = await movedProtected(git, order, signal);
  return touched && !settled.moved ? { ...settled, moved: touched } : settled;
}

async function settleMoved(
  git: VerifierGit,
  order: FrozenOrder,
  options: { readonly undo: boolean },
  after: string,
  signal: AbortSignal,
): Promise<Settled> {
  const changes = await git.changesBetween(order.workspace, order.checkpoint.evidenceTree, after, signal);
  if (!changes.ok)
    return { undone: [], moved: treeMoved(`the working tree changed during the check (${changes.error.message})`) };
  const { added, altered } = sorted(changes.value);
  const paths = [...added, ...altered].sort();
  if (!options.undo) return { undone: [], moved: treeMoved(`${named(paths)} changed during the check; run it again`) };
  const kept = await keepMoved(git, order, signal);
  if (!kept.ok)
    return { undone: [], moved: treeMoved(`${named(paths)} changed during the check; not put back: ${kept.error.message}`) };
  const failed = await putBack(git, order, paths, signal);
  const where = `the changed state is kept as commit ${kept.value.commit.slice(0, 12)}`;
  if (failed) return { undone: [], moved: treeMoved(`${named(paths)} changed during the check; ${failed}; ${where}`) };
  const undone = listed(paths);
  if (altered.length === 0) return { undone };
  const remedy = 'if the check is meant to write there, add the path to its writes or to .gitignore';
  return { undone, moved: treeMoved(`${named(altered)} changed during the check, put back; ${where}; ${remedy}`) };
}

/** A renamed path is one deleted and one added. */
function sorted(changes: readonly FileChange[]): { readonly added: readonly string[]; readonly altered: readonly string[] } {
  const appeared = (change: FileChange) => change.status === 'added' || change.status === 'renamed';
  const added = changes.filter(appeared).map(({ path }) => path);
  const altered = changes.flatMap((change) => (appeared(change) ? (change.from ?? []) : change.path));
  return { added, altered };
}

/** Anchors the moved state. Its number is a time, which no counted checkpoint of the thread has. */
function keepMoved(git: VerifierGit, order: FrozenOrder, signal: AbortSignal) {
  const { thread, writes, privateDir } = order;
  const id = `${order.id}-moved`;
  return git.takeCheckpoint(order.workspace, { thread, id, n: Date.now(), exclude: writes, protect: [], privateDir }, signal);
}

/** A clause on what stands in the way, or undefined when the tree is again what it was. */
async function putBack(
  git: VerifierGit,
  order: FrozenOrder,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const restored = await git.restorePaths(order.workspace, order.checkpoint.tree, paths, signal);
  if (!restored.ok) return `it could not be put back: ${restored.error.message}`;
  const again = await evidenceTree(git, order, signal);
  if (again === order.checkpoint.evidenceTree) return undefined;
  return typeof again === 'string' ? 'it changed again while it was put back' : again.message;
}

async function movedProtected(git: VerifierGit, order: FrozenOrder, signal: AbortSignal): Promise<Void | undefined> {
  if (order.protect.length === 0) return undefined;
  const now = await git.hashProtected(order.workspace, order.protect, signal);
  if (!now.ok) return treeMoved(`the protected files could not be read: ${now.error.message}`);
  const moved = differingKeys(order.checkpoint.protected, now.value);
  return moved.length === 0 ? undefined : treeMoved(`the protected ${named(moved)} changed since the checkpoint`);
}

async function evidenceTree(git: VerifierGit, order: FrozenOrder, signal: AbortSignal): Promise<string | Void> {
  const tree = await git.snapshotTree(order.workspace, { exclude: order.writes, privateDir: order.privateDir }, signal);
  return tree.ok ? tree.value.evidenceTree : treeMoved(`the working tree could not be read: ${tree.error.message}`);
}

function differingKeys(before: CheckpointRef['protected'], after: CheckpointRef['protected']): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => before[key] !== after[key]).sort();
}

function named(paths: readonly string[]): string {
  const rest = paths.length - NAMED_PATHS;
  const shown = paths.slice(0, NAMED_PATHS).map((path) => (/[\s"]/.test(path) ? JSON.stringify(path) : path));
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

function listed(paths: readonly string[]): readonly string[] {
  const rest = paths.length - LISTED_PATHS;
  return rest > 0 ? [...paths.slice(0, LISTED_PATHS), `… and ${rest} more`] : paths;
}

const treeMoved = (message: string): Void => ({ verdict: 'void', reason: 'tree_moved', message });
