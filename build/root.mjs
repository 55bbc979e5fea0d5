import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, without a trailing slash. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** True when node was started with this very module, also through a symbolic link. @param {string} moduleUrl */
export function isStarted(moduleUrl) {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === realpathSync(fileURLToPath(moduleUrl));
}
