import type Database from 'libsql';

/** One step of a schema. Its place in the list is its number; a step that was released is never edited, only followed. */
export type Migration = string;

/**
 * The event log's schema. `data`, `answer` and `state` are JSON. `threads` is the index of heads: it changes in the same
 * transaction as `events`. Times are epoch milliseconds, as their events carry them.
 */
export const EVENT_STORE_MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE threads (
    thread TEXT PRIMARY KEY, head INTEGER NOT NULL, created_at REAL NOT NULL, updated_at REAL NOT NULL
  ) STRICT;
  CREATE TABLE events (
    thread TEXT NOT NULL REFERENCES threads (thread), seq INTEGER NOT NULL, at REAL NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (thread, seq)
  ) STRICT;
  CREATE TABLE receipts (
    command TEXT PRIMARY KEY, thread TEXT NOT NULL, head INTEGER NOT NULL, answer TEXT NOT NULL
  ) STRICT;
  CREATE TABLE snapshots (
    thread TEXT PRIMARY KEY REFERENCES threads (thread), seq INTEGER NOT NULL, state TEXT NOT NULL
  ) STRICT;
  `,
  // What lists need of a thread, as JSON with its digest; NULL where the last step was written without it.
  'ALTER TABLE threads ADD COLUMN listing TEXT',
  // What people have answered, over all threads, without reading any of them (`answers.ts`).
  `CREATE INDEX answers ON events (at, thread, seq) WHERE type IN ('question.answered', 'goal.resumed')`,
];

/** Applies the steps after number `version`. Call inside a transaction: half a step must never stand. */
export function migrate(db: Database.Database, version: number, migrations: readonly Migration[]): void {
  migrations.slice(version).forEach((step, index) => {
    db.exec(step);
    db.exec(`PRAGMA user_version = ${version + index + 1}`);
  });
}
