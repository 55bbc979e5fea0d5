import { rmSync } from 'node:fs';
import type { SyncDisposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import { byThread, type FoundPassage, type SearchFound } from '../../shared/views/search/found';
import type { Passage, PassageKind } from '../../shared/views/search/passages';
import { searchQuery } from '../../shared/views/search/query';
import { snippetOf } from '../../shared/views/search/snippet';
import { type Connection, inTransaction, openDatabase } from './database';
import type { Migration } from './migrations';
import { type StoreError, StoreFailure, storeErrorFrom } from './storeError';

/**
 * The texts of all threads, to be found by their words: a file beside the log and made from it, so that one which is damaged, or of
 * another version, is made anew. `marks` says up to which event each thread has been read; it moves with the texts in one transaction.
 */
const SEARCH_MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE marks (thread TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT;
  CREATE VIRTUAL TABLE passages USING fts5(
    goal, words, thread UNINDEXED, seq UNINDEXED, at UNINDEXED, kind UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
  );
  `,
];

/** Places that are looked at, the newest ones; of each thread the first few are shown. Found in milliseconds however many there are. */
const MOST_PLACES = 2_000;
/** Places that are shown: more than anybody reads, and each of them costs a snippet. */
const MOST_SHOWN = 120;

/** The texts of a run of a thread's events. */
export interface ReadEvents {
  readonly thread: string;
  readonly after: number;
  readonly seq: number;
  readonly passages: readonly (Passage & { readonly seq: number; readonly at: number })[];
}

export interface SearchIndex extends SyncDisposable {
  /** Up to which event each thread has been read. */
  marks(): ReadonlyMap<string, number>;
  /**
   * Takes in what a thread's events above `after` and up to `seq` say; whole, or not at all. Answers up to where the thread has been read
   * now: elsewhere than `seq` where another process had read on from `after` already, and then nothing was added.
   */
  add(read: ReadEvents): number;
  /** What holds the words of `typed`; nothing where it names none. */
  find(typed: string): Pick<SearchFound, 'threads' | 'cut'>;
}

/** Opens the index in `file`. One that `write` cannot use is removed and made anew, with nothing in it. */
export function openSearchIndex(file: string, mode: 'write' | 'read'): Result<SearchIndex, StoreError> {
  const opened = openDatabase(file, { mode, migrations: SEARCH_MIGRATIONS });
  if (opened.ok) return ok(searchIndexOn(opened.value, file, mode));
  if (mode === 'read' || (opened.error.code !== 'damaged' && opened.error.code !== 'newer_schema')) return opened;
  const removed = removeSearchIndex(file);
  if (!removed.ok) return removed;
  const anew = openDatabase(file, { mode, migrations: SEARCH_MIGRATIONS });
  return anew.ok ? ok(searchIndexOn(anew.value, file, mode)) : anew;
}

export function removeSearchIndex(file: string): Result<void, StoreError> {
  try {
    for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
    return ok(undefined);
  } catch (thrown) {
    return err(storeErrorFrom(thrown, file));
  }
}

function searchIndexOn(db: Connection, file: string, mode: 'write' | 'read'): SearchIndex {
  // What a power cut takes is read from the log again.
  if (mode === 'write') db.exec('PRAGMA synchronous = NORMAL');
  const sql = statements(db);
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (thrown) {
      throw new StoreFailure(storeErrorFrom(thrown, file), thrown);
    }
  };
  const places = (query: string) => sql.find.all([query, MOST_PLACES + 1]) as Place[];
  const shown = (rows: readonly number[]) =>
    new Map((sql.show.all([JSON.stringify(rows)]) as Row[]).map((row) => [row.row, row]));
  return {
    marks: () => guarded(() => new Map((sql.marks.all([]) as Mark[]).map(({ thread, seq }) => [thread, seq]))),
    add: ({ thread, after, seq, passages }) =>
      guarded(() =>
        inTransaction(db, () => {
          const mark = (sql.markOf.get([thread]) as { seq: number } | undefined)?.seq ?? 0;
          if (mark !== after) return mark;
          for (const { goal, words, at, kind, seq: own } of passages) sql.put.run([goal, words, thread, own, at, kind]);
          sql.mark.run([thread, seq]);
          return seq;
        }),
      ),
    find: (typed) =>
      guarded(() => {
        const query = searchQuery(typed);
        if (query === null) return { threads: [], cut: false };
        const all = places(query);
        const threads = byThread(places(`{goal} : (${query})`), all.slice(0, MOST_PLACES), MOST_SHOWN);
        const rows = shown(threads.flatMap(({ passages }) => passages.map(({ row }) => row)));
        return {
          threads: threads.map((one) => ({
            ...one,
            passages: one.passages.flatMap(({ row }) => passageOf(rows.get(row), typed)),
          })),
          cut: all.length > MOST_PLACES,
        };
      }),
    dispose: () => void db.close(),
  };
}

function statements(db: Connection) {
  return {
    marks: db.prepare('SELECT thread, seq FROM marks'),
    markOf: db.prepare('SELECT seq FROM marks WHERE thread = ?'),
    mark: db.prepare('INSERT INTO marks (thread, seq) VALUES (?, ?) ON CONFLICT (thread) DO UPDATE SET seq = excluded.seq'),
    put: db.prepare('INSERT INTO passages (goal, words, thread, seq, at, kind) VALUES (?, ?, ?, ?, ?, ?)'),
    find: db.prepare('SELECT rowid AS row, thread, seq FROM passages WHERE passages MATCH ? ORDER BY rowid DESC LIMIT ?'),
    show: db.prepare(
      `SELECT rowid AS row, thread, seq, at, kind, goal, words FROM passages WHERE rowid IN (SELECT value FROM json_each(?))`,
    ),
  };
}

interface Mark {
  readonly thread: string;
  readonly seq: number;
}

interface Place {
  readonly row: number;
  readonly thread: string;
  readonly seq: number;
}

interface Row extends Place {
  readonly at: number;
  readonly kind: PassageKind;
  readonly goal: string;
  readonly words: string;
}

/** What a goal is for is shown where it says it, else the rest. */
function passageOf(found: Row | undefined, typed: string): readonly FoundPassage[] {
  if (!found) return [];
  const { row: _, goal, words, ...place } = found;
  const said = snippetOf(goal, typed);
  return [{ ...place, snippet: said.some(({ marked }) => marked) ? said : snippetOf(words === '' ? goal : words, typed) }];
}
