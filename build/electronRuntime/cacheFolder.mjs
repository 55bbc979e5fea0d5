import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where large things that can be fetched again are kept, one place for all clones: GOALPOST_CACHE, or the platform's own place.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function cacheFolder(env = process.env, platform = process.platform) {
  return absolute(env.GOALPOST_CACHE) ?? join(platformCache(env, platform), 'goalpost');
}

/** @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} platform */
function platformCache(env, platform) {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (platform === 'win32') return absolute(env.LOCALAPPDATA) ?? join(homedir(), 'AppData', 'Local');
  return absolute(env.XDG_CACHE_HOME) ?? join(homedir(), '.cache');
}

/** A relative one would be another place for each working directory. @param {string | undefined} folder */
function absolute(folder) {
  return folder !== undefined && isAbsolute(folder) ? folder : undefined;
}
