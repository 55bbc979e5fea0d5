import type { ThreadId } from '../../shared/kernel/ids';
import { parseEvent } from '../../shared/thread/events';
import { fold } from '../../shared/thread/evolve';
import { STATE_VERSION, type ThreadState } from '../../shared/thread/state';
import type { EventStore, StoredEvent } from '../store/eventStore';

export interface LoadedThread {
  readonly state: ThreadState | undefined;
  readonly head: number;
  readonly snapshotSeq: number;
}

/** A thread from the log: its latest snapshot that this version understands, and the events after it. */
export function loadThread(store: EventStore, thread: ThreadId): LoadedThread {
  const snapshot = store.snapshot(thread);
  const usable = snapshot && isState(snapshot.state) ? snapshot : undefined;
  const from = usable?.seq ?? 0;
  const events = store.events(thread, from).map(recorded);
  const state = fold(thread, usable?.state as ThreadState | undefined, events);
  return { state, head: from + events.length, snapshotSeq: from };
}

/** A snapshot is only a saving: one of another version is passed over, and the log is folded from its beginning. */
function isState(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === STATE_VERSION;
}

function recorded(stored: StoredEvent) {
  return { ...parseEvent(stored.type, stored.data), seq: stored.seq, at: stored.at };
}
