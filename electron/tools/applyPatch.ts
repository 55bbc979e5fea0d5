import { constants } from 'node:fs';
import { err, ok, type Result } from '../../shared/kernel/result';
import { type Patch, type PatchSection, parsePatch } from '../../shared/tools/patch/grammar';
import { type PlannedFile, patchPaths, patchSummary, planPatch } from '../../shared/tools/patch/plan';
import { createFile, removeFile, rewriteFile, type Undo } from './changeFile';
import { openReal } from './openFile';
import { type Answer, failed, type Order } from './order';
import { type Access, reachOf, resolveReal } from './reach';

/** Larger files are data; patching one by its lines would hold it in memory several times. */
const MAX_PATCHED_BYTES = 8 * 1024 * 1024;

/** A file as the patch found it. */
interface Original {
  readonly bytes: Buffer;
  readonly text: string;
  readonly mode: number;
}

type Originals = ReadonlyMap<string, Original | undefined>;

/** Applies a patch, all of it or nothing, writing in place under the policy of the goal's commands. */
export async function applyPatchTool(order: Order, args: { readonly patch: string }): Promise<Answer> {
  const parsed = parsePatch(args.patch);
  if (!parsed.ok) return failed(`The patch was not applied: its line ${parsed.error.line}: ${parsed.error.message}.`);
  const applied = await applyParsed(order, parsed.value);
  if (applied.ok) return { status: 'ok', output: patchSummary(parsed.value) };
  return failed(`The patch was not applied: ${applied.error.replaceAll(`${order.workspace.root}/`, '')}.`);
}

async function applyParsed(order: Order, patch: Patch): Promise<Result<void, string>> {
  const named = await realNames(order, patch);
  if (!named.ok) return named;
  const originals = await readOriginals(order, named.value);
  if (!originals.ok) return originals;
  const files = new Map([...originals.value].map(([real, original]) => [real, original?.text]));
  const planned = planPatch(named.value, files);
  if (!planned.ok) return err(`its line ${planned.error.line}: ${planned.error.message}`);
  const changes = planned.value.filter((file) => file.before !== file.after);
  const refusals = changes.flatMap(
    (file) => reachOf(order.policy, accessOf(file))(file.path)?.replace(/^/, `${file.path} `) ?? [],
  );
  return refusals.length > 0 ? err(refusals.join('; ')) : writeAll(order, changes, originals.value);
}

/** The patch with real paths, so that two spellings of one file are one file. */
async function realNames(order: Order, patch: Patch): Promise<Result<Patch, string>> {
  const real = new Map<string, string>();
  for (const path of patchPaths(patch)) {
    const resolved = await resolveReal(order.workspace.root, path);
    if (!resolved.ok) return err(`${path} ${resolved.error}`);
    real.set(path, resolved.value);
  }
  const rename = (path: string): string => real.get(path) ?? path;
  const sections = patch.sections.map((section): PatchSection => {
    const path = rename(section.path);
    return section.action === 'update' && section.moveTo !== undefined
      ? { ...section, path, moveTo: rename(section.moveTo) }
      : { ...section, path };
  });
  return ok({ sections });
}

async function readOriginals(order: Order, patch: Patch): Promise<Result<Originals, string>> {
  const originals = new Map<string, Original | undefined>();
  for (const path of patchPaths(patch)) {
    const original = await readOriginal(order, path);
    if (!original.ok) return err(`${path} ${original.error}`);
    originals.set(path, original.value);
  }
  return ok(originals);
}

const NOT_THERE = 'is not there';

async function readOriginal(order: Order, path: string): Promise<Result<Original | undefined, string>> {
  const opened = await openReal(path, constants.O_RDONLY, reachOf(order.policy, 'read'));
  if (!opened.ok) return opened.error === NOT_THERE ? ok(undefined) : opened;
  const { handle, stats } = opened.value;
  try {
    if (!stats.isFile()) return err('is a folder');
    if (stats.size > MAX_PATCHED_BYTES) return err(`is too large for a patch (${stats.size} bytes): change it with shell`);
    const bytes = await handle.readFile();
    const text = decoded(bytes);
    return text === undefined ? err('is not UTF-8 text: change it with shell') : ok({ bytes, text, mode: stats.mode });
  } finally {
    await handle.close();
  }
}

/** The text, if encoding it again gives the same bytes. */
function decoded(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}

function accessOf(file: PlannedFile): Access {
  if (file.before === undefined) return 'create';
  return file.after === undefined ? 'delete' : 'edit';
}

/** Removals come last: what is written can be put back as it was, what is removed can only be made anew. */
const ORDER: readonly Access[] = ['edit', 'create', 'delete'];

async function writeAll(order: Order, files: readonly PlannedFile[], originals: Originals): Promise<Result<void, string>> {
  const done: { readonly path: string; readonly undo: Undo }[] = [];
  for (const file of ORDER.flatMap((access) => files.filter((candidate) => accessOf(candidate) === access))) {
    const step = await writeOne(order, file, originals);
    if (step.ok) done.push({ path: file.path, undo: step.value });
    else return err([`${file.path} ${step.error}`, ...(await undoAll(done))].join('; '));
  }
  return ok(undefined);
}

async function undoAll(done: readonly { readonly path: string; readonly undo: Undo }[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { path, undo } of [...done].reverse()) {
    const undone = await undo();
    if (!undone.ok) left.push(`BUT ${path} is changed and could not be put back: it ${undone.error}`);
  }
  return left;
}

function writeOne(order: Order, file: PlannedFile, originals: Originals): Promise<Result<Undo, string>> {
  const reach = reachOf(order.policy, accessOf(file));
  const before = originals.get(file.path)?.bytes ?? Buffer.alloc(0);
  if (file.after === undefined) return removeFile(file.path, before, reach);
  const after = Buffer.from(file.after, 'utf8');
  if (file.before !== undefined) return rewriteFile(file.path, before, after, reach);
  const mode = file.movedFrom === undefined ? undefined : originals.get(file.movedFrom)?.mode;
  return createFile(file.path, after, mode, reach);
}
