import { existsSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, sep } from 'node:path';

import { cacheVariables } from './caches';

/** Where programs stand on any machine, for an app that was started without a shell's PATH. */
const SYSTEM_FOLDERS = [
  ...['/opt/homebrew/bin', '/usr/local/sbin', '/usr/local/bin'],
  ...['/usr/sbin', '/usr/bin', '/sbin', '/bin'],
];

/** UTF-8 without a language's sorting and messages; macOS has no C.UTF-8. */
const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

/**
 * The whole environment of a command. `terminal` is an agent's command on a terminal; without it the output is plain, and the
 * same in every time zone, for checks. `cache` is where tools keep what they can make anew.
 */
export function commandEnvironment(options: {
  readonly temp: string;
  readonly home: string;
  readonly terminal: boolean;
  readonly cache?: string;
}): Record<string, string> {
  const caches = options.cache === undefined ? {} : cacheVariables(options.cache);
  const common = { PATH: searchPath(), HOME: options.home, LANG: LOCALE, LC_ALL: LOCALE, TMPDIR: options.temp, ...caches };
  if (!options.terminal) return { ...common, TZ: 'UTC', TERM: 'dumb', NO_COLOR: '1' };
  const zone = process.env.TZ ? { TZ: process.env.TZ } : {};
  return { ...common, ...zone, TERM: 'xterm-256color', COLORTERM: 'truecolor' };
}

/**
 * The user's folders in the user's order, then the running Node's and the system's. What npm puts in front for its own scripts is
 * left out: the same check must have the same environment however the app was started.
 */
function searchPath(): string {
  const own = (process.env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder) && !isNpmFolder(folder));
  const node = process.versions.electron ? [] : [dirname(process.execPath)];
  return [...new Set([...own, ...node, ...SYSTEM_FOLDERS])].filter((folder) => existsSync(folder)).join(delimiter);
}

function isNpmFolder(folder: string): boolean {
  return folder.endsWith(`${sep}node_modules${sep}.bin`) || folder.endsWith(`${sep}node-gyp-bin`);
}
