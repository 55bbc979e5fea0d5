import { lstat } from 'node:fs/promises';
import type { CommandPolicy } from './command';
import { entriesOf, isInside, realPathOf } from './paths';

/** A policy as the library can carry it out without leaving anything behind on the disk. */
export interface Mounts {
  readonly write: readonly string[];
  readonly denyWrite: readonly string[];
  readonly denyRead: readonly string[];
  readonly openRead: readonly string[];
}

/**
 * Looks at the disk right before a command: only what exists is denied, because a denied path that does not exist would be made
 * as an empty file on the host, and stay there if we are killed.
 */
export async function mountsOf(policy: CommandPolicy): Promise<Mounts> {
  const write = await existing(policy.write);
  const denyWrite = await existing(policy.denyWrite);
  const hidden = await Promise.all(policy.denyRead.map((path) => hideAround(path, policy.workspace)));
  return {
    write,
    denyWrite: (await Promise.all(denyWrite.map(async (path) => ((await looksLikeGhost(path)) ? [] : [path])))).flat(),
    denyRead: [...new Set(await existing(hidden.flat()))],
    openRead: await existing(policy.openRead ?? []),
  };
}

async function existing(paths: readonly string[]): Promise<readonly string[]> {
  const real = await Promise.all(paths.map(realPathOf));
  return [...new Set(real.filter((path) => path !== undefined))];
}

/**
 * The library takes an empty file without write bits for a mount point that bubblewrap left, and deletes it. Such a file of the
 * user's goes unmounted: what protects it is its hash.
 */
async function looksLikeGhost(path: string): Promise<boolean> {
  const stat = await lstat(path);
  return stat.isFile() && stat.size === 0 && (stat.mode & 0o222) === 0 && stat.nlink === 1;
}

/**
 * What to hide so that `hidden` cannot be read but `visible` inside it can: itself, or everything beside the way to `visible`.
 * Hiding the folder whole and re-opening a part of it would bury the writable folders of that part.
 */
async function hideAround(hidden: string, visible: string): Promise<readonly string[]> {
  if (!isInside(visible, hidden)) return [hidden];
  if (visible === hidden) return [];
  const entries = await entriesOf(hidden);
  return (await Promise.all(entries.map((entry) => hideEntry(entry, visible)))).flat();
}

async function hideEntry(entry: string, visible: string): Promise<readonly string[]> {
  const real = await realPathOf(entry);
  if (real === undefined) return [];
  // A link that leads to or above what must stay visible is not followed: its target is reached by its own name.
  if (real !== entry && isInside(visible, real)) return [];
  return hideAround(entry, visible);
}
