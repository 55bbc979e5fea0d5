import { addEntries } from './indexEntry';
import { inScratch, type NeutralRepository } from './neutralRepository';
import { filesThatDiffer } from './onDisk';
import { type FileTurn, type RevertChange, revertPlan } from './revertPlan';
import type { Workspace } from './workspace';
import { writeBack } from './writeBack';

/** What came of putting files back. Refused means that every file stands as it did, unless `message` names those that do not. */
export type Reverted =
  | { readonly outcome: 'written'; readonly paths: readonly string[] }
  | { readonly outcome: 'refused'; readonly message: string; readonly paths: readonly string[] };

export interface RevertOrder {
  /** The tree that the workspace has now, by a checkpoint just taken. */
  readonly now: string;
  readonly change: RevertChange;
}

/**
 * Puts files of the working tree back, all or none. Files that are neither as `now` has them nor as they are to be were changed in
 * the meantime, or are ignored by git: then nothing is written. A try that was cut is finished by the next with the same order.
 */
export function reverted(workspace: Workspace, { now, change }: RevertOrder, signal: AbortSignal): Promise<Reverted> {
  return inScratch(workspace, { objects: 'kept' }, signal, async (repository): Promise<Reverted> => {
    const plan = await revertPlan(repository, now, change, signal);
    if (!('files' in plan)) return { outcome: 'refused', message: plan.refused, paths: plan.paths };
    const { files } = plan;
    const moved = await changedMeanwhile(repository, files, signal);
    if (moved.length > 0) return { outcome: 'refused', ...(await meanwhileWords(repository, files, moved, signal)) };
    const failure = await written(repository, files, signal);
    if (failure === undefined) return { outcome: 'written', paths: files.map((file) => file.path).sort() };
    return { outcome: 'refused', message: failure, paths: [] };
  });
}

async function changedMeanwhile(
  repository: NeutralRepository,
  files: readonly FileTurn[],
  signal: AbortSignal,
): Promise<readonly FileTurn[]> {
  const changed = await differing(repository, files, 'now', signal);
  return differing(repository, changed, 'next', signal);
}

async function differing(
  repository: NeutralRepository,
  files: readonly FileTurn[],
  side: 'now' | 'next',
  signal: AbortSignal,
): Promise<readonly FileTurn[]> {
  const expected = files.map((file) => ({ path: file.path, content: file[side] }));
  const found = await filesThatDiffer(repository, expected, `${side}-${files.length}.index`, signal);
  return files.filter(({ path }) => found.has(path));
}

async function meanwhileWords(
  repository: NeutralRepository,
  files: readonly FileTurn[],
  moved: readonly FileTurn[],
  signal: AbortSignal,
): Promise<{ readonly message: string; readonly paths: readonly string[] }> {
  const paths = moved.map((file) => file.path);
  const done = (await differing(repository, files, 'now', signal))
    .map((file) => file.path)
    .filter((path) => !paths.includes(path));
  const stood = done.length === 0 ? 'Nothing was put back.' : `Put back before that: ${named(done)}.`;
  const message = `${named(paths)}: what is there now is in no checkpoint; it was changed just now, or git ignores it. ${stood} Move it away or take it into git, and try again.`;
  return { message, paths };
}

function named(paths: readonly string[]): string {
  return `${paths.slice(0, 10).join(', ')}${paths.length > 10 ? ` and ${paths.length - 10} more` : ''}`;
}

/** Writes all of it, or puts what it had begun back and says why. */
async function written(
  repository: NeutralRepository,
  files: readonly FileTurn[],
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await write(repository, files, 'next', signal);
    return undefined;
  } catch (thrown) {
    if (signal.aborted || !(thrown instanceof Error)) throw thrown;
    return `${thrown.message} ${await undone(repository, files, signal)}`;
  }
}

async function undone(repository: NeutralRepository, files: readonly FileTurn[], signal: AbortSignal): Promise<string> {
  try {
    // Only what was begun: what stands in the way of a file stands in the way of taking it back, too.
    await write(repository, await differing(repository, files, 'now', signal), 'now', signal);
    return 'Every file stands as it did.';
  } catch (thrown) {
    if (signal.aborted || !(thrown instanceof Error)) throw thrown;
    const left = (await differing(repository, files, 'now', signal)).map((file) => file.path);
    if (left.length === 0) return 'Every file stands as it did.';
    return `Not as they were: ${named(left)}; the checkpoint taken before holds them.`;
  }
}

async function write(
  repository: NeutralRepository,
  files: readonly FileTurn[],
  side: 'now' | 'next',
  signal: AbortSignal,
): Promise<void> {
  const present = files.flatMap(({ path, [side]: content }) => (content ? [{ ...content, path }] : []));
  const absent = files.flatMap(({ path, [side]: content }) => (content ? [] : [path]));
  const index = `write-${side}.index`;
  await addEntries(repository, present, { index }, signal);
  await writeBack(repository, { present, absent, index }, signal);
}
