import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeEntries, writeTree } from './indexEntry';
import { storedObject } from './looseObjects';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { nulFields } from './paths';
import { treeWithEdits } from './treeEdit';
import type { Workspace } from './workspace';
import { workspaceTree } from './workspaceIndex';

/** Two tree hashes: all that counts of the working tree, and the same without what checks may write. */
export interface Snapshot {
  readonly tree: string;
  readonly evidenceTree: string;
}

/** Hashes the working tree into the object database; makes no commit and no ref. */
export async function snapshot(
  repository: NeutralRepository,
  workspace: Workspace,
  exclude: readonly string[],
  signal: AbortSignal,
): Promise<Snapshot> {
  const { tree, indexed } = await workspaceTree(repository, workspace, signal);
  const paths = exclude.map(plainPath).filter((path) => path !== '');
  if (paths.length === 0) return { tree, evidenceTree: tree };
  const without = indexed ? treeWithout : editedWithout;
  return { tree, evidenceTree: await without(repository, tree, paths, signal) };
}

const EVIDENCE_INDEX = 'evidence.index';

/** By way of a copy of the index, which holds the tree. */
async function treeWithout(
  repository: NeutralRepository,
  tree: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const { stdout } = await inNeutral(repository, ['ls-files', '-z', '--', ...paths], {}, signal);
  const excluded = nulFields(stdout);
  if (excluded.length === 0) return tree;
  await copyFile(join(repository.folder, 'index'), join(repository.folder, EVIDENCE_INDEX));
  await removeEntries(repository, excluded, { index: EVIDENCE_INDEX }, signal);
  return writeTree(repository, { index: EVIDENCE_INDEX }, signal);
}

function editedWithout(
  repository: NeutralRepository,
  tree: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  if (paths.includes('.')) return storedObject(repository, 'tree', Buffer.alloc(0));
  return treeWithEdits(repository, tree, new Map(paths.map((path) => [path, null])), signal);
}

/** `./out//` → `out`: an entry means the file or the folder of that name, however it is spelled. */
export function plainPath(entry: string): string {
  const parts = entry.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 && entry !== '' ? '.' : parts.join('/');
}
