import { join } from 'node:path';
import { type EventStore, openEventStore } from '../../electron/store/eventStore';
import type { FlowPlace, Line } from './support';

/** A thread's events as they are on disk, in the shape of `--json`'s lines. */
export function loggedLines(place: FlowPlace, thread: string): readonly Line[] {
  return withLog(place, (store) =>
    store.events(thread, 0).map(({ seq, at, type, data }) => ({ seq, at, thread, type, ...(data as object) })),
  );
}

/** The threads of a data folder; none where nothing was ever stored. */
export function threadsOf(place: FlowPlace): readonly string[] {
  return withLog(place, (store) => store.threads().map((row) => row.thread));
}

function withLog<T>(place: FlowPlace, look: (store: EventStore) => readonly T[]): readonly T[] {
  const store = openEventStore(join(place.data, 'goalpost.db'), { mode: 'read' });
  if (!store.ok && store.error.code === 'missing') return [];
  if (!store.ok) throw new Error(store.error.message);
  try {
    return look(store.value);
  } finally {
    store.value.dispose();
  }
}
