import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../say.mjs';
import { programOf, versionOf } from './distFolder.mjs';
import { forgetFailure, rememberedFailure, rememberFailure } from './ownFailure.mjs';
import { runWatched } from './runWatched.mjs';

// A release host that answers does so in a second or two, also through a slow proxy; one that is blocked by dropping packets never does.
const FIRST_BYTE_MS = 10_000;
// Once bytes have come, the line works: a pause of this length is a broken transfer, not a slow one.
const STALL_MS = 60_000;

/**
 * What the `electron` package in `root` has downloaded earlier.
 * @param {string} root
 * @returns {import('./electronRuntime.mjs').Electron | undefined}
 */
export function ownElectron(root) {
  const { folder, version } = packageOf(root);
  const dist = join(folder, 'dist');
  // Its installer writes path.txt last: without it, what stands in dist/ may be half unpacked.
  if (version === undefined || versionOf(dist) !== version || !existsSync(join(folder, 'path.txt'))) return undefined;
  return existsSync(programOf(dist)) ? { executable: programOf(dist), version, source: 'package' } : undefined;
}

/**
 * Lets the `electron` package download its program. It fails within seconds where the release host is blocked, and, where there
 * is a fallback, remembers that for a while.
 * @param {string} root
 * @param {string} cache
 * @param {{ fallback: boolean }} options
 * @returns {Promise<import('./electronRuntime.mjs').ElectronResult>}
 */
export async function fetchOwn(root, cache, { fallback }) {
  const { folder, version } = packageOf(root);
  if (version === undefined) return { ok: false, message: 'The npm package electron is not installed.' };
  if (isOn(process.env.ELECTRON_SKIP_BINARY_DOWNLOAD))
    return { ok: false, message: `Electron ${version} was not downloaded, as ELECTRON_SKIP_BINARY_DOWNLOAD says.` };
  const known = fallback ? rememberedFailure(cache, version) : undefined;
  if (known !== undefined) return { ok: false, message: known };
  const failure = await download(folder, cache, version);
  const electron = ownElectron(root);
  if (electron !== undefined) {
    forgetFailure(cache);
    return { ok: true, electron };
  }
  const message = `Electron ${version} could not be downloaded: ${failure ?? 'its installer left no program'}.`;
  rememberFailure(cache, version, message);
  return { ok: false, message };
}

/** @param {string} folder @param {string} cache @param {string} version @returns {Promise<string | undefined>} why it failed */
async function download(folder, cache, version) {
  const installer = join(folder, 'install.js');
  if (!existsSync(installer)) return 'its package holds no installer';
  say(`Downloading Electron ${version} …`);
  // The installer writes what it downloads into the temporary folder: one of its own shows whether bytes come.
  const temp = mkdtempSync(join(cache, '.downloading-'));
  try {
    return await runWatched(process.execPath, [installer], {
      cwd: folder,
      env: { ...process.env, TMPDIR: temp, TMP: temp, TEMP: temp, ELECTRON_GET_NO_PROGRESS: '1' },
      folders: [temp, join(folder, 'dist')],
      firstByteMs: FIRST_BYTE_MS,
      stallMs: STALL_MS,
      progress: (megabytes) => say(`Downloading Electron ${version}: ${megabytes} MB`),
    });
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

/** @param {string} root @returns {{ folder: string, version: string | undefined }} */
function packageOf(root) {
  const folder = join(root, 'node_modules', 'electron');
  const manifest = join(folder, 'package.json');
  return { folder, version: existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined };
}

/** @param {string | undefined} variable */
function isOn(variable) {
  return variable !== undefined && variable !== '' && variable !== '0' && variable !== 'false';
}
