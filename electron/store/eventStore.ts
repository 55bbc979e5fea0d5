import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import { type Answers, answersOf } from './answers';
import { type Connection, foldLog, inTransaction, openDatabase } from './database';
import { prepareEventStatements } from './eventStatements';
import { EVENT_STORE_MIGRATIONS } from './migrations';
import { sealed, unsealed } from './sealed';
import { damagedMessage, type StoreError, StoreFailure, storeErrorFrom } from './storeError';

/** A fact of one thread. `seq` counts from 1 without gaps; `at` is epoch milliseconds; `data` is a JSON value. */
export interface StoredEvent {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly data: unknown;
}

/** An answer as it was recorded, with its thread. */
export interface StoredAnswer extends StoredEvent {
  readonly thread: string;
}

/** What one step of the engine stores. `after` is the head that the step was decided on; no events is a step that only answers. */
export interface EventBatch {
  readonly thread: string;
  readonly after: number;
  readonly events: readonly { readonly at: number; readonly type: string; readonly data: unknown }[];
  readonly receipt?: { readonly command: string; readonly answer: unknown };
  /** What lists are to tell of the thread after these events; without it they have to read the thread itself. */
  readonly listing?: unknown;
}

/** A run of a thread's events: those with a `seq` above `after`, the one with `until` included. */
export interface EventSpan {
  readonly after: number;
  readonly until: number;
}

/** A thread in the listing. Times are of its first and its last event. */
export interface ThreadRow {
  readonly thread: string;
  readonly head: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A thread as it was last listed; `listing` is undefined where nothing was kept with its last event, or that is damaged. */
export interface StoredListing {
  readonly thread: string;
  readonly head: number;
  readonly updatedAt: number;
  readonly listing: unknown | undefined;
}

/**
 * The event log: each thread's facts in order, the answers already given to commands, and the last snapshot of each thread.
 * It owns the SQLite file and knows no event's meaning. Only `append` is an act whose failure is expected; the others throw a
 * `StoreFailure` when the disk fails them. Values are JSON: `undefined` is stored as `null`.
 */
export interface EventStore extends Disposable {
  /** Stores a batch and its receipt in one durable transaction and answers the new head. `conflict`: `after` is not the head, or the command has its answer. */
  append(batch: EventBatch): Result<number, StoreError>;
  /** The answer given to a command, or undefined when it was never answered. */
  receipt(command: string): unknown | undefined;
  /** The thread's events with a `seq` above `after`, and below `before` where it is given, in order. */
  events(thread: string, after: number, before?: number): readonly StoredEvent[];
  /** The thread's events of these types with a `seq` above `after` and up to `until`, in order. What is missing is not noticed here. */
  eventsOf(thread: string, types: readonly string[], span: EventSpan): readonly StoredEvent[];
  /** The last `most` of the thread's events of these types, below `before` where it is given, in order. */
  lastEventsOf(thread: string, types: readonly string[], most: number, before?: number): readonly StoredEvent[];
  readonly answers: Answers<StoredAnswer>;
  /** The last snapshot that was kept. One that is damaged, or further than the log, is passed over: it only saves folding. */
  snapshot(thread: string): { readonly seq: number; readonly state: unknown } | undefined;
  /** Keeps `state` as the fold of the first `seq` events, and answers its size in characters. An older one than stands is dropped. */
  saveSnapshot(thread: string, seq: number, state: unknown): number;
  /** All threads, the last changed first. */
  threads(): readonly ThreadRow[];
  /** The `seq` of the thread's last event; 0 where there is no such thread. */
  head(thread: string): number;
  /** What was kept with each thread's last event, the last changed first. */
  listings(): readonly StoredListing[];
  /** Keeps what was read from the thread itself, if it still stands at `head`. */
  saveListing(thread: string, head: number, listing: unknown): void;
  dispose(): void;
}

/** Opens the log in `file`. `read` sees a consistent, current log while another process writes, and refuses to write itself. */
export function openEventStore(file: string, options: { readonly mode: 'write' | 'read' }): Result<EventStore, StoreError> {
  const opened = openDatabase(file, { mode: options.mode, migrations: EVENT_STORE_MIGRATIONS });
  return opened.ok ? ok(new SqliteEventStore(opened.value, file, options.mode)) : opened;
}

interface StoredRow {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly data: string;
}

class SqliteEventStore implements EventStore {
  readonly #db: Connection;
  readonly #file: string;
  readonly #mode: 'write' | 'read';
  readonly #sql: ReturnType<typeof prepareEventStatements>;
  readonly answers: Answers<StoredAnswer>;
  #disposed = false;

