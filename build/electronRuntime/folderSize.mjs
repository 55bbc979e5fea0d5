import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of all files below these folders; one that is missing counts nothing, nor does what goes while we look. @param {readonly string[]} folders */
export function folderSize(folders) {
  return folders.reduce((sum, folder) => sum + sizeBelow(folder), 0);
}

/** @param {string} folder @returns {number} */
function sizeBelow(folder) {
  return entriesOf(folder).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sum + sizeBelow(path);
    return sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  }, 0);
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) return [];
    throw cause;
  }
}
