import { GitFailure } from './failure';
import { storedObject } from './looseObjects';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { parentsOf, pathBytes } from './paths';

/** What becomes of a path of a tree: a file's new content by its hash, or nothing, file or folder. */
export type TreeEdits = ReadonlyMap<string, string | null>;

/**
 * A tree with some paths changed, its new trees written to the database. A path to be removed that is not in it is none of its
 * concern. Throws {@link GitFailure} where a file to be changed is not in it as a file, or the database lacks one of its folders.
 */
export async function treeWithEdits(
  repository: NeutralRepository,
  tree: string,
  edits: TreeEdits,
  signal: AbortSignal,
): Promise<string> {
  const branch = branchOf(edits);
  await learn(repository, tree, branch, edits, signal);
  return (await changed(repository, tree, branch)) ?? storedObject(repository, 'tree', Buffer.alloc(0));
}

/** Edits by the parts of their paths, which are bytes as Latin-1. */
interface Branch {
  readonly [name: string]: Branch | string | null;
}

function branchOf(edits: TreeEdits): Branch {
  const root: Record<string, Branch | string | null> = Object.create(null);
  for (const [path, edit] of edits) {
    const parts = pathBytes(path).toString('latin1').split('/');
    const name = parts.pop() ?? '';
    let at: Record<string, Branch | string | null> | undefined = root;
    for (const part of parts) at = at && folderIn(at, part);
    if (at) at[name] = edit;
  }
  return root;
}

/** Undefined where the folder itself goes. */
function folderIn(at: Record<string, Branch | string | null>, name: string): Record<string, Branch | string | null> | undefined {
  const known = at[name];
  if (known === null) return undefined;
  if (known !== undefined && typeof known !== 'string') return known as Record<string, Branch | string | null>;
  const made: Record<string, Branch | string | null> = Object.create(null);
  at[name] = made;
  return made;
}

async function changed(repository: NeutralRepository, tree: string, branch: Branch): Promise<string | undefined> {
  const entries = entriesOf(tree);
  if (!entries) throw notThere();
  const left: TreeEntry[] = [];
  for (const entry of entries) {
    const edit = branch[entry.name];
    const kept = edit === undefined ? entry : await editedEntry(repository, entry, edit);
    if (kept) left.push(kept);
  }
  const names = new Set(entries.map(({ name }) => name));
  if (Object.entries(branch).some(([name, edit]) => !names.has(name) && hasContent(edit))) throw notThere();
  if (left.length === 0) return undefined;
  const bytes = Buffer.concat(left.map(bytesOf));
  const hash = await storedObject(repository, 'tree', bytes);
  keep(hash, bytes);
  return hash;
}

async function editedEntry(
  repository: NeutralRepository,
  entry: TreeEntry,
  edit: Branch | string | null,
): Promise<TreeEntry | undefined> {
  if (edit === null) return undefined;
  if (typeof edit === 'string') {
    if (!entry.mode.startsWith('100')) throw notThere();
    return { ...entry, hash: edit };
  }
  if (entry.mode !== FOLDER_MODE) {
    if (hasContent(edit)) throw notThere();
    return entry;
  }
  const hash = await changed(repository, entry.hash, edit);
  return hash === undefined ? undefined : { ...entry, hash };
}

/** Whether a file is to be changed there, and not only removed. */
function hasContent(edit: Branch | string | null): boolean {
  return edit !== null && (typeof edit === 'string' || Object.values(edit).some(hasContent));
}

interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly hash: string;
}

const FOLDER_MODE = '40000';

/** A tree is `<mode> <name>\0<hash>` for each entry, the hash as bytes. */
function entriesOf(tree: string): readonly TreeEntry[] | undefined {
  const bytes = trees.get(tree);
  if (!bytes) return undefined;
  const entries: TreeEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [space, end] = [bytes.indexOf(0x20, at), bytes.indexOf(0, at)];
    const after = end + 1 + tree.length / 2;
    const [mode, name] = [bytes.toString('latin1', at, space), bytes.toString('latin1', space + 1, end)];
    entries.push({ mode, name, hash: bytes.toString('hex', end + 1, after) });
    at = after;
  }
  return entries;
}

function bytesOf({ mode, name, hash }: TreeEntry): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(hash, 'hex')]);
}

/** Trees by their hashes, of whatever repository; those used last, up to so many bytes. */
const trees = new Map<string, Buffer>();
const MAX_KEPT_BYTES = 8 * 1024 * 1024;
let keptBytes = 0;

function keep(hash: string, bytes: Buffer): void {
  keptBytes += bytes.length - (trees.get(hash)?.length ?? 0);
  trees.delete(hash);
  trees.set(hash, bytes);
  for (const [old, content] of trees) {
    if (keptBytes <= MAX_KEPT_BYTES) return;
    trees.delete(old);
    keptBytes -= content.length;
  }
}

/** Folders of the tree that edits lead through and that are not known, by their hashes; the deeper ones once those are. */
function unknownOn(tree: string, branch: Branch): readonly string[] {
  const entries = entriesOf(tree);
  if (!entries) return [tree];
  return entries.flatMap(({ mode, name, hash }) => {
    const edit = branch[name];
    return mode === FOLDER_MODE && edit && typeof edit !== 'string' ? unknownOn(hash, edit) : [];
  });
}

/** Reads the folders that edits lead through: by their names in one call of git, and those whose names cannot be asked for by hash. */
async function learn(
  repository: NeutralRepository,
  tree: string,
  branch: Branch,
  edits: TreeEdits,
  signal: AbortSignal,
): Promise<void> {
  if (unknownOn(tree, branch).length === 0) return;
  const folders = new Set([...edits.keys()].flatMap(parentsOf).filter((folder) => !folder.includes('\n')));
  await read(repository, [tree, ...[...folders].map((folder) => `${tree}:${folder}`)], signal);
  for (let left = unknownOn(tree, branch); left.length > 0; ) {
    await read(repository, left, signal);
    const next = unknownOn(tree, branch);
    if (next.some((hash) => left.includes(hash))) throw notThere();
    left = next;
  }
}

async function read(repository: NeutralRepository, names: readonly string[], signal: AbortSignal): Promise<void> {
  const input = pathBytes(names.map((name) => `${name}\n`).join(''));
  const { stdout } = await inNeutral(repository, ['cat-file', '--batch'], { input }, signal);
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf(0x0a, at);
    const [hash = '', kind = '', size = ''] = stdout.toString('latin1', at, end).split(' ');
    at = end + 1;
    // Otherwise `<name> missing`, where the name may hold spaces of its own.
    if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(hash) || !/^\d+$/.test(size)) continue;
    if (kind === 'tree') keep(hash, Buffer.from(stdout.subarray(at, at + Number(size))));
    at += Number(size) + 1;
  }
}

function notThere(): GitFailure {
  return new GitFailure('git_failed', 'The repository lacks an object: "git fsck" tells which.');
}
