import { createHash, randomUUID } from 'node:crypto';
import { access, link, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A hidden name beside the target, so that the last step is one rename on one disk. It says which process of which machine makes it. */
export function partialName(target: string): string {
  return join(dirname(target), `${partialStem(target)}${process.pid}-${randomUUID().slice(0, 8)}`);
}

function partialStem(target: string): string {
  const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  return `.${basename(target).slice(0, 80)}.goalpost-${machine}-`;
}

/**
 * Removes what an export to this place has left that was killed: a hidden name of our own making, of this machine, of this target, and
 * of a process that lives no more. Whatever cannot be told to be that stays.
 */
export async function sweepPartials(target: string): Promise<void> {
  const stem = partialStem(target);
  for (const entry of await readdir(dirname(target), { withFileTypes: true })) {
    const maker = entry.name.startsWith(stem) ? MADE_BY.exec(entry.name.slice(stem.length))?.[1] : undefined;
    if (maker === undefined || lives(Number(maker)) || !(entry.isDirectory() || entry.isFile())) continue;
    await rm(join(dirname(target), entry.name), { recursive: true, force: true });
  }
}

/** After the stem: the maker's process, and what tells its exports apart; `.d` for the folder that becomes a zip. */
const MADE_BY = /^([1-9]\d*)-[0-9a-f]{8}(?:\.d)?$/;

/** A process that may not be asked lives. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return codeOf(thrown) !== 'ESRCH';
  }
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
