import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeEntries, writeTree } from './indexEntry';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { nulFields } from './paths';
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
  const tree = await workspaceTree(repository, workspace, signal);
  return { tree, evidenceTree: await treeWithout(repository, tree, exclude, signal) };
}

const EVIDENCE_INDEX = 'evidence.index';

async function treeWithout(
  repository: NeutralRepository,
  tree: string,
  exclude: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const paths = exclude.map(plainPath).filter((path) => path !== '');
  if (paths.length === 0) return tree;
  const { stdout } = await inNeutral(repository, ['ls-files', '-z', '--', ...paths], {}, signal);
  const excluded = nulFields(stdout);
  if (excluded.length === 0) return tree;
  await copyFile(join(repository.folder, 'index'), join(repository.folder, EVIDENCE_INDEX));
  await removeEntries(repository, excluded, { index: EVIDENCE_INDEX }, signal);
  return writeTree(repository, { index: EVIDENCE_INDEX }, signal);
}

/** `./out//` → `out`: an entry means the file or the folder of that name, however it is spelled. */
export function plainPath(entry: string): string {
  const parts = entry.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 && entry !== '' ? '.' : parts.join('/');
}
