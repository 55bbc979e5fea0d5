import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Electron's program inside the folder that its download unpacks to. @param {string} folder @param {NodeJS.Platform} [platform] */
export function programOf(folder, platform = process.platform) {
  if (platform === 'darwin') return join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
}

/** What the folder's `version` file says, without a leading v. @param {string} folder @returns {string | undefined} */
export function versionOf(folder) {
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}
