import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LIST = '.files.json';

/**
 * Puts a built file, and its source map, in place: a rename replaces it in one step, for a process that reads it meanwhile.
 * @param {string} built
 * @param {string} target
 */
export function publishFile(built, target) {
  mkdirSync(dirname(target), { recursive: true });
  if (existsSync(`${built}.map`)) renameSync(`${built}.map`, `${target}.map`);
  renameSync(built, target);
}

/**
 * Puts a built page in place under a window that may be open on the last one: assets have their digest in their name, so the new
 * ones come beside the old, index.html last; what was built before the last time is removed.
 * @param {string} built
 * @param {string} target
 */
export function publishFolder(built, target) {
  const files = filesBelow(built).sort((a, b) => Number(a === 'index.html') - Number(b === 'index.html'));
  for (const file of files) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    renameSync(join(built, file), join(target, file));
  }
  const kept = new Set([...files, ...lastPublished(target), LIST]);
  for (const file of filesBelow(target).filter((path) => !kept.has(path))) rmSync(join(target, file), { force: true });
  writeFileSync(join(target, LIST), JSON.stringify(files));
}

/** @param {string} target @returns {readonly string[]} */
function lastPublished(target) {
  const file = join(target, LIST);
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return []; // cut short: nothing of the last build is kept
  }
}

/** @param {string} folder @returns {string[]} relative paths */
function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
