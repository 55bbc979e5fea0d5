import type { Connection } from './database';

/** The event log's statements, prepared once per connection. Bind with an array: libsql takes a lone `null` for named parameters. */
export function prepareEventStatements(db: Connection) {
  return {
    head: db.prepare('SELECT head FROM threads WHERE thread = ?'),
    putThread: db.prepare(
      `INSERT INTO threads (thread, head, created_at, updated_at, listing) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (thread) DO UPDATE SET head = excluded.head, updated_at = excluded.updated_at, listing = excluded.listing`,
    ),
    putListing: db.prepare('UPDATE threads SET listing = ? WHERE thread = ? AND head = ?'),
    putEvent: db.prepare('INSERT INTO events (thread, seq, at, type, data) VALUES (?, ?, ?, ?, ?)'),
    putReceipt: db.prepare(
      'INSERT INTO receipts (command, thread, head, answer) VALUES (?, ?, ?, ?) ON CONFLICT (command) DO NOTHING',
    ),
    receipt: db.prepare('SELECT answer FROM receipts WHERE command = ?'),
    events: db.prepare('SELECT seq, at, type, data FROM events WHERE thread = ? AND seq > ? AND seq < ? ORDER BY seq'),
    eventsOf: db.prepare(
      `SELECT seq, at, type, data FROM events WHERE thread = ? AND seq > ? AND seq <= ?
       AND type IN (SELECT value FROM json_each(?)) ORDER BY seq`,
    ),
    lastEventsOf: db.prepare(
      `SELECT seq, at, type, data FROM events
       WHERE thread = ? AND seq < ? AND type IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT ?`,
    ),
    snapshot: db.prepare(
      `SELECT snapshots.seq, state FROM snapshots JOIN threads ON threads.thread = snapshots.thread
       WHERE snapshots.thread = ? AND snapshots.seq <= threads.head`,
    ),
    putSnapshot: db.prepare(
      `INSERT INTO snapshots (thread, seq, state) VALUES (?, ?, ?)
       ON CONFLICT (thread) DO UPDATE SET seq = excluded.seq, state = excluded.state WHERE excluded.seq >= snapshots.seq`,
    ),
    threads: db.prepare(
      'SELECT thread, head, created_at AS createdAt, updated_at AS updatedAt FROM threads ORDER BY updated_at DESC, thread',
    ),
    listings: db.prepare('SELECT thread, head, updated_at AS updatedAt, listing FROM threads ORDER BY updated_at DESC, thread'),
  };
}
