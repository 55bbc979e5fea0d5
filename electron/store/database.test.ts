import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction, openDatabase, pragma } from './database';
import { openEventStore } from './eventStore';
import { EVENT_STORE_MIGRATIONS } from './migrations';
import { storeErrorFrom } from './storeError';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
  file = join(folder, 'events #1?.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('opening an event log', () => {
  it('is durable: a write-ahead log that is synced at each commit', () => {
    const db = openDatabase(file, { mode: 'write', migrations: ['CREATE TABLE a (b)'] });
    if (!db.ok) throw new Error(db.error.message);
    expect([pragma(db.value, 'journal_mode'), pragma(db.value, 'synchronous'), pragma(db.value, 'foreign_keys')]).toEqual([
      'wal',
      2,
      1,
    ]);
    db.value.close();
  });

  it('applies only the steps it has not seen', () => {
    const first = ['CREATE TABLE a (b)'];
    for (const migrations of [first, first, [...first, 'ALTER TABLE a ADD COLUMN c', 'INSERT INTO a VALUES (1, 2)']]) {
      const db = openDatabase(file, { mode: 'write', migrations });
      if (!db.ok) throw new Error(db.error.message);
      expect(pragma(db.value, 'user_version')).toBe(migrations.length);
      db.value.close();
    }
  });

  it('leaves the old schema whole when a step fails', () => {
    expect(openDatabase(file, { mode: 'write', migrations: ['CREATE TABLE a (b)'] }).ok).toBe(true);
    const failing = ['CREATE TABLE a (b)', 'CREATE TABLE c (d); CREATE TABLE a (again)'];
    expect(openDatabase(file, { mode: 'write', migrations: failing })).toMatchObject({ ok: false, error: { code: 'failed' } });
    const db = new Database(file);
    expect(db.prepare('SELECT name FROM sqlite_schema').all([])).toEqual([{ name: 'a' }]);
    expect(pragma(db, 'user_version')).toBe(1);
    db.close();
  });

  it('refuses one of a newer version and changes nothing in it', () => {
    made();
    const db = new Database(file);
    db.exec('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const before = readFileSync(file);
    for (const mode of ['write', 'read'] as const) {
      const message = expect.stringContaining(`newer Goalpost (format 99, this one knows ${EVENT_STORE_MIGRATIONS.length})`);
      expect(openEventStore(file, { mode })).toEqual({ ok: false, error: { code: 'newer_schema', message } });
    }
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses what is no event log of ours and changes nothing in it', () => {
    writeFileSync(file, 'a text of somebody\n'.repeat(1000));
    expectDamaged('file is not a database');
    rmSync(file);
    const db = new Database(file);
    db.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
    db.close();
    expectDamaged('not one of Goalpost');
  });

  it('refuses a log that was cut short or overwritten in part, and changes nothing in it', () => {
    made(3000);
    truncateSync(file, statSync(file).size / 2);
    expectDamaged('');
    rmSync(file);
    made(3000);
    const bytes = readFileSync(file);
    bytes.fill(0xab, 20_000, 60_000);
    writeFileSync(file, bytes);
    expectDamaged('');
  });

  it('says which folder is wrong when it cannot be made', () => {
    const answer = openEventStore(join(folder, 'none', 'events.db'), { mode: 'write' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'failed', message: expect.stringContaining('its folder exists') } });
  });

  it('for reading makes no file and writes none', () => {
    expect(openEventStore(file, { mode: 'read' })).toMatchObject({ ok: false, error: { code: 'missing' } });
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(file, '');
    expect(openEventStore(file, { mode: 'read' })).toMatchObject({ ok: false, error: { code: 'missing' } });
    expect(statSync(file).size).toBe(0);
    rmSync(file);
    made();
    const reader = openEventStore(file, { mode: 'read' });
    if (!reader.ok) throw new Error(reader.error.message);
    expect(reader.value.events('t', 0)).toHaveLength(1);
    const batch = { thread: 't', after: 1, events: [{ at: 2, type: 'x', data: 2 }] };
    expect(reader.value.append(batch)).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(() => reader.value.saveSnapshot('t', 1, {})).toThrow(/readonly/);
    expect(reader.value.events('t', 0)).toHaveLength(1);
    reader.value.dispose();
  });
});

describe('a transaction on a full disk', () => {
  it('is undone, told as full, and the next one goes on', () => {
    const db = new Database(file);
    db.exec('CREATE TABLE a (b)');
    db.exec(`PRAGMA max_page_count = ${pragma(db, 'page_count')}`);
    const insert = db.prepare('INSERT INTO a VALUES (?)');
    const fill = (text: string) => inTransaction(db, () => [insert.run(['first']), insert.run([text])]);
    expect(codeOf(() => fill('x'.repeat(100_000)))).toBe('full');
    expect(db.prepare('SELECT count(*) AS n FROM a').all([])).toEqual([{ n: 0 }]);
    expect(fill('y')).toHaveLength(2);
    db.close();
  });
});

function made(events = 1): void {
  const store = openEventStore(file, { mode: 'write' });
  if (!store.ok) throw new Error(store.error.message);
  const batch = Array.from({ length: events }, (_, at) => ({ at, type: 'x', data: { text: `event ${at}` } }));
  expect(store.value.append({ thread: 't', after: 0, events: batch })).toEqual({ ok: true, value: events });
  store.value.dispose();
}

function expectDamaged(detail: string): void {
  const before = readFileSync(file);
  for (const mode of ['write', 'read'] as const) {
    const message = expect.stringMatching(new RegExp(`is damaged .*${detail}.* Nothing was changed in it`, 's'));
    expect(openEventStore(file, { mode })).toEqual({ ok: false, error: { code: 'damaged', message } });
  }
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0).toBe(false);
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (thrown) {
    return storeErrorFrom(thrown, file).code;
  }
}
