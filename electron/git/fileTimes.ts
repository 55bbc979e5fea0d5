import type { Stats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { errnoOf } from './failure';
import { addEntries, indexEntries } from './indexEntry';
import type { NeutralRepository } from './neutralRepository';
import { absolutePath } from './paths';

/** What is at a workspace path, links not followed; undefined when nothing is. */
export async function statsOf(root: string, path: string): Promise<Stats | undefined> {
  try {
    return await lstat(absolutePath(root, path));
  } catch (thrown) {
    const code = errnoOf(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw thrown;
  }
}

/** Names the state of some files by their times, sizes and places on disk, so that a later look can tell whether one changed. */
export async function filesStamp(files: readonly string[]): Promise<string> {
  return (await Promise.all(files.map(fileStamp))).join(' ');
}

async function fileStamp(file: string): Promise<string> {
  try {
    const { mtimeNs, ctimeNs, size, ino } = await stat(file, { bigint: true });
    return [mtimeNs, ctimeNs, size, ino].join(':');
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    return 'none';
  }
}

/** Those of the paths where something is that has no content: a folder, pipe, socket or device. */
export async function specialFiles(root: string, paths: readonly string[]): Promise<readonly string[]> {
  return chosen(root, paths, (stats) => !stats.isFile() && !stats.isSymbolicLink());
}

export interface RecentFiles {
  /** Files that were just read into the index. */
  readonly paths: readonly string[];
  readonly index: string;
  /** Epoch milliseconds before the first was read. */
  readonly startedAt: number;
}

/** Most builds of git compare whole seconds; one more for a file system whose clock is behind ours. */
const RECENT_MS = 2000;

/**
 * Makes git read again, next time, what changed as lately as this scan: a second change within the same second, of the same
 * length and with the modification time set back, would otherwise pass as none.
 */
export async function doubtRecent(repository: NeutralRepository, files: RecentFiles, signal: AbortSignal): Promise<void> {
  const since = files.startedAt - RECENT_MS;
  const recent = new Set(await chosen(repository.worktree, files.paths, (stats) => stats.ctimeMs >= since));
  if (recent.size === 0) return;
  const command = { index: files.index };
  const entries = (await indexEntries(repository, command, signal)).filter(({ path }) => recent.has(path));
  // An entry put in by its hash has no times, so that it is compared by content.
  await addEntries(repository, entries, command, signal);
}

/** Enough to keep the disk busy, few enough not to crowd out the thread pool. */
const AT_ONCE = 64;

async function chosen(root: string, paths: readonly string[], test: (stats: Stats) => boolean): Promise<readonly string[]> {
  const found: string[] = [];
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE);
    const stats = await Promise.all(some.map((path) => statsOf(root, path)));
    found.push(...some.filter((_, index) => stats[index] !== undefined && test(stats[index])));
  }
  return found;
}
