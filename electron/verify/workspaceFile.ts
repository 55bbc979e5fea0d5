import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath, unlink } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { err, ok, type Result } from '../../shared/kernel/result';

/** The folder that a check sees as its workspace, and what is hidden in it. Absolute real paths. */
export interface FilePlace {
  readonly root: string;
  readonly denyRead: readonly string[];
}

export interface OpenedFile {
  readonly handle: FileHandle;
  readonly bytes: number;
}

/**
 * Opens a regular file of the workspace for reading. Links are followed as long as they stay inside and reach neither git's own
 * files nor hidden ones, since the app, unlike the check, reads outside the sandbox. The error is a clause: `does not exist`.
 * The caller closes the handle.
 */
export async function openWorkspaceFile(place: FilePlace, path: string): Promise<Result<OpenedFile, string>> {
  const real = await realPathIn(place, path);
  if (!real.ok) return real;
  const stat = await attempt(lstat(real.value));
  if (!stat.ok) return stat;
  if (!stat.value.isFile()) return err(stat.value.isDirectory() ? 'is a folder' : 'is not a regular file');
  // Neither a link nor a pipe that took its place since may be opened, nor block.
  const handle = await attempt(open(real.value, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK));
  return handle.ok ? ok({ handle: handle.value, bytes: (await handle.value.stat()).size }) : handle;
}

/** The real path of something that exists in the workspace and may be read. */
export async function realPathIn(place: FilePlace, path: string): Promise<Result<string, string>> {
  const real = await attempt(realpath(join(place.root, path)));
  const refusal = real.ok ? refusalOf(place, real.value) : undefined;
  return refusal === undefined ? real : err(refusal);
}

/**
 * Deletes what stands at `path` in the workspace, a link itself and not what it points at. A folder, or a path that leads out of
 * the workspace or into git's own files, is refused with a clause; nothing there is no error.
 */
export async function removeWorkspaceFile(place: FilePlace, path: string): Promise<Result<void, string>> {
  const folder = await attempt(realpath(dirname(join(place.root, path))));
  if (!folder.ok) return folder.error === ABSENT ? ok(undefined) : folder;
  const target = join(folder.value, basename(path));
  const refusal = refusalOf(place, target);
  if (refusal) return err(refusal);
  const stat = await attempt(lstat(target));
  if (!stat.ok) return stat.error === ABSENT ? ok(undefined) : stat;
  return stat.value.isDirectory() ? err('is a folder') : await attempt(unlink(target));
}

function refusalOf(place: FilePlace, real: string): string | undefined {
  if (!isInside(place.root, real)) return 'leads out of the workspace';
  // Compared without case: on macOS `.GIT` is the same folder.
  if (
    relative(place.root, real)
      .split(sep)
      .some((part) => part.toLowerCase() === '.git')
  )
    return "is one of git's own files";
  // A hidden folder round the workspace (the app's data) does not hide the workspace.
  const hidden = place.denyRead.some((deny) => isInside(place.root, deny) && deny !== place.root && isInside(deny, real));
  return hidden ? 'is hidden by the boundaries' : undefined;
}

/** Whether `path` is `folder` or lies in it; both absolute and real. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
}

const ABSENT = 'does not exist';

/** A missing name, a file used as a folder, a loop of links: to a check all of these are a file that is not there. */
const ABSENT_CODES: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

/** What the file system refuses becomes a clause; anything else thrown is a bug and stays one. */
async function attempt<T>(look: Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await look);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === undefined) throw error;
    return err(ABSENT_CODES.has(code) ? ABSENT : `cannot be used (${code})`);
  }
}
