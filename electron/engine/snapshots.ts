import type { ThreadId } from '../../shared/kernel/ids';
import type { ThreadState } from '../../shared/thread/state';
import type { EventStore } from '../store/eventStore';

/** At least so many events lie between two snapshots, so that writing them stays rare. */
const SNAPSHOT_EVERY = 200;

/**
 * And so many for each character of the last snapshot: an event is some 400 characters, so that snapshots, which hold the whole
 * state, come to at most a quarter of what the log itself takes, however long the thread is.
 */
const EVENTS_PER_CHARACTER = 1 / 100;

/** A thread's state at `head`, and the heads of its last snapshot and from which the next one pays. */
export interface Snapshotted {
  readonly state: ThreadState | undefined;
  readonly head: number;
  snapshotAt: number;
  snapshotDue: number;
}

/** The head from which a snapshot pays where nothing is known of the size of the one at `snapshotAt`. */
export function nextSnapshot(snapshotAt: number): number {
  return snapshotAt + SNAPSHOT_EVERY;
}

/** A snapshot only saves folding: one that the disk refuses is tried again later, and the order that was stored stands. */
export function takeSnapshot(store: EventStore, thread: ThreadId, open: Snapshotted): void {
  if (!open.state || open.head === open.snapshotAt) return;
  open.snapshotAt = open.head;
  open.snapshotDue = nextSnapshot(open.head);
  try {
    const size = store.saveSnapshot(thread, open.head, open.state);
    open.snapshotDue = open.head + Math.max(SNAPSHOT_EVERY, Math.ceil(size * EVENTS_PER_CHARACTER));
  } catch (thrown) {
    if (!isStoreFailure(thrown)) throw thrown;
  }
}

// By its name: the class is another room's, and values of other rooms are not imported here.
export function isStoreFailure(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'StoreFailure';
}
