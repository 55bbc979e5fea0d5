import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../../shared/kernel/result';
import { errorCode, pathFault, type Reach } from './reach';

/** On Linux an open file tells where it really is, and an open folder can be worked in whatever its path comes to mean. */
const HAS_FD_PATHS = process.platform === 'linux';

export interface OpenFile {
  readonly handle: FileHandle;
  readonly stats: Stats;
}

/**
 * Opens a file or folder by its real path and proves afterwards that what is open is that path and may be reached: a command may
 * swap a folder for a symlink between the look and the opening. Never blocks on a FIFO nor opens a device. The caller closes it.
 */
export async function openReal(real: string, flags: number, reach: Reach): Promise<Result<OpenFile, string>> {
  const refusal = reach(real);
  if (refusal !== undefined) return err(refusal);
  try {
    const named = await lstat(real);
    if (!named.isFile() && !named.isDirectory()) return err('is neither a file nor a folder');
    const handle = await open(real, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const proven = await proveReal(handle, real, named);
    if (proven.ok) return proven;
    await handle.close();
    return proven;
  } catch (thrown) {
    return err(pathFault(errorCode(thrown)));
  }
}

async function proveReal(handle: FileHandle, real: string, named: Stats): Promise<Result<OpenFile, string>> {
  const stats = await handle.stat();
  const path = HAS_FD_PATHS ? await readlink(`/proc/self/fd/${handle.fd}`) : await realpath(real);
  if (path !== real || stats.ino !== named.ino || stats.dev !== named.dev)
    return err('was changed while it was being opened: try again');
  return ok({ handle, stats });
}

/** Opens the folder that holds `real` and hands on the path by which its entry is worked on, safe from a folder swapped meanwhile. */
export async function inFolderOf<T>(real: string, reach: Reach, work: (entry: string) => Promise<T>): Promise<Result<T, string>> {
  const refusal = reach(real);
  if (refusal !== undefined) return err(refusal);
  const folder = await openReal(dirname(real), constants.O_RDONLY | constants.O_DIRECTORY, () => undefined);
  if (!folder.ok) return err(folder.error);
  try {
    return ok(
      await work(
        HAS_FD_PATHS ? `/proc/self/fd/${folder.value.handle.fd}/${basename(real)}` : join(dirname(real), basename(real)),
      ),
    );
  } catch (thrown) {
    return err(pathFault(errorCode(thrown)));
  } finally {
    await folder.value.handle.close();
  }
}
