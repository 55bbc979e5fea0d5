import { join } from 'node:path';
import Database from 'libsql';
import { type Disposable, toDisposable } from '../../shared/kernel/lifecycle';
import { StoreFailure, storeErrorFrom } from './storeError';

/** How long a lock that is just being given up is waited for; a living owner keeps it for its whole life, so more is of no use. */
const LOCK_TIMEOUT_MS = 250;

/**
 * Takes the folder's lock, or answers undefined when another process (or this one) has it. It is the lock of an open SQLite
 * transaction, which is the kernel's: it ends with the process however that dies, so no lock is ever stale and no two
 * processes can both take over from a dead one. A file that only names a pid can promise neither.
 */
export function takeOwnerLock(folder: string): Disposable | undefined {
  const file = join(folder, 'owner.lock');
  const db = new Database(file, { timeout: LOCK_TIMEOUT_MS });
  try {
    // Nothing is ever written, so the journal need not be a second file in the folder. No prepared statements: they would outlive close().
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN IMMEDIATE');
    return toDisposable(() => {
      db.close();
    });
  } catch (thrown) {
    db.close();
    const error = storeErrorFrom(thrown, file);
    if (error.code === 'locked') return undefined;
    throw new StoreFailure(error, thrown);
  }
}
