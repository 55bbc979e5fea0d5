import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, pragma } from './database';
import { openEventStore, type StoredEvent } from './eventStore';
import { EVENT_STORE_MIGRATIONS } from './migrations';

// Databases that earlier formats wrote, one SQL file each in test/fixtures/stores. A new migration brings a new file; none is ever
// edited: what users have on disk must go on opening, with everything in it.

const STORES = fileURLToPath(new URL('../../test/fixtures/stores/', import.meta.url));
const FORMATS = readdirSync(STORES).map((name) => Number(/^format-(\d+)\.sql$/.exec(name)?.[1]));

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'old store ü '));
  file = join(folder, 'goalpost.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The file as a Goalpost of that format left it. */
function written(format: number): readonly StoredEvent[] {
  const db = new Database(file);
  db.exec(readFileSync(join(STORES, `format-${format}.sql`), 'utf8'));
  const rows = db.prepare('SELECT seq, at, type, data FROM events ORDER BY seq').all([]) as (StoredEvent & { data: string })[];
  db.close();
  return rows.map(({ seq, at, type, data }) => ({ seq, at, type, data: JSON.parse(data) }));
}

describe('a database of an earlier format', () => {
  it('stands here for every format there was', () => {
    expect([...FORMATS].sort()).toEqual(EVENT_STORE_MIGRATIONS.map((_, index) => index + 1));
  });

  it.each(FORMATS)('%i opens with every event, receipt and thread in it, at the newest format', (format) => {
    const events = written(format);
    const store = openEventStore(file, { mode: 'write' });
    if (!store.ok) throw new Error(store.error.message);
    expect(events.length).toBeGreaterThan(20);
    expect(store.value.events('old', 0)).toEqual(events);
    expect(store.value.receipt('order-1')).toEqual({ head: 3 });
    expect(store.value.threads()).toMatchObject([{ thread: 'old', head: events.length }]);
    expect(store.value.snapshot('old')).toBeUndefined();
    const next = { thread: 'old', after: events.length, events: [{ at: 1, type: 'x', data: {} }] };
    expect(store.value.append(next)).toEqual({ ok: true, value: events.length + 1 });
    store.value.dispose();
  });

  it.each(FORMATS)('%i has the schema that its migrations make: a released step is not edited', (format) => {
    written(format);
    const made = openDatabase(join(folder, 'new.db'), { mode: 'write', migrations: EVENT_STORE_MIGRATIONS.slice(0, format) });
    if (!made.ok) throw new Error(made.error.message);
    const old = new Database(file);
    expect(schemaOf(made.value)).toEqual(schemaOf(old));
    made.value.close();
    old.close();
  });
});

function schemaOf(db: Database.Database): unknown {
  const rows = db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all([]) as { name: string; sql: string | null }[];
  return rows.map(({ name, sql }) => [name, sql?.replace(/\s+/g, ' ')]);
}

/** What a later Goalpost would do: keep who wrote an event, which nobody did before. */
const LATER = [...EVENT_STORE_MIGRATIONS, "ALTER TABLE events ADD COLUMN by TEXT NOT NULL DEFAULT 'unknown'"];

describe('a migration', () => {
  it('brings the data along, and keeps the database as it was beside it, whole and openable', () => {
    const events = written(EVENT_STORE_MIGRATIONS.length);
    const later = openDatabase(file, { mode: 'write', migrations: LATER });
    if (!later.ok) throw new Error(later.error.message);
    expect(pragma(later.value, 'user_version')).toBe(LATER.length);
    expect(later.value.prepare('SELECT count(*) AS n FROM events WHERE by = ?').all(['unknown'])).toEqual([{ n: events.length }]);
    later.value.close();
    expect(openEventStore(file, { mode: 'write' })).toMatchObject({ ok: false, error: { code: 'newer_schema' } });
    const copy = openEventStore(`${file}.format-${EVENT_STORE_MIGRATIONS.length}`, { mode: 'write' });
    if (!copy.ok) throw new Error(copy.error.message);
    expect(copy.value.events('old', 0)).toEqual(events);
    copy.value.dispose();
  });

  it('that fails half-way leaves the old format, and every event of it, as they were', () => {
    const events = written(EVENT_STORE_MIGRATIONS.length);
    const failing = [...LATER, 'DELETE FROM events; CREATE TABLE events (again)'];
    expect(openDatabase(file, { mode: 'write', migrations: failing })).toMatchObject({ ok: false, error: { code: 'failed' } });
    const store = openEventStore(file, { mode: 'write' });
    if (!store.ok) throw new Error(store.error.message);
    expect(store.value.events('old', 0)).toEqual(events);
    store.value.dispose();
  });

  it('is not begun where no copy can be kept', () => {
    const events = written(EVENT_STORE_MIGRATIONS.length);
    // A folder that is not empty stands where the copy is to be.
    mkdirSync(join(`${file}.format-${EVENT_STORE_MIGRATIONS.length}`, 'inside'), { recursive: true });
    expect(openDatabase(file, { mode: 'write', migrations: LATER })).toMatchObject({ ok: false });
    const store = openEventStore(file, { mode: 'write' });
    if (!store.ok) throw new Error(store.error.message);
    expect(store.value.events('old', 0)).toEqual(events);
    store.value.dispose();
  });
});
