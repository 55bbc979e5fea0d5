import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'libsql';

/**
 * Keeps the database beside `file` as it is before a migration, as `<file>.format-<version>`: whole and on disk, or not under that name.
 * It is left for the user to remove; only another migration from the same version, after a restore, replaces it.
 */
export function keepCopy(db: Database.Database, file: string, version: number): void {
  const copy = `${file}.format-${version}`;
  const temporary = `${copy}.tmp`;
  rmSync(temporary, { force: true });
  db.prepare('VACUUM INTO ?').run([temporary]);
  sync(temporary, 'r+');
  renameSync(temporary, copy);
  if (process.platform !== 'win32') sync(dirname(copy), 'r');
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
