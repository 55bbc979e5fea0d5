import type { RecordedEvent } from '../../shared/thread/events';
import { evolve } from '../../shared/thread/evolve';
import type { ThreadState } from '../../shared/thread/state';
import { holdsStanding } from '../../shared/views/inboxStanding';
import type { Wire } from '../bridge/bridge';
import { readOlder } from './olderEvents';

export type OpenThread =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  /** `events` begin with the last ones and grow at their front until they are whole, see `isWhole`. */
  | { readonly status: 'open'; readonly state: ThreadState; readonly events: readonly RecordedEvent[]; readonly seq: number };

/** Whether these are all events of a thread up to its last: what counts or sums must wait for that. */
export function isWhole(events: readonly RecordedEvent[]): boolean {
  return events[0] === undefined || events[0].seq === 1;
}

/** One thread kept in step: opened by snapshot, folded by events, repaired where an event is missing. */
export interface ThreadFold {
  get(): OpenThread;
  /** Hears of changes, at most once a frame. */
  subscribe(listener: () => void): () => void;
  /** Reads the thread back to its first event. Until somebody wants that, it is read back only as far as a list of what waits tells of it. */
  readWhole(): void;
  /** Opens anew after a failure. */
  reload(): void;
  dispose(): void;
}

/** More unfolded events than this are not kept: the repair fetches them from the log anyway. */
const EARLY_LIMIT = 10_000;

/**
 * Follows a thread from now on. Events are listened to before the snapshot is asked for, so none falls between the two; one
 * that came already is dropped by its number, one that came too early waits until the gap before it is filled.
 */
export function followThread(thread: string, wire: Wire, onNextFrame: (publish: () => void) => void): ThreadFold {
  const listeners = new Set<() => void>();
  const early = new Map<number, RecordedEvent>();
  let current: OpenThread = { status: 'loading' };
  let whole = false;
  /** Who reads back now; another one takes over where the thread was opened anew. */
  let reader: symbol | undefined;
  let asking = false;
  let disposed = false;

  const publish = () => {
    for (const listener of [...listeners]) listener();
  };
  const set = (next: OpenThread) => {
    current = next;
    if (!disposed) onNextFrame(publish);
  };

  /** Folds what follows without a gap; answers whether something still waits behind one. */
  const foldEarly = (): boolean => {
    if (current.status !== 'open') return false;
    let { state, seq } = current;
    const fresh: RecordedEvent[] = [];
    for (let event = early.get(seq + 1); event; event = early.get(seq + 1)) {
      state = evolve(state, event, event.at);
      seq = event.seq;
      fresh.push(event);
    }
    for (const waiting of [...early.keys()]) if (waiting <= seq) early.delete(waiting);
    if (fresh.length > 0) set({ status: 'open', state, events: [...current.events, ...fresh], seq });
    return early.size > 0;
  };

  const open = async () => {
    asking = true;
    const answer = await wire.call('thread/open', { thread });
    asking = false;
    if (disposed) return;
    if (!answer.ok) return set({ status: 'failed', message: answer.error.message });
    // At once, and not with the next frame: this is what somebody who opens a thread waits for.
    current = { status: 'open', ...answer.value };
    publish();
    reader = undefined;
    void readBack();
    if (foldEarly()) await fill();
  };

  const wantsOlder = () =>
    current.status === 'open' && !isWhole(current.events) && (whole || !holdsStanding(current.state, current.events));

  /** Reads what came before the first screen, behind it, as long as it is wanted; opened anew meanwhile, it stops. */
  const readBack = async (): Promise<void> => {
    if (reader !== undefined || current.status !== 'open' || !wantsOlder()) return;
    const own = Symbol('reader');
    const stands = () => !disposed && reader === own;
    reader = own;
    const fault = await readOlder(thread, wire, current.events, (older) => {
      if (!stands() || current.status !== 'open') return false;
      set({ ...current, events: [...older, ...current.events] });
      return wantsOlder();
    });
    if (!stands()) return;
    reader = undefined;
    if (fault === undefined) return readBack();
    set({ status: 'failed', message: fault });
  };

  /** Asks for what is missing; a log that cannot be read on from here is opened anew. */
  const fill = async (): Promise<void> => {
    if (asking || current.status !== 'open') return;
    asking = true;
    const before = current.seq;
    const answer = await wire.call('thread/events', { thread, after: before });
    asking = false;
    if (disposed) return;
    if (!answer.ok) return open();
    for (const event of answer.value) early.set(event.seq, event);
    if (!foldEarly()) return;
    if (current.seq > before) return fill();
    return open();
  };

  const stop = wire.onPush((push) => {
    if (push.type !== 'event' || push.thread !== thread) return;
    if (current.status === 'open' && push.event.seq <= current.seq) return;
    if (early.size < EARLY_LIMIT) early.set(push.event.seq, push.event);
    if (foldEarly()) void fill();
  });
  void open();

  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readWhole: () => {
      whole = true;
      void readBack();
    },
    reload: () => {
      if (asking || disposed) return;
      set({ status: 'loading' });
      void open();
    },
    dispose: () => {
      disposed = true;
      stop();
      listeners.clear();
    },
  };
}
