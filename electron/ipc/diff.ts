import type { Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { FileChange } from '../../shared/workspace/checkpoint';
import type { CorePart, Fault } from './ipc';
import { stateOf } from './threads';

/** Text of one side that a diff editor stays usable with; more is cut and said so. */
const MAX_SHOWN_BYTES = 2 * 1024 * 1024;

/** A side larger than this is not even read: git hands out whole files only. */
const MAX_READ_BYTES = 32 * 1024 * 1024;

/** Git's own rule: a NUL in the first 8,000 bytes makes a file binary. */
const SNIFFED_BYTES = 8_000;

/** What a goal has changed, from the tree at its activation to its latest checkpoint, out of git's objects and never the disk. */
export function diffHandlers(core: CorePart) {
  // Moved files are found in the list of changes; it is kept so that each file opened does not make git compare all anew.
  const latest = new Map<string, { readonly key: string; readonly files: readonly FileChange[] }>();
  const changes = async (thread: string): Promise<Result<Changes | null, Fault>> => {
    const span = spanOf(core, thread);
    if (!span.ok || span.value === null) return span as Result<null, Fault>;
    const { workspace, from, to } = span.value;
    const key = `${from} ${to}`;
    const kept = latest.get(thread);
    if (kept?.key === key) return ok({ ...span.value, files: kept.files });
    const files = await core.git.changesBetween(workspace, from, to, new AbortController().signal);
    if (!files.ok) return err(files.error);
    latest.set(thread, { key, files: files.value });
    return ok({ ...span.value, files: files.value });
  };
  return {
    async files(thread: string): Promise<Result<Results['diff/files'], Fault>> {
      const found = await changes(thread);
      if (!found.ok) return found;
      return ok(found.value ? { files: found.value.files, from: found.value.from } : { files: [], from: null });
    },
    async file(thread: string, path: string): Promise<Result<Results['diff/file'], Fault>> {
      const found = await changes(thread);
      if (!found.ok) return found;
      const change = found.value?.files.find((file) => file.path === path);
      if (found.value && change) return sidesOf(core, found.value, change);
      return err({ code: 'no_change', message: `${path} has not changed since the goal’s start.` });
    },
  };
}

interface Span {
  readonly workspace: Parameters<CorePart['git']['changesBetween']>[0];
  readonly from: string;
  readonly to: string;
}

interface Changes extends Span {
  readonly files: readonly FileChange[];
}

function spanOf(core: CorePart, thread: string): Result<Span | null, Fault> {
  const state = stateOf(core, thread);
  if (!state.ok) return state;
  const { workspace, startTree, checkpoint } = state.value;
  return ok(startTree === null || !checkpoint ? null : { workspace, from: startTree, to: checkpoint.tree });
}

async function sidesOf(core: CorePart, span: Span, change: FileChange): Promise<Result<Results['diff/file'], Fault>> {
  const old = change.status === 'added' ? null : (change.from ?? change.path);
  const before = await sideOf(core, span, span.from, old);
  if (!before.ok) return before;
  const after = await sideOf(core, span, span.to, change.status === 'deleted' ? null : change.path);
  if (!after.ok) return after;
  const binary = before.value.binary || after.value.binary;
  return ok({
    before: binary ? null : before.value.text,
    after: binary ? null : after.value.text,
    binary,
    truncated: before.value.truncated || after.value.truncated,
  });
}

interface Side {
  readonly text: string | null;
  readonly binary: boolean;
  readonly truncated: boolean;
}

const ABSENT: Side = { text: null, binary: false, truncated: false };

async function sideOf(core: CorePart, span: Span, tree: string, path: string | null): Promise<Result<Side, Fault>> {
  if (path === null) return ok(ABSENT);
  const file = await core.git.fileAt(span.workspace, tree, path, MAX_READ_BYTES, new AbortController().signal);
  if (!file.ok) return err(file.error);
  if (file.value === null) return ok(ABSENT);
  return ok(file.value.bytes ? shownSide(file.value.bytes) : { text: '', binary: false, truncated: true });
}

/** Bytes that are not UTF-8 show as replacement characters, as in every other view. */
export function shownSide(bytes: Uint8Array): Side {
  if (bytes.subarray(0, SNIFFED_BYTES).includes(0)) return { text: null, binary: true, truncated: false };
  const truncated = bytes.byteLength > MAX_SHOWN_BYTES;
  const shown = truncated ? bytes.subarray(0, lastLineEnd(bytes)) : bytes;
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(shown), binary: false, truncated };
}

/** A cut at a line end splits no character and shows no half line; a single endless line is cut where it is. */
function lastLineEnd(bytes: Uint8Array): number {
  const at = bytes.lastIndexOf(0x0a, MAX_SHOWN_BYTES - 1);
  return at < 0 ? MAX_SHOWN_BYTES : at + 1;
}
