import { PLAIN_DIFF } from './changesBetween';
import { together } from './exclusive';
import { type IndexEntry, indexEntries, treeOf } from './indexEntry';
import { inNeutral, inScratch, type NeutralRepository } from './neutralRepository';
import { type ProtectedHashes, protectedEntry } from './protectedFiles';
import { plainPath } from './snapshot';
import { objectNamed } from './userRepository';
import type { Workspace } from './workspace';

/** A larger file is named as differing, like one that is not text: nobody reads its lines, and they would fill memory. */
const MOST_SHOWN_BYTES = 8 << 20;

/** The unified diff between two trees, of `paths` (files or folders) or of all. Text for people: bytes that are not UTF-8 are replaced. */
export async function treePatch(
  workspace: Workspace,
  from: string,
  to: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const [before, after] = await together([objectNamed(workspace, from, signal), objectNamed(workspace, to, signal)]);
  return inScratch(workspace, { objects: 'thrown away' }, signal, async (repository) => {
    if (paths.length === 0) return patchText(repository, before, after, ['-M'], signal);
    const chosen = (entry: IndexEntry) => isBelow(entry.path, paths);
    const [left, right] = [await entriesIn(repository, before, signal), await entriesIn(repository, after, signal)];
    return patchOf(repository, left.filter(chosen), right.filter(chosen), ['-M'], signal);
  });
}

/** The unified diff of exactly the protected files that differ; a moved file shows as one deleted and one added, in full. */
export function protectedFilesPatch(
  workspace: Workspace,
  before: ProtectedHashes,
  after: ProtectedHashes,
  signal: AbortSignal,
): Promise<string> {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)].filter((path) => before[path] !== after[path]));
  const side = (hashes: ProtectedHashes) =>
    Object.entries(hashes).flatMap(([path, value]) => (paths.has(path) ? [protectedEntry(path, value)] : []));
  return inScratch(workspace, { objects: 'thrown away' }, signal, (repository) =>
    patchOf(repository, side(before), side(after), ['--no-renames'], signal),
  );
}

/** Compares two lists of files through trees of just these: paths as arguments have a length limit and cannot be any bytes. */
async function patchOf(
  repository: NeutralRepository,
  before: readonly IndexEntry[],
  after: readonly IndexEntry[],
  options: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const left = await treeOf(repository, before, 'before.index', signal);
  const right = await treeOf(repository, after, 'after.index', signal);
  return patchText(repository, left, right, options, signal);
}

async function patchText(
  repository: NeutralRepository,
  before: string,
  after: string,
  options: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const args = [
    '-c',
    `core.bigFileThreshold=${MOST_SHOWN_BYTES}`,
    'diff-tree',
    ...PLAIN_DIFF,
    ...options,
    '-p',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    before,
    after,
  ];
  return (await inNeutral(repository, args, {}, signal)).stdout.toString('utf8');
}

async function entriesIn(repository: NeutralRepository, tree: string, signal: AbortSignal): Promise<readonly IndexEntry[]> {
  await inNeutral(repository, ['read-tree', tree], {}, signal);
  return indexEntries(repository, {}, signal);
}

function isBelow(path: string, chosen: readonly string[]): boolean {
  return chosen.map(plainPath).some((one) => one === '.' || path === one || path.startsWith(`${one}/`));
}
