import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SEAL = 'goalpost-files.json';

/**
 * Writes down every file of a finished folder with its size. What came over the network was held against a digest then; later
 * looks only have to notice a file that went or was cut short, and must cost no more than milliseconds.
 * @param {string} folder
 */
export function seal(folder) {
  writeFileSync(join(folder, SEAL), JSON.stringify(Object.fromEntries(sizesOf(folder))));
}

/** True when every sealed file stands in its size. @param {string} folder */
export function isWhole(folder) {
  const sealed = readSeal(join(folder, SEAL));
  if (sealed === undefined) return false;
  return Object.entries(sealed).every(([path, size]) => statSync(join(folder, path), { throwIfNoEntry: false })?.size === size);
}

/** @param {string} file @returns {Record<string, number> | undefined} */
function readSeal(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // cut short itself
  }
}

/** @param {string} folder @returns {readonly (readonly [string, number])[]} */
function sizesOf(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), statSync(path).size];
  });
}
