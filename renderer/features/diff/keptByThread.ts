import { useCallback, useSyncExternalStore } from 'react';
import { forget, recall, remember } from '../../stores/remembered';

/** Something that the window keeps for each thread, between its starts too. */
export interface KeptByThread<T> {
  use(thread: string): T;
  change(thread: string, change: (value: T) => T): void;
}

/** `read` takes what was remembered, which may be of another version; `write` answers what is to be remembered, undefined for nothing. */
export function keptByThread<T>(name: string, read: (kept: unknown) => T, write: (value: T) => unknown): KeptByThread<T> {
  const values = new Map<string, T>();
  const listeners = new Set<() => void>();
  const get = (thread: string): T => {
    const known = values.get(thread);
    if (known !== undefined) return known;
    const first = read(recall(`${name}.${thread}`));
    values.set(thread, first);
    return first;
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    use: (thread) =>
      useSyncExternalStore(
        subscribe,
        useCallback(() => get(thread), [thread]),
      ),
    change: (thread, change) => {
      const next = change(get(thread));
      values.set(thread, next);
      // What is shown does not wait for a disk that may be full.
      for (const listener of [...listeners]) listener();
      const kept = write(next);
      if (kept === undefined) forget(`${name}.${thread}`);
      else remember(`${name}.${thread}`, kept);
    },
  };
}
