import type { LineRange } from '../../shared/workspace/revert';
import { PLAIN_DIFF, parseChanges } from './changesBetween';
import { GITLINK_MODE } from './indexEntry';
import { blobBytes, mergedText, storeBlob } from './mergeFile';
import { inNeutral, type NeutralRepository } from './neutralRepository';
import { nulFields } from './paths';
import { type Content, type RawChange, rawChanges, sameContent } from './rawChanges';
import { replacedLines } from './replacedLines';

/**
 * What is to go back. All trees are full hashes; `from` is the tree as the person saw it, `to` as it was. `exact` puts files back as
 * they are in `to`, whatever they are now; `merge` takes away only what changed from `to` to `from`, and leaves what came after.
 */
export type RevertChange =
  | { readonly kind: 'exact'; readonly from: string; readonly to: string; readonly path?: string }
  | { readonly kind: 'merge'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'hunk';
      readonly from: string;
      readonly to: string;
      readonly path: string;
      readonly was: LineRange;
      readonly is: LineRange;
    };

/** One file that changes: as the tree has it now, and as it is to be. */
export interface FileTurn {
  readonly path: string;
  readonly now: Content | null;
  readonly next: Content | null;
}

/** Every file to write or remove; or why it is none of them. */
export type RevertPlan =
  | { readonly files: readonly FileTurn[] }
  | { readonly refused: string; readonly paths: readonly string[] };

/** Works out what a revert writes, from trees alone: the same answer however far an earlier try has come on disk. */
export async function revertPlan(
  repository: NeutralRepository,
  now: string,
  change: RevertChange,
  signal: AbortSignal,
): Promise<RevertPlan> {
  const plan = await planOf(repository, now, change, signal);
  if (!('files' in plan)) return plan;
  const files = plan.files.filter((file) => !sameContent(file.now, file.next) && !isRepository(file));
  return files.length > 0 ? { files } : { refused: 'There is nothing to put back: it stands as it was.', paths: [] };
}

function planOf(repository: NeutralRepository, now: string, change: RevertChange, signal: AbortSignal): Promise<RevertPlan> {
  switch (change.kind) {
    case 'exact':
      return exactPlan(repository, now, change, signal);
    case 'merge':
      return mergePlan(repository, now, change, signal);
    case 'hunk':
      return hunkPlan(repository, now, change, signal);
  }
}

/** Another repository's commit: its files are not ours to write. */
function isRepository({ now, next }: FileTurn): boolean {
  return now?.mode === GITLINK_MODE || next?.mode === GITLINK_MODE;
}

async function exactPlan(
  repository: NeutralRepository,
  now: string,
  { from, to, path }: Extract<RevertChange, { kind: 'exact' }>,
  signal: AbortSignal,
): Promise<RevertPlan> {
  const moved = path === undefined ? undefined : await movedFrom(repository, { from, to, path }, signal);
  const wanted = (file: string) => path === undefined || file === path || file === moved || file.startsWith(`${path}/`);
  const changes = await rawChanges(repository, now, to, signal);
  return { files: [...changes].flatMap(([file, { was, is }]) => (wanted(file) ? [{ path: file, now: was, next: is }] : [])) };
}

/** Where a file was before it was moved, which goes back with it. */
async function movedFrom(
  repository: NeutralRepository,
  { from, to, path }: { readonly from: string; readonly to: string; readonly path: string },
  signal: AbortSignal,
): Promise<string | undefined> {
  const args = ['diff-tree', ...PLAIN_DIFF, '-M', '--raw', '--numstat', '-z', to, from];
  const changes = parseChanges(nulFields((await inNeutral(repository, args, {}, signal)).stdout));
  return changes.find((change) => change.path === path)?.from;
}

async function mergePlan(
  repository: NeutralRepository,
  now: string,
  { from, to }: Extract<RevertChange, { kind: 'merge' }>,
  signal: AbortSignal,
): Promise<RevertPlan> {
  const changes = await rawChanges(repository, from, to, signal);
  const since = await rawChanges(repository, from, now, signal);
  const files: FileTurn[] = [];
  const stuck: string[] = [];
  for (const [path, { was: base, is: theirs }] of changes) {
    const touched = since.get(path);
    const ours = touched ? touched.is : base;
    const next = await mergedContent(repository, { ours, base, theirs }, signal);
    if (next === undefined) stuck.push(path);
    else files.push({ path, now: ours, next });
  }
  return stuck.length === 0 ? { files } : { refused: stuckWords(stuck), paths: stuck };
}

