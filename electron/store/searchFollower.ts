import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Indexing, SearchFound } from '../../shared/views/search/found';
import { passagesOf, SEARCHED_TYPES } from '../../shared/views/search/passages';
import type { EventStore, StoredEvent } from './eventStore';
import { openSearchIndex, type ReadEvents, removeSearchIndex, type SearchIndex } from './searchIndex';
import { damagedMessage, type StoreError, StoreFailure } from './storeError';

/** The index's name in a data folder. Whoever removes it loses nothing but the time to make it again. */
export const SEARCH_FILE = 'search.db';

/** Events looked at in one piece. They and their words take some milliseconds, for which main waits. */
const PIECE_EVENTS = 200;

/** The pause after a piece, by its own length: old threads are read in beside the work, and not before it. */
const REST = 1;

/** What is said is found a moment later: the steps of a turn come close together. */
const SOON_MS = 200;

/** The first piece waits until the window stands, and one that found the file held until that may be over. */
const START_MS = 2_000;

/** A log that was put back from a copy, or is another one, is shorter than what was read of it. */
const OTHER_LOG = 'it was made from another log';

export interface SearchFollowerParts {
  readonly file: string;
  readonly store: Pick<EventStore, 'threads' | 'eventsOf'>;
  /** Tells of every event that is on disk. */
  readonly onEvent: (
    listener: (news: { readonly thread: string; readonly event: { readonly seq: number } }) => void,
  ) => Disposable;
}

interface Behind {
  read: number;
  head: number;
}

/**
 * Keeps the search index up with the log, in small pieces: after each event, and from its watermarks on where the log was written
 * without it. A fault of its disk stops it, and is what a search is answered with; the log and everything else go on.
 */
export class SearchFollower implements Disposable {
  readonly #parts: SearchFollowerParts;
  readonly #listening: Disposable;
  #index: SearchIndex | undefined;
  /** Threads that are behind; undefined before they were looked for. Events of others come with their news. */
  #behind: Map<string, Behind> | undefined;
  /** Events that ever were behind, of which progress is told. */
  #total = 0;
  #fault: StoreError | undefined;
  #remade = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: SearchFollowerParts) {
    this.#parts = parts;
    this.#listening = parts.onEvent(({ thread, event }) => this.#hear(thread, event.seq));
    this.#schedule(START_MS);
  }

  /** What holds the words; nothing where none are named. */
  find(text: string): Result<SearchFound, StoreError> {
    return this.#guarded(() => {
      this.#behind ??= this.#look();
      return { ...this.#opened().find(text), indexing: this.#indexing() };
    });
  }

  /** Reads in everything that is behind, at once: for a process that ends afterwards. */
  catchUp(): Result<void, StoreError> {
    return this.#guarded(() => {
      while (this.#piece());
    });
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#timer);
    this.#index?.dispose();
    this.#index = undefined;
    await this.#listening.dispose();
  }

  #hear(thread: string, head: number): void {
    // Before the first look, that look will find it.
    if (!this.#behind) return;
    const known = this.#behind.get(thread);
    this.#total += head - (known?.head ?? head - 1);
    this.#behind.set(thread, { read: known?.read ?? head - 1, head });
    this.#schedule(SOON_MS);
  }

  #schedule(ms: number): void {
    if (this.#timer !== undefined || this.#fault) return;
    this.#timer = setTimeout(() => this.#work(), ms);
    // Nothing is lost by ending: the next start reads on from the watermarks.
    this.#timer.unref();
  }

  #work(): void {
    this.#timer = undefined;
    const began = performance.now();
    const more = this.#guarded(() => this.#piece());
    if (more.ok && more.value) this.#schedule((performance.now() - began) * REST);
  }

  /** Reads in one piece; whether there is more. */
  #piece(): boolean {
    this.#behind ??= this.#look();
    const [next] = this.#behind;
    if (!next) return false;
    const [thread, { read, head }] = next;
    const until = Math.min(head, read + PIECE_EVENTS);
    const mark = this.#opened().add(this.#readEvents(thread, read, until));
    if (mark >= head) this.#behind.delete(thread);
    else this.#behind.set(thread, { read: mark, head });
    return this.#behind.size > 0;
  }

  #readEvents(thread: string, after: number, seq: number): ReadEvents {
    const events = this.#parts.store.eventsOf(thread, SEARCHED_TYPES, { after, until: seq });
    const passages = events.flatMap((event) => textsOf(event).map((text) => ({ ...text, seq: event.seq, at: event.at })));
    return { thread, after, seq, passages };
  }

  /** The longest untouched first: so those that were changed last are the newest in the index, as if it had always been there. */
  #look(): Map<string, Behind> {
    // The marks first: what another process appends and reads in meanwhile is then no mark beyond the log.
    const marks = new Map(this.#opened().marks());
    const behind = new Map<string, Behind>();
    for (const { thread, head } of this.#parts.store.threads().toReversed()) {
      const read = marks.get(thread) ?? 0;
      if (read < head) behind.set(thread, { read, head });
      if (read <= head) marks.delete(thread);
    }
    if (marks.size > 0) throw new StoreFailure({ code: 'damaged', message: damagedMessage(this.#parts.file, OTHER_LOG) });
    this.#total = remaining(behind);
    return behind;
  }

  /** Null also where only the last moment is missing. */
  #indexing(): Indexing {
    const left = remaining(this.#behind ?? new Map());
    return left > PIECE_EVENTS ? { read: this.#total - left, of: this.#total } : null;
  }

  #opened(): SearchIndex {
    if (this.#index) return this.#index;
    const opened = openSearchIndex(this.#parts.file, 'write');
    if (!opened.ok) throw new StoreFailure(opened.error);
    this.#index = opened.value;
    return opened.value;
  }

  #guarded<T>(work: () => T): Result<T, StoreError> {
    if (this.#fault) return err(this.#fault);
    try {
      return ok(work());
    } catch (thrown) {
      if (!(thrown instanceof StoreFailure)) throw thrown;
      return this.#failed(thrown.error, work);
    }
  }

  /** A damaged index is made anew once; one that another process holds is asked again; else the fault is told until the next start. */
  #failed<T>(error: StoreError, work: () => T): Result<T, StoreError> {
    this.#index?.dispose();
    this.#index = undefined;
    this.#behind = undefined;
    if (error.code === 'locked') {
      this.#schedule(START_MS);
      return err(error);
    }
    const removed = this.#isOwnDamage(error) ? removeSearchIndex(this.#parts.file) : err(error);
    if (!removed.ok) {
      this.#fault = removed.error;
      return removed;
    }
    this.#remade = true;
    this.#schedule(0);
    return this.#guarded(work);
  }

  #isOwnDamage({ code, message }: StoreError): boolean {
    return code === 'damaged' && !this.#remade && message.startsWith(this.#parts.file);
  }
}

function remaining(behind: ReadonlyMap<string, Behind>): number {
  return [...behind.values()].reduce((sum, { read, head }) => sum + head - read, 0);
}

/** What does not read is told where its thread is opened; it must not keep the others from being found. */
function textsOf(event: StoredEvent): ReturnType<typeof passagesOf> {
  try {
    return passagesOf(event);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return [];
  }
}
