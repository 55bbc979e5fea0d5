import type { OpenThread, ThreadFold } from './threadFold';

/** How far back somebody looks: to the first event, or no further than what waits in the thread was said. */
export type Reach = 'whole' | 'recent';

/** Every thread somebody looks at, followed once however many look. */
export interface ThreadShelf {
  get(thread: string): OpenThread;
  /** Follows the thread while at least one listener is there, and a little longer: going back to it costs nothing. */
  look(thread: string, listener: () => void, reach?: Reach): () => void;
  reload(thread: string): void;
}

interface Kept {
  readonly fold: ThreadFold;
  lookers: number;
  leaving: ReturnType<typeof setTimeout> | undefined;
}

/** Longer than a change of tab takes, short enough that threads merely passed by are not kept folded. */
const LINGER_MS = 10_000;

const LOADING: OpenThread = { status: 'loading' };

export function createThreadShelf(follow: (thread: string) => ThreadFold, lingerMs = LINGER_MS): ThreadShelf {
  const kept = new Map<string, Kept>();

  const take = (thread: string): Kept => {
    const known = kept.get(thread);
    if (known) return known;
    const entry: Kept = { fold: follow(thread), lookers: 0, leaving: undefined };
    kept.set(thread, entry);
    return entry;
  };

  const leave = (thread: string, entry: Kept) => {
    entry.lookers -= 1;
    if (entry.lookers > 0) return;
    entry.leaving = setTimeout(() => {
      kept.delete(thread);
      entry.fold.dispose();
    }, lingerMs);
  };

  return {
    get: (thread) => kept.get(thread)?.fold.get() ?? LOADING,
    look: (thread, listener, reach = 'whole') => {
      const entry = take(thread);
      clearTimeout(entry.leaving);
      entry.lookers += 1;
      if (reach === 'whole') entry.fold.readWhole();
      const stop = entry.fold.subscribe(listener);
      return () => {
        stop();
        leave(thread, entry);
      };
    },
    reload: (thread) => kept.get(thread)?.fold.reload(),
  };
}
