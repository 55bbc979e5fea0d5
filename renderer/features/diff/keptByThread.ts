import { useCallback, useSyncExternalStore } from 'react';
import { forget, onRemembered, recall, remember } from '../../stores/remembered';

/** Something that the window keeps for each thread, between its starts too. */
export interface KeptByThread<T> {
  use(thread: string): T;
  change(thread: string, change: (value: T) => T): void;
}

export interface KeptForm<T> {
  /** Takes what was remembered, which may be of another version. */
  read(kept: unknown): T;
  /** Answers what is to be remembered, undefined for nothing. */
  write(value: T): unknown;
  /** What stands here once another window has remembered something; the other's where it is left out. */
  joined?(here: T, other: T): T;
}

export function keptByThread<T>(name: string, { read, write, joined = (_, other) => other }: KeptForm<T>): KeptByThread<T> {
  const values = new Map<string, T>();
  const listeners = new Set<() => void>();
  const get = (thread: string): T => {
    const known = values.get(thread);
    if (known !== undefined) return known;
    const first = read(recall(`${name}.${thread}`));
    values.set(thread, first);
    return first;
  };
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  // Windows share what they remember: without this, each would write over what the others have kept since it read it.
  onRemembered(name, (thread, kept) => {
    const here = values.get(thread);
    if (here === undefined) return;
    values.set(thread, joined(here, read(kept)));
    tell();
  });
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
      tell();
      const kept = write(next);
      if (kept === undefined) forget(`${name}.${thread}`);
      else remember(`${name}.${thread}`, kept);
    },
  };
}
