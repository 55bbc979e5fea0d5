import type { Stats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { errnoOf } from './failure';
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

/** The states in which this process left files that nobody else has a hand in, by a name for each group of files. */
const left = new Map<string, string>();

/** Whether files are as `leave` saw them last, `word` included; then they need not be read to be trusted, or written again. */
export async function isAsLeft(name: string, files: readonly string[], word = ''): Promise<boolean> {
  return left.get(name) === `${await filesStamp(files)} ${word}`;
}

/** Remembers the state of files for the life of this process. */
export async function leave(name: string, files: readonly string[], word = ''): Promise<void> {
  left.set(name, `${await filesStamp(files)} ${word}`);
}

/** Enough to keep the disk busy, few enough not to crowd out the thread pool. */
const AT_ONCE = 64;

/** Those of the paths where something is that the test holds for. */
export async function pathsWhere(
  root: string,
  paths: readonly string[],
  test: (stats: Stats) => boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE);
    const stats = await Promise.all(some.map((path) => statsOf(root, path)));
    found.push(...some.filter((_, index) => stats[index] !== undefined && test(stats[index])));
  }
  return found;
}

/** A folder, pipe, socket or device. */
export function hasNoContent(stats: Stats): boolean {
  return !stats.isFile() && !stats.isSymbolicLink();
}
