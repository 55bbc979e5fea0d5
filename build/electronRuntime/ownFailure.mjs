import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// A network that blocks the release host blocks it for long; half a day keeps the wait out of every start and still notices a
// machine that was carried elsewhere.
const REMEMBERED_MS = 12 * 60 * 60_000;

/**
 * Why the last download of this version failed, when that was lately and would be tried in the same way now.
 * @param {string} cache @param {string} version
 * @returns {string | undefined}
 */
export function rememberedFailure(cache, version) {
  const file = fileIn(cache);
  if (!existsSync(file)) return undefined;
  const { at, what, message } = parse(readFileSync(file, 'utf8'));
  const age = Date.now() - at;
  return what === attempt(version) && age >= 0 && age < REMEMBERED_MS ? message : undefined;
}

/** @param {string} cache @param {string} version @param {string} message */
export function rememberFailure(cache, version, message) {
  writeFileSync(fileIn(cache), JSON.stringify({ at: Date.now(), what: attempt(version), message }));
}

/** @param {string} cache */
export function forgetFailure(cache) {
  rmSync(fileIn(cache), { force: true });
}

/** Another mirror or proxy is another attempt. @param {string} version */
function attempt(version) {
  const roads = ['ELECTRON_MIRROR', 'npm_config_electron_mirror', 'ELECTRON_GET_USE_PROXY', 'HTTPS_PROXY', 'https_proxy'];
  return [version, ...roads.map((name) => process.env[name] ?? '')].join('\n');
}

/** @param {string} text @returns {{ at: number, what: string, message: string }} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { at: 0, what: '', message: '' }; // cut off while it was written: as if there had been none
  }
}

/** @param {string} cache */
function fileIn(cache) {
  return join(cache, 'electron-download-failed.json');
}
