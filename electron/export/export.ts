/*
 * The export room makes evidence bundles and proves them whole. It owns the folder or zip that a bundle is: copying stored outputs
 * with their secrets taken out, asking git for the diffs, linking the entries, and putting the result in its place at once. What a
 * bundle says is worked out in shared/report; this room decides nothing about a goal and never writes to the data folder.
 */
import { lstat, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ExportedBundle } from '../../shared/report/exported';
import type { ExportError, ExportOrder, ExportParts } from './parts';
import { partialName, placeFile, placeFolder, sweepPartials } from './placing';
import { readRecord } from './readRecord';
import { systemFault } from './systemFault';
import { writeBundle } from './writeBundle';
import { zipFolder } from './zip';

/** Makes a bundle of a thread's present goal. It is made beside its target and moved there whole; what fails or is cancelled leaves nothing. */
export async function exportBundle(parts: ExportParts, order: ExportOrder): Promise<Result<ExportedBundle, ExportError>> {
  const target = resolve(order.target);
  try {
    const free = await freeTarget(target);
    if (!free.ok) return free;
    const record = await readRecord(parts, order);
    if (!record.ok) return record;
    return await made(parts, order, record.value, target);
  } catch (thrown) {
    if (order.signal.aborted) return err({ code: 'cancelled', message: 'The export was cancelled; nothing was written.' });
    // The log is another room's, which says in a sentence what is wrong with it.
    if (thrown instanceof Error && thrown.name === 'StoreFailure') return err({ code: 'unreadable', message: thrown.message });
    return err({ code: 'write_failed', message: systemFault(thrown, target) });
  }
}

type Record = Extract<Awaited<ReturnType<typeof readRecord>>, { readonly ok: true }>['value'];

async function made(
  parts: ExportParts,
  order: ExportOrder,
  record: Record,
  target: string,
): Promise<Result<ExportedBundle, ExportError>> {
  const partial = partialName(target);
  const isZip = /\.zip$/i.test(target);
  try {
    await sweepPartials(target);
    const folder = isZip ? `${partial}.d` : partial;
    await mkdir(folder);
    const bundle = await writeBundle(parts, order, record, folder);
    if (isZip) {
      await zipFolder(folder, { top: folderName(target), to: partial, files: bundle.paths }, order);
      await rm(folder, { recursive: true, force: true });
    }
    order.signal.throwIfAborted();
    const placed = await (isZip ? placeFile(partial, target) : placeFolder(partial, target));
    return placed ? ok({ ...bundle.summary, path: target }) : err(exists(target));
  } finally {
    for (const left of [partial, `${partial}.d`]) await rm(left, { recursive: true, force: true });
  }
}

/** What unpacking makes: the zip's own name, where that is a name of a folder everywhere. */
function folderName(zip: string): string {
  const name = basename(zip)
    .slice(0, -4)
    .replace(/[\\:\p{Cc}]/gu, '-');
  return /^\.*$/.test(name) ? 'evidence' : name;
}

async function freeTarget(target: string): Promise<Result<void, ExportError>> {
  if (await isThere(target)) return err(exists(target));
  if (await isThere(dirname(target))) return ok(undefined);
  return err({ code: 'write_failed', message: `The folder ${dirname(target)} is not there. Make it, or name another place.` });
}

function exists(target: string): ExportError {
  return { code: 'exists', message: `${target} is there already, and is not replaced. Name a new folder or .zip file.` };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')) return false;
    throw thrown;
  }
}