  constructor(db: Connection, file: string, mode: 'write' | 'read') {
    this.#db = db;
    this.#file = file;
    this.#mode = mode;
    this.#sql = prepareEventStatements(db);
    this.answers = answersOf(db, {
      read: (work) => this.#read(work),
      event: (row: StoredRow & { readonly thread: string }) => ({ thread: row.thread, ...this.#eventIn(row.thread, row) }),
    });
  }

  append(batch: EventBatch): Result<number, StoreError> {
    this.#use();
    const rows = batch.events.map((event) => ({ ...event, data: toJson(event.data) }));
    refuseNul([batch.thread, batch.receipt?.command ?? '', ...rows.map((row) => row.type)]);
    try {
      return ok(inTransaction(this.#db, () => this.#write(batch, rows)));
    } catch (thrown) {
      return err(storeErrorFrom(thrown, this.#file));
    }
  }

  #write(batch: EventBatch, rows: readonly { at: number; type: string; data: string }[]): number {
    const { thread, after, receipt } = batch;
    const listing = batch.listing === undefined ? null : sealed(toJson(batch.listing));
    this.#expectHead(thread, after);
    const head = after + rows.length;
    const last = rows.at(-1);
    if (last) this.#sql.putThread.run([thread, head, rows[0]?.at ?? last.at, last.at, listing]);
    rows.forEach((row, index) => {
      this.#sql.putEvent.run([thread, after + index + 1, row.at, row.type, row.data]);
    });
    if (receipt && this.#sql.putReceipt.run([receipt.command, thread, head, toJson(receipt.answer)]).changes === 0) {
      throw new StoreFailure({ code: 'conflict', message: `The command ${receipt.command} was answered before.` });
    }
    return head;
  }

  #expectHead(thread: string, after: number): void {
    const head = this.#headOf(thread);
    if (head === after) return;
    throw new StoreFailure({
      code: 'conflict',
      message: `The thread ${thread} stands at event ${head}, not at ${after}: it was changed meanwhile.`,
    });
  }

  head(thread: string): number {
    return this.#read(() => this.#headOf(thread));
  }

  #headOf(thread: string): number {
    return (this.#sql.head.get([thread]) as { head: number } | undefined)?.head ?? 0;
  }

  receipt(command: string): unknown | undefined {
    return this.#read(() => {
      const row = this.#sql.receipt.get([command]) as { answer: string } | undefined;
      return row && this.#parse(row.answer, `the answer to ${command}`);
    });
  }

  events(thread: string, after: number, before = Number.MAX_SAFE_INTEGER): readonly StoredEvent[] {
    return this.#read(() => {
      // The head first: another process may append in between, and more than it says is no damage.
      const head = this.#headOf(thread);
      const rows = this.#sql.events.all([thread, after, before]) as StoredRow[];
      const events = rows.map((row, index) => {
        if (row.seq !== after + index + 1) throw this.#damaged(`event ${after + index + 1} of the thread ${thread} is gone`);
        return this.#eventIn(thread, row);
      });
      if (after + rows.length < Math.min(head, before - 1))
        throw this.#damaged(`event ${after + rows.length + 1} of the thread ${thread} is gone`);
      return events;
    });
  }

