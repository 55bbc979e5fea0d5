import { readFileSync, rmdirSync } from 'node:fs';
import { type LimitName, limitWords } from '../../shared/goal/limits';
import type { WatchedLimits } from '../sandbox/sandbox';
import { processTree } from './processTree';
import { treeUse } from './treeUse';

/**
 * How often a command's use is looked at: a tree that grows is met within a second, and a look at control groups costs nothing. A
 * look at the whole process table takes some milliseconds, on macOS more, so there it comes less often.
 */
const LOOK_EVERY_MS = process.platform === 'linux' ? 500 : 2_000;

/** 128 and the number of SIGXFSZ, which ends what writes beyond the size of a file: as a shell hands it on. */
const FILE_EXIT = 128 + 25;

export interface LimitWatch {
  /** The limit that was met, in words, if one was: the last look, after the command's end. Its control groups are removed. */
  end(exit: number | null): string | undefined;
}

/** Watches the tree under `root` and says once, through `onMet`, that it met a limit; who watches ends the tree. */
export function watchLimits(root: number, limits: WatchedLimits | undefined, onMet: () => void): LimitWatch {
  if (!limits) return { end: () => undefined };
  let met: LimitName | undefined;
  const look = () => {
    if (met) return;
    met = countedMet(limits) ?? usedUp(root, limits);
    if (met) onMet();
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    end(exit) {
      clearInterval(timer);
      met ??= countedMet(limits) ?? (exit === FILE_EXIT ? 'file' : undefined);
      removeGroups(limits);
      return met && limitWords(met, limits);
    },
  };
}

/** What the kernel has counted. */
function countedMet({ groups }: WatchedLimits): LimitName | undefined {
  const counts = groups.flatMap((group) => group.counts);
  return counts.find(({ events, key }) => countIn(events, key) > 0)?.limit;
}

function countIn(file: string, key: string): number {
  try {
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .find((text) => text.startsWith(`${key} `));
    return Number(line?.slice(key.length + 1) ?? 0);
  } catch {
    return 0; // The group is gone, and the command with it.
  }
}

/** Where the kernel does not count. A user's limit of processes lets the last one fail to start, so it is met just below. */
function usedUp(root: number, { groups, processes, memoryMb }: WatchedLimits): LimitName | undefined {
  const counted = new Set(groups.flatMap(({ counts }) => counts.map(({ limit }) => limit)));
  if (counted.has('processes') && counted.has('memory')) return undefined;
  const use = treeUse(processTree(root));
  if (!counted.has('processes') && use.processes >= processes) return 'processes';
  return !counted.has('memory') && use.memoryMb >= memoryMb ? 'memory' : undefined;
}

function removeGroups({ groups }: WatchedLimits): void {
  for (const { folder } of groups) {
    try {
      rmdirSync(folder);
    } catch {
      // The kernel has not let go of its last process yet; who made it removes it later.
    }
  }
}
