import { inNeutral, type NeutralCommand, type NeutralRepository } from './neutralRepository';
import { nulFields, nulInput } from './paths';

/** One file of an index or tree. `mode`: 100644, 100755 (executable), 120000 (symbolic link) or 160000 (another repository's commit). */
export interface IndexEntry {
  readonly mode: string;
  readonly hash: string;
  readonly path: string;
}

export const GITLINK_MODE = '160000';

/** Parses a record of `ls-files --stage -z`. */
export function stagedEntry(record: string): IndexEntry & { readonly stage: string } {
  const tab = record.indexOf('\t');
  const [mode = '', hash = '', stage = ''] = record.slice(0, tab).split(' ');
  return { mode, hash, stage, path: record.slice(tab + 1) };
}

/** Every entry of an index of the neutral repository. */
export async function indexEntries(
  repository: NeutralRepository,
  command: NeutralCommand,
  signal: AbortSignal,
): Promise<readonly IndexEntry[]> {
  const { stdout } = await inNeutral(repository, ['ls-files', '--stage', '-z'], command, signal);
  return nulFields(stdout).map(stagedEntry);
}

/** Puts entries into an index without looking at the working tree. */
export async function addEntries(
  repository: NeutralRepository,
  entries: readonly IndexEntry[],
  command: NeutralCommand,
  signal: AbortSignal,
): Promise<void> {
  const input = nulInput(entries.map(({ mode, hash, path }) => `${mode} ${hash} 0\t${path}`));
  await inNeutral(repository, ['update-index', '-z', '--index-info'], { ...command, input }, signal);
}

/** Reads files of the working tree into an index and the object database; one that vanished meanwhile is taken out. */
export async function addFiles(
  repository: NeutralRepository,
  paths: readonly string[],
  command: NeutralCommand,
  signal: AbortSignal,
): Promise<void> {
  // `--replace`: a file may stand where the index has a folder, or the other way round.
  const args = ['update-index', '--add', '--remove', '--replace', '-z', '--stdin'];
  await inNeutral(repository, args, { ...command, input: nulInput(paths) }, signal);
}

/** Takes paths out of an index, whatever the working tree holds. */
export async function removeEntries(
  repository: NeutralRepository,
  paths: readonly string[],
  command: NeutralCommand,
  signal: AbortSignal,
): Promise<void> {
  if (paths.length === 0) return;
  const args = ['update-index', '--force-remove', '-z', '--stdin'];
  await inNeutral(repository, args, { ...command, input: nulInput(paths) }, signal);
}

/** The hash of the tree that an index holds, written to the object database. */
export async function writeTree(repository: NeutralRepository, command: NeutralCommand, signal: AbortSignal): Promise<string> {
  return (await inNeutral(repository, ['write-tree'], command, signal)).stdout.toString('utf8').trim();
}

/** The hash of a tree of just these files. */
export async function treeOf(
  repository: NeutralRepository,
  entries: readonly IndexEntry[],
  name: string,
  signal: AbortSignal,
): Promise<string> {
  await addEntries(repository, entries, { index: name }, signal);
  return writeTree(repository, { index: name }, signal);
}
