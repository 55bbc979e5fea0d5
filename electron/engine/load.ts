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
  const events = store.events(thread, from).map((stored) => recorded(thread, stored));
  const state = fold(thread, usable?.state as ThreadState | undefined, events);
  return { state, head: from + events.length, snapshotSeq: from };
}

/** A snapshot is only a saving: one of another version is passed over, and the log is folded from its beginning. */
function isState(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === STATE_VERSION;
}

/** A log that this version cannot read: written by a newer one, or damaged. It is told in a sentence and left as it is. */
export class UnreadableThread extends Error {
  constructor(thread: ThreadId, seq: number, cause: unknown) {
    const detail = (cause instanceof Error ? cause.message : String(cause)).replace(/\s*\n\s*/g, ' ').slice(0, DETAIL_CHARS);
    super(
      `The thread ${thread} does not read at event ${seq} (${detail}). Update Goalpost, or restore the data folder from a backup; nothing was changed.`,
      { cause },
    );
    this.name = 'UnreadableThread';
  }
}

/** A schema's complaint may be long; its beginning names the place. */
const DETAIL_CHARS = 300;

function recorded(thread: ThreadId, stored: StoredEvent) {
  try {
    return { ...parseEvent(stored.type, stored.data), seq: stored.seq, at: stored.at };
  } catch (thrown) {
    throw new UnreadableThread(thread, stored.seq, thrown);
  }
}
