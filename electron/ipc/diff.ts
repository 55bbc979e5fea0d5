import type { ParsedParams, Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { FileChange } from '../../shared/workspace/checkpoint';
import type { DiffSide, DiffSides } from '../../shared/workspace/diffSide';
import { contentOf, MAX_READ_BYTES, shownSide } from './diffSide';
import type { CorePart, Fault } from './ipc';
import { stateOf } from './threads';

/** Lists of changes that are kept, the latest last: a person goes back and forth between a few, and each may name 5,000 files. */
const KEPT_LISTS = 6;

/**
 * What changed between two checkpoints of a thread, out of git's objects and never the disk: one call of git for a list, which is kept, and
 * two for both contents of a file, whatever their number. Git works in processes of its own, so that nothing else waits meanwhile.
 */
export function diffHandlers(core: CorePart) {
  const lists = new Map<string, Promise<Result<readonly FileChange[], Fault>>>();
  const changes = (span: Span): Promise<Result<readonly FileChange[], Fault>> => {
    const key = `${span.thread} ${span.from} ${span.to}`;
    const known = lists.get(key);
    const list = known ?? listOf(core, span);
    lists.delete(key);
    lists.set(key, list);
    for (const old of [...lists.keys()].slice(0, -KEPT_LISTS)) lists.delete(old);
    // What failed is asked anew the next time.
    if (!known) void list.then((answer) => !answer.ok && lists.delete(key));
    return list;
  };
  return {
    async files(params: ParsedParams<'diff/files'>): Promise<Result<Results['diff/files'], Fault>> {
      const span = spanOf(core, params);
      if (!span.ok) return span;
      const files = await changes(span.value);
      return files.ok ? ok({ files: files.value }) : files;
    },
    async file(params: ParsedParams<'diff/file'>): Promise<Result<DiffSides, Fault>> {
      const span = spanOf(core, params);
      if (!span.ok) return span;
      const files = await changes(span.value);
      if (!files.ok) return files;
      const change = files.value.find(({ path }) => path === params.path);
      if (change) return sidesOf(core, span.value, change);
      return err({ code: 'no_change', message: `${params.path} does not differ between these two checkpoints.` });
    },
  };
}

interface Span {
  readonly thread: string;
  readonly workspace: Parameters<CorePart['git']['changesBetween']>[0];
  readonly from: string;
  readonly to: string;
}

/** Only what the thread's own checkpoints hold is shown: a page must not be able to name any other object of the repository. */
function spanOf(core: CorePart, { thread, from, to }: ParsedParams<'diff/files'>): Result<Span, Fault> {
  const state = stateOf(core, thread);
  if (!state.ok) return state;
  const { workspace, startTree, checkpoints } = state.value;
  const held = (tree: string) => tree === startTree || checkpoints.some((row) => row.tree === tree);
  return held(from) && held(to) ? ok({ thread, workspace, from, to }) : err(PRUNED);
}

const PRUNED: Fault = {
  code: 'pruned',
  message: 'One of these checkpoints is not kept any more. Choose others, or compare since the start.',
};

async function listOf(core: CorePart, { workspace, from, to }: Span): Promise<Result<readonly FileChange[], Fault>> {
  const files = await core.git.changesBetween(workspace, from, to, new AbortController().signal);
  return files.ok ? ok(files.value) : err(files.error);
}

async function sidesOf(core: CorePart, span: Span, change: FileChange): Promise<Result<DiffSides, Fault>> {
  const sides = [contentOf(change.was), contentOf(change.is)];
  const hashes = sides.flatMap((side) => (side && side.mode !== SUBMODULE ? [side.hash] : []));
  const blobs = await core.git.storedBlobs(span.workspace, [...new Set(hashes)], MAX_READ_BYTES, new AbortController().signal);
  if (!blobs.ok) return err(blobs.error);
  const lost = hashes.find((hash) => !blobs.value.has(hash));
  if (lost !== undefined) return err(lostContent(change.path, lost));
  const [before = NONE, after = NONE] = sides.map((side): DiffSide => {
    if (side === null) return NONE;
    if (side.mode === SUBMODULE) return { kind: 'repository', commit: side.hash };
    const blob = blobs.value.get(side.hash);
    return shownSide(side.mode, blob?.size ?? 0, blob?.bytes);
  });
  return ok({ path: change.path, before, after });
}

/** A tree's entry that names a commit of another repository. */
const SUBMODULE = '160000';

const NONE: DiffSide = { kind: 'none' };

function lostContent(path: string, hash: string): Fault {
  return {
    code: 'git_failed',
    message: `The repository lacks the content ${hash} of ${path}: "git fsck" tells what else is missing.`,
  };
}
