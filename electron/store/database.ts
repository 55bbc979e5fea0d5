import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { err, ok, type Result } from '../../shared/kernel/result';
import { keepCopy } from './keptCopy';
import { type Migration, migrate } from './migrations';
import { damagedMessage, type StoreError, StoreFailure, storeErrorFrom } from './storeError';

export type Connection = Database.Database;

/** How long a statement waits for another process's lock: longer than any append of ours. The wait holds up the whole process. */
const BUSY_TIMEOUT_MS = 2000;

/** Files up to this size are read through for damage when opened: about 0.1 s for this many bytes; larger ones tell on use. */
const QUICK_CHECK_BYTES = 32 * 1024 * 1024;

/** Marks an SQLite file as ours, so that a file of another program is refused rather than migrated: "Goal" in ASCII. */
const APPLICATION_ID = 0x476f616c;

export interface OpenOptions {
  readonly mode: 'write' | 'read';
  readonly migrations: readonly Migration[];
}

/**
 * Opens an SQLite file of ours with its schema at the newest of `migrations`. `write` creates a missing file, and keeps a copy of
 * an older one before it migrates it, all steps or none; `read` changes neither schema nor rows, also while another process writes.
 * A file that is newer, foreign or damaged is left as it is.
 */
export function openDatabase(file: string, options: OpenOptions): Result<Connection, StoreError> {
  let db: Connection | undefined;
  try {
    if (options.mode === 'read' && !existsSync(file)) return err(missing(file));
    db = connect(file, options.mode);
    const refusal = refusalOf(db, file, options);
    if (!refusal) {
      if (options.mode === 'write') prepareForWriting(db, file, options.migrations);
      return ok(db);
    }
    db.close();
    return err(refusal);
  } catch (thrown) {
    db?.close();
    return err(storeErrorFrom(thrown, file));
  }
}

/** Runs `work` in one IMMEDIATE transaction: everything or nothing. Whatever `work` throws is thrown on after the rollback. */
export function inTransaction<T>(db: Connection, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (thrown) {
    // SQLite has rolled back by itself after some errors (a full disk); a second ROLLBACK would hide the first error.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw thrown;
  }
}

/** The single value of a PRAGMA. libsql's own `simple` option answers a row. */
export function pragma(db: Connection, name: string): unknown {
  const [row] = db.prepare(`PRAGMA ${name}`).all([]) as Record<string, unknown>[];
  return row && Object.values(row)[0];
}

// libsql 0.5 ignores `readonly` and `fileMustExist`; SQLite's own URI parameter keeps a reader from making the file.
function connect(file: string, mode: 'write' | 'read'): Connection {
  const path = resolve(file);
  const db = new Database(mode === 'read' ? `${pathToFileURL(path).href}?mode=rw` : path, { timeout: BUSY_TIMEOUT_MS });
  if (mode === 'read') db.exec('PRAGMA query_only = ON');
  return db;
}

function refusalOf(db: Connection, file: string, options: OpenOptions): StoreError | undefined {
  const known = options.migrations.length;
  const version = Number(pragma(db, 'user_version'));
  const empty = Number(pragma(db, 'schema_version')) === 0;
  if (!empty && pragma(db, 'application_id') !== APPLICATION_ID) {
    return { code: 'damaged', message: damagedMessage(file, 'it is an SQLite file, but not one of Goalpost') };
  }
  if (version > known) {
    const message = `${file} was written by a newer Goalpost (format ${version}, this one knows ${known}). Update Goalpost; nothing was changed.`;
    return { code: 'newer_schema', message };
  }
  if (options.mode === 'read' && version < known) {
    if (empty) return missing(file);
    return {
      code: 'failed',
      message: `${file} is of an older Goalpost (format ${version}). Open it once with this one to bring it up to format ${known}.`,
    };
  }
  return damageOf(db, file);
}

function damageOf(db: Connection, file: string): StoreError | undefined {
  if (statSync(file).size > QUICK_CHECK_BYTES) return undefined;
  const verdict = pragma(db, 'quick_check(1)');
  return verdict === 'ok' ? undefined : { code: 'damaged', message: damagedMessage(file, String(verdict)) };
}

/**
 * Of a new file's pages, in bytes. A commit writes whole pages, and a step of the engine is about a kilobyte: with SQLite's 4096
 * most of what is written would be what stood there before. A file keeps the size it was made with.
 */
const PAGE_BYTES = 1024;

/** The write-ahead log is folded into the file when it is so long: SQLite's own 4 MB, counted in these pages. */
const FOLD_AFTER_PAGES = 4_000;

function prepareForWriting(db: Connection, file: string, migrations: readonly Migration[]): void {
  const version = Number(pragma(db, 'user_version'));
  if (version > 0 && version < migrations.length) keepCopy(db, file, version);
  db.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
  if (pragma(db, 'journal_mode = WAL') !== 'wal') {
    throw new StoreFailure({
      code: 'failed',
      message: 'The data folder is on a file system without shared memory, such as a network share. Put it on a local disk.',
    });
  }
  db.exec(`PRAGMA wal_autocheckpoint = ${FOLD_AFTER_PAGES}`);
  // A commit is answered as acknowledged, so it must be on disk: NORMAL would lose the last ones with the power.
  db.exec('PRAGMA synchronous = FULL');
  db.exec('PRAGMA foreign_keys = ON');
  // What is up to date is not written to: a log on a full disk can still be opened.
  if (version === migrations.length && pragma(db, 'application_id') === APPLICATION_ID) return;
  inTransaction(db, () => {
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    migrate(db, version, migrations);
  });
}

function missing(file: string): StoreError {
  return { code: 'missing', message: `There is no ${file} yet: nothing has been stored in this data folder.` };
}

/** Folds the write-ahead log into the file, so that the file alone is whole. Failing at it loses nothing: the next open tries again. */
export function foldLog(db: Connection, file: string): StoreError | undefined {
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
    return undefined;
  } catch (thrown) {
    return storeErrorFrom(thrown, file);
  }
}
