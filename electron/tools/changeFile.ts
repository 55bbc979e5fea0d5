import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../shared/kernel/result';
import { inFolderOf, openReal } from './openFile';
import { errorCode, type Reach } from './reach';

/** Undoes one step. Answers what could not be undone, as the end of a sentence that begins with the path. */
export type Undo = () => Promise<Result<void, string>>;

/** The permissions of a file made anew, before the umask. */
const NEW_FILE_MODE = 0o666;

/** Writes over a file in place, so that its inode, mode and links stay. Refuses when it no longer holds `before`. */
export async function rewriteFile(real: string, before: Buffer, after: Buffer, reach: Reach): Promise<Result<Undo, string>> {
  const opened = await openReal(real, constants.O_RDWR, reach);
  if (!opened.ok) return opened;
  const { handle } = opened.value;
  try {
    if (!(await handle.readFile()).equals(before)) return err('was changed by something else meanwhile: read it again');
    const written = await tryStep(() => overwrite(handle, after));
    if (written.ok) return ok(() => restore(real, before, reach));
    const restored = await tryStep(() => overwrite(handle, before));
    return restored.ok ? written : err(`${written.error}, and could not be put back: it is damaged now`);
  } finally {
    await handle.close();
  }
}

async function restore(real: string, before: Buffer, reach: Reach): Promise<Result<void, string>> {
  const opened = await openReal(real, constants.O_RDWR, reach);
  if (!opened.ok) return opened;
  try {
    return await tryStep(() => overwrite(opened.value.handle, before));
  } finally {
    await opened.value.handle.close();
  }
}

async function overwrite(handle: FileHandle, content: Buffer): Promise<void> {
  for (let from = 0; from < content.length; ) {
    from += (await handle.write(content, from, content.length - from, from)).bytesWritten;
  }
  await handle.truncate(content.length);
}

/** Makes a file that must not be there, with the folders that lead to it. `mode` is that of the file it was moved from. */
export async function createFile(
  real: string,
  content: Buffer,
  mode: number | undefined,
  reach: Reach,
): Promise<Result<Undo, string>> {
  const folders = await createFolders(dirname(real), reach);
  if (!folders.ok) return folders;
  const created = await inFolderOf(real, reach, (entry) => writeNew(entry, content, mode));
  if (!created.ok) {
    await folders.value();
    return created;
  }
  return ok(async () => {
    const removed = await inFolderOf(real, reach, unlink);
    return removed.ok ? folders.value() : removed;
  });
}

async function writeNew(entry: string, content: Buffer, mode: number | undefined): Promise<void> {
  const handle = await open(
    entry,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
    NEW_FILE_MODE,
  );
  try {
    await overwrite(handle, content);
    if (mode !== undefined) await handle.chmod(mode & 0o777);
  } catch (thrown) {
    await unlink(entry);
    throw thrown;
  } finally {
    await handle.close();
  }
}

/** Makes the missing folders on the way, outermost first. Undoing removes those it made that are empty. */
async function createFolders(folder: string, reach: Reach): Promise<Result<Undo, string>> {
  const missing = await missingFolders(folder);
  const made: string[] = [];
  const undo: Undo = async () => {
    for (const path of [...made].reverse()) {
      const removed = await inFolderOf(path, reach, rmdir);
      if (!removed.ok) return removed;
    }
    return ok(undefined);
  };
  for (const path of missing) {
    const step = await inFolderOf(path, reach, (entry) => mkdir(entry));
    if (!step.ok) {
      await undo();
      return err(`needs the folder ${path}, which ${step.error}`);
    }
    made.push(path);
  }
  return ok(undo);
}

async function missingFolders(folder: string): Promise<string[]> {
  try {
    await stat(folder);
    return [];
  } catch (thrown) {
    // Any other fault is met again, and told, by the step that uses the folder.
    return errorCode(thrown) === 'ENOENT' ? [...(await missingFolders(dirname(folder))), folder] : [];
  }
}

/** Removes a file that still holds `before`. Undoing makes it anew with its content and mode. */
export async function removeFile(real: string, before: Buffer, reach: Reach): Promise<Result<Undo, string>> {
  const opened = await openReal(real, constants.O_RDONLY, reach);
  if (!opened.ok) return opened;
  const { handle, stats } = opened.value;
  try {
    if (!(await handle.readFile()).equals(before)) return err('was changed by something else meanwhile: read it again');
  } finally {
    await handle.close();
  }
  const removed = await inFolderOf(real, reach, unlink);
  return removed.ok ? ok(() => inFolderOf(real, reach, (entry) => writeNew(entry, before, stats.mode))) : removed;
}

async function tryStep(step: () => Promise<void>): Promise<Result<void, string>> {
  try {
    return ok(await step());
  } catch (thrown) {
    const code = errorCode(thrown);
    return err(code === 'ENOSPC' ? 'could not be written: the disk is full' : `could not be written (${code})`);
  }
}
