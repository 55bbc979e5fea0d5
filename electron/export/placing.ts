import { randomUUID } from 'node:crypto';
import { access, link, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A hidden name beside the target, so that the last step is one rename on one disk. */
export function partialName(target: string): string {
  return join(dirname(target), `.${basename(target).slice(0, 80)}.goalpost-${randomUUID().slice(0, 8)}`);
}

/** Gives a finished folder its name; false where that has been taken meanwhile. */
export async function placeFolder(partial: string, target: string): Promise<boolean> {
  // A rename replaces an empty folder, which is somebody's too.
  if (await isThere(target)) return false;
  return taken(() => rename(partial, target));
}

/** Gives a finished file its name; false where that has been taken meanwhile. */
export async function placeFile(partial: string, target: string): Promise<boolean> {
  try {
    // Unlike a rename, a link does not replace what is there.
    if (!(await taken(() => link(partial, target)))) return false;
    await rm(partial);
    return true;
  } catch (thrown) {
    // A disk without links (FAT): the least that can be done is to look first.
    if (codeOf(thrown) !== 'EPERM' && codeOf(thrown) !== 'ENOTSUP' && codeOf(thrown) !== 'EOPNOTSUPP') throw thrown;
    if (await isThere(target)) return false;
    await rename(partial, target);
    return true;
  }
}

async function taken(place: () => Promise<void>): Promise<boolean> {
  try {
    await place();
    return true;
  } catch (thrown) {
    if (['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EISDIR'].includes(codeOf(thrown) ?? '')) return false;
    throw thrown;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return false;
    throw thrown;
  }
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined;
}