function stuckWords(paths: readonly string[]): string {
  const shown = paths.slice(0, 10).join(', ');
  const more = paths.length > 10 ? ` and ${paths.length - 10} more` : '';
  return `What came later touches the same lines of ${shown}${more}, so nothing was put back. Put back the later changes first, or these files one by one.`;
}

interface Three {
  readonly ours: Content | null;
  readonly base: Content | null;
  readonly theirs: Content | null;
}

/** Undefined where both sides changed what cannot be told apart. */
async function mergedContent(
  repository: NeutralRepository,
  { ours, base, theirs }: Three,
  signal: AbortSignal,
): Promise<Content | null | undefined> {
  if (sameContent(ours, base)) return theirs;
  if (sameContent(ours, theirs)) return ours;
  if (!isText(ours) || !isText(base) || !isText(theirs)) return undefined;
  const mode = ours.mode === base.mode ? theirs.mode : ours.mode;
  if (ours.hash === base.hash) return { mode, hash: theirs.hash };
  if (theirs.hash === base.hash) return { mode, hash: ours.hash };
  const [left, middle, right] = [
    await blobBytes(repository, ours.hash, signal),
    await blobBytes(repository, base.hash, signal),
    await blobBytes(repository, theirs.hash, signal),
  ];
  const merged = await mergedText(repository, { ours: left, base: middle, theirs: right }, signal);
  return merged && { mode, hash: await storeBlob(repository, merged, signal) };
}

/** A file, and no link nor another repository. */
function isText(content: Content | null): content is Content {
  return content?.mode.startsWith('100') ?? false;
}

async function hunkPlan(
  repository: NeutralRepository,
  now: string,
  hunk: Extract<RevertChange, { kind: 'hunk' }>,
  signal: AbortSignal,
): Promise<RevertPlan> {
  const { path } = hunk;
  const refused = (why: string): RevertPlan => ({ refused: why, paths: [path] });
  const change = await changeAt(repository, hunk, signal);
  if (!change) return refused(`${path} does not differ between these checkpoints.`);
  const { was, is } = change;
  if (!isText(is) || (was && !isText(was))) return refused(`${path} is not a text on both sides. Put back the whole file.`);
  const since = (await rawChanges(repository, hunk.from, now, signal)).get(path);
  const ours = since ? since.is : is;
  if (!isText(ours))
    return refused(`${path} is not there as a file any more, so its lines cannot be put back. Put back the whole file.`);
  const base = await blobBytes(repository, is.hash, signal);
  const old = was ? await blobBytes(repository, was.hash, signal) : Buffer.alloc(0);
  if (base.includes(0) || old.includes(0)) return refused(`${path} is binary: it has no lines. Put back the whole file.`);
  const theirs = replacedLines(base, hunk.is, old, hunk.was);
  if (!theirs) return refused(`${path} has no such lines between these checkpoints. Look at the change again.`);
  const merged = await mergedText(repository, { ours: await blobBytes(repository, ours.hash, signal), base, theirs }, signal);
  if (!merged)
    return refused(
      `${path} has changed at these lines since, so they do not fit any more. Look at the latest change, and put that back.`,
    );
  if (was === null && merged.length === 0) return { files: [{ path, now: ours, next: null }] };
  return { files: [{ path, now: ours, next: { mode: ours.mode, hash: await storeBlob(repository, merged, signal) } }] };
}

/** The file's two contents; a moved file's older one stands at its older path. */
async function changeAt(
  repository: NeutralRepository,
  { from, to, path }: Extract<RevertChange, { kind: 'hunk' }>,
  signal: AbortSignal,
): Promise<RawChange | undefined> {
  const changes = await rawChanges(repository, to, from, signal);
  const change = changes.get(path);
  if (!change || change.was !== null) return change;
  const older = await movedFrom(repository, { from, to, path }, signal);
  return older === undefined ? change : { was: changes.get(older)?.was ?? null, is: change.is };
}