  eventsOf(thread: string, types: readonly string[], { after, until }: EventSpan): readonly StoredEvent[] {
    return this.#read(() => {
      const rows = this.#sql.eventsOf.all([thread, after, until, toJson(types)]) as StoredRow[];
      return rows.map((row) => this.#eventIn(thread, row));
    });
  }

  lastEventsOf(thread: string, types: readonly string[], most: number, before = Number.MAX_SAFE_INTEGER): readonly StoredEvent[] {
    return this.#read(() => {
      const rows = this.#sql.lastEventsOf.all([thread, before, toJson(types), most]) as StoredRow[];
      return rows.reverse().map((row) => this.#eventIn(thread, row));
    });
  }

  #eventIn(thread: string, { seq, at, type, data }: StoredRow): StoredEvent {
    return { seq, at, type, data: this.#parse(data, `event ${seq} of the thread ${thread}`) };
  }

  snapshot(thread: string): { readonly seq: number; readonly state: unknown } | undefined {
    this.#use();
    try {
      const row = this.#sql.snapshot.get([thread]) as { seq: number; state: string } | undefined;
      const state = row && unsealed(row.state);
      return row && state ? { seq: row.seq, state: JSON.parse(state) } : undefined;
    } catch (thrown) {
      const error = storeErrorFrom(thrown, this.#file);
      if (error.code === 'damaged') return undefined;
      throw new StoreFailure(error, thrown);
    }
  }

  saveSnapshot(thread: string, seq: number, state: unknown): number {
    const json = toJson(state);
    this.#read(() => this.#sql.putSnapshot.run([thread, seq, sealed(json)]));
    return json.length;
  }

  threads(): readonly ThreadRow[] {
    return this.#read(() =>
      (this.#sql.threads.all([]) as ThreadRow[]).map(({ thread, head, createdAt, updatedAt }) => ({
        thread,
        head,
        createdAt,
        updatedAt,
      })),
    );
  }

  listings(): readonly StoredListing[] {
    return this.#read(() =>
      (this.#sql.listings.all([]) as (StoredListing & { listing: string | null })[]).map(
        ({ thread, head, updatedAt, listing }) => ({ thread, head, updatedAt, listing: read(listing) }),
      ),
    );
  }

  saveListing(thread: string, head: number, listing: unknown): void {
    this.#read(() => this.#sql.putListing.run([sealed(toJson(listing)), thread, head]));
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    if (this.#mode === 'write') foldLog(this.#db, this.#file);
    this.#db.close();
  }

  #read<T>(work: () => T): T {
    this.#use();
    try {
      return work();
    } catch (thrown) {
      throw thrown instanceof StoreFailure ? thrown : new StoreFailure(storeErrorFrom(thrown, this.#file), thrown);
    }
  }

  // libsql's statements go on working after close(), so a use after dispose would pass unseen.
  #use(): void {
    if (this.#disposed) throw new Error('the event store was used after dispose()');
  }

  #parse(json: string, what: string): unknown {
    try {
      return JSON.parse(json);
    } catch (cause) {
      throw this.#damaged(`${what} does not read`, cause);
    }
  }

  #damaged(detail: string, cause?: unknown): StoreFailure {
    return new StoreFailure({ code: 'damaged', message: damagedMessage(this.#file, detail) }, cause);
  }
}

/** Undefined where nothing was kept, or something else than what was. */
function read(kept: string | null): unknown | undefined {
  const json = kept === null ? undefined : unsealed(kept);
  return json === undefined ? undefined : JSON.parse(json);
}

function toJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

// libsql reads a text only up to its first NUL, so a name with one would come back as another. (JSON escapes NUL.)
function refuseNul(names: readonly string[]): void {
  const bad = names.find((name) => name.includes('\0'));
  if (bad !== undefined) throw new TypeError(`a stored name must not hold a NUL: ${JSON.stringify(bad)}`);
}
