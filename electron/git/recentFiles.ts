import type { Stats } from 'node:fs';
import { pathsWhere } from './fileState';
import { addEntries, indexEntries } from './indexEntry';
import type { NeutralRepository } from './neutralRepository';

export interface RecentFiles {
  /** Files that were just read into the index. */
  readonly paths: readonly string[];
  readonly index: string;
  /** Epoch milliseconds before the first was read. */
  readonly startedAt: number;
}

/** Most builds of git compare whole seconds; one more for a file system whose clock is behind ours. */
const RECENT_MS = 2000;

/** The kernel stamps files with a clock that ticks this coarsely at worst (100 Hz). */
const TICK_MS = 10;

/**
 * Makes git read again, next time, what it could not tell from a later change: one within the same second, of the same length and
 * with the modification time set back. Git itself doubts a file modified in the second in which the index is written, and so
 * covers the common case; left are files whose modification time is not when they changed, and a scan that outlasts its second.
 */
export async function doubtRecent(repository: NeutralRepository, files: RecentFiles, signal: AbortSignal): Promise<void> {
  const since = files.startedAt - RECENT_MS;
  const outlasted = second(files.startedAt - TICK_MS) !== second(Date.now());
  const doubtful = (stats: Stats) => stats.ctimeMs >= since && (outlasted || second(stats.ctimeMs) !== second(stats.mtimeMs));
  const recent = new Set(await pathsWhere(repository.worktree, files.paths, doubtful));
  if (recent.size === 0) return;
  const command = { index: files.index };
  const entries = (await indexEntries(repository, command, signal)).filter(({ path }) => recent.has(path));
  // An entry put in by its hash has no times, so that it is compared by content.
  await addEntries(repository, entries, command, signal);
}

const second = (ms: number): number => Math.floor(ms / 1000);
