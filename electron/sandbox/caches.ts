import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What tools keep to be faster and can always make anew. What also holds what nobody can fetch again is not here. */
const OWN_CACHES = {
  npm_config_cache: 'npm',
  PIP_CACHE_DIR: 'pip',
  UV_CACHE_DIR: 'uv',
  YARN_CACHE_FOLDER: 'yarn',
  GOCACHE: 'go-build',
  CCACHE_DIR: 'ccache',
} as const;

/** The variables that lead tools to a cache folder of their own, so that the home folder's need not be writable. */
export function cacheVariables(folder: string): Record<string, string> {
  const own = Object.entries(OWN_CACHES).map(([name, place]) => [name, join(folder, place)]);
  return { XDG_CACHE_HOME: folder, ...Object.fromEntries(own) };
}

/**
 * Makes a cache folder. What stands in `~/.cache` is found in it by links, which lead where nothing can be written: browsers for
 * tests and model weights are looked for there, and cannot be fetched again without a network.
 */
export async function makeCache(folder: string, home: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  const own: readonly string[] = Object.values(OWN_CACHES);
  const names = await readdir(join(home, '.cache')).catch(() => [] as string[]);
  const wanted = names.filter((name) => !own.includes(name));
  await Promise.all(wanted.map((name) => symlink(join(home, '.cache', name), join(folder, name))));
}
