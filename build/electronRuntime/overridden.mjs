import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { programOf, versionOf } from './distFolder.mjs';

/**
 * The Electron that the user named, as the `electron` package itself understands the variable. What he named is used or refused,
 * never silently passed over.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {import('./electronRuntime.mjs').ElectronResult | undefined} undefined when none was named
 */
export function overridden(env = process.env) {
  const named = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named === undefined || named === '') return undefined;
  const folder = resolve(named);
  const executable = programOf(folder);
  if (existsSync(executable))
    return { ok: true, electron: { executable, version: versionOf(folder) ?? 'unknown', source: 'override' } };
  return {
    ok: false,
    message: `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but there is no ${executable}. Name the folder that holds Electron's program, or unset the variable.`,
  };
}
