import { GitFailure } from './failure';
import { inNeutral, inScratch, type NeutralRepository } from './neutralRepository';
import { assertWorkspacePath, nulFields } from './paths';
import { objectNamed } from './userRepository';
import type { Workspace } from './workspace';

/** One file of a tree. `bytes` is undefined where the file is larger than was asked for; a link's bytes are its target. */
export interface TreeFile {
  readonly kind: 'file' | 'link' | 'repository';
  readonly size: number;
  readonly bytes: Buffer | undefined;
}

/** A file as it stands in a tree, or null where the tree has none at `path`. */
export async function fileInTree(
  workspace: Workspace,
  treeish: string,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<TreeFile | null> {
  assertWorkspacePath(path);
  const tree = await objectNamed(workspace, treeish, signal);
  return inScratch(workspace, { objects: 'thrown away' }, signal, async (repository) => {
    const entry = await entryAt(repository, tree, path, signal);
    return entry ? readEntry(repository, entry, maxBytes, signal) : null;
  });
}

interface TreeEntry {
  readonly mode: string;
  readonly kind: string;
  readonly hash: string;
  readonly size: number;
}

async function entryAt(
  repository: NeutralRepository,
  tree: string,
  path: string,
  signal: AbortSignal,
): Promise<TreeEntry | undefined> {
  // An argument is UTF-8, so a path of other bytes is looked for in the whole listing.
  const scope = /[\uDC80-\uDCFF]/u.test(path) ? ['-r', tree] : [tree, '--', path];
  const { stdout } = await inNeutral(
    repository,
    ['--literal-pathspecs', 'ls-tree', '-z', '-l', '--full-tree', ...scope],
    {},
    signal,
  );
  const record = nulFields(stdout).find((field) => field.slice(field.indexOf('\t') + 1) === path);
  if (record === undefined) return undefined;
  const [mode = '', kind = '', hash = '', size = ''] = record.slice(0, record.indexOf('\t')).split(/ +/);
  return { mode, kind, hash, size: Number(size) || 0 };
}

async function readEntry(
  repository: NeutralRepository,
  { mode, kind, hash, size }: TreeEntry,
  maxBytes: number,
  signal: AbortSignal,
): Promise<TreeFile> {
  if (kind === 'commit') return { kind: 'repository', size: 0, bytes: Buffer.from(hash) };
  if (kind !== 'blob') throw new GitFailure('refused', 'That is a folder. Name one of its files.');
  const what = mode === '120000' ? 'link' : 'file';
  if (size > maxBytes) return { kind: what, size, bytes: undefined };
  return { kind: what, size, bytes: (await inNeutral(repository, ['cat-file', 'blob', hash], {}, signal)).stdout };
}
