import type { Drive } from '../../shared/continuation/owed';
import type { ThreadId } from '../../shared/kernel/ids';
import type { ThreadState } from '../../shared/thread/state';
import type { EventStore } from '../store/eventStore';
import { loadThread } from './load';
import { nextSnapshot, type Snapshotted, takeSnapshot } from './snapshots';

/** A thread as the engine has it in memory: at the log's end, and what is carried out of it here. */
export interface OpenThread extends Snapshotted {
  state: ThreadState | undefined;
  head: number;
  /** Which owed work is carried out here; undefined: none, the thread is only looked at. */
  drive: Drive | undefined;
  /** The words of a stop that could not be stored; while they stand, nothing of the thread is begun. */
  unstored: string | undefined;
  /** Keys of work whose starting order was given before its worker began. */
  readonly begun: Set<string>;
}

/** The threads that are in memory. One is read with its first order, or when it is to be driven, and stays; whoever only looks reads it. */
export class OpenThreads {
  readonly #store: EventStore;
  readonly #open = new Map<ThreadId, OpenThread>();
  /** How threads that are not open yet are to be driven. */
  readonly #resting = new Map<ThreadId, Drive>();

  constructor(store: EventStore) {
    this.#store = store;
  }

  has(thread: ThreadId): boolean {
    return this.#open.has(thread);
  }

  open(thread: ThreadId): OpenThread {
    const known = this.#open.get(thread);
    if (known) return known;
    const loaded = loadThread(this.#store, thread);
    const open: OpenThread = {
      ...loaded,
      snapshotAt: loaded.snapshotSeq,
      snapshotDue: nextSnapshot(loaded.snapshotSeq),
      drive: this.#resting.get(thread),
      unstored: undefined,
      begun: new Set(),
    };
    this.#open.set(thread, open);
    this.#resting.delete(thread);
    return open;
  }

  /** The state without keeping it: from the log where the thread is not open. */
  read(thread: ThreadId): ThreadState | undefined {
    const known = this.#open.get(thread);
    return known ? known.state : loadThread(this.#store, thread).state;
  }

  /** How a thread is to be driven that is not open yet. */
  rest(thread: ThreadId, how: Drive): void {
    this.#resting.set(thread, how);
  }

  /** Of each thread as it stands, so that the next start need not fold it. */
  takeSnapshots(): void {
    for (const [thread, open] of this.#open) takeSnapshot(this.#store, thread, open);
  }
}
