import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

// What every bundle is made of, and tests are in none: editing one must not rebuild.
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];
const IS_TEST = /\.test\.[cm]?[jt]sx?$/;

/**
 * A digest that changes when a source file is made, changed, moved or removed. It reads names, sizes and times only, so that it
 * costs milliseconds; the change time is in it because copying a file can keep its modification time.
 * @param {string} root
 * @param {readonly string[]} extra what else decides what is built, such as the list of entries
 * @param {readonly string[]} folders those that the bundle is made of
 */
export function sourceStamp(root, extra, folders) {
  const hash = createHash('sha256').update(extra.join('\n'));
  for (const file of [...FILES, ...folders.flatMap((folder) => filesIn(root, folder))].sort()) {
    const stats = statSync(join(root, file), { throwIfNoEntry: false });
    if (stats !== undefined) hash.update(`\n${file}\0${stats.size}\0${stats.mtimeMs}\0${stats.ctimeMs}`);
  }
  return hash.digest('hex');
}

/** @param {string} root @param {string} folder @returns {string[]} */
function filesIn(root, folder) {
  if (statSync(join(root, folder), { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(root, path);
    return IS_TEST.test(entry.name) ? [] : [path];
  });
}
