import { useRef, useState } from 'react';
import { forget, recall, remember } from '../../stores/remembered';

/** A queued message being reworded: as it was, and as it stands in its field. */
export interface Rewording {
  readonly was: string;
  readonly words: string;
}

/** By the message's id. */
type Rewordings = Readonly<Record<string, Rewording>>;

/** Queued messages that are being reworded. They outlive going elsewhere and a reload, as all unsent text does. */
export function useRewording(thread: string) {
  const key = `reword.${thread}`;
  const [open, setOpen] = useState<Rewordings>(() => rewordingsOf(recall(key)));
  // Two changes may come before the next render: each builds on the one before.
  const latest = useRef(open);
  const set = (next: Rewordings) => {
    latest.current = next;
    setOpen(next);
    if (Object.keys(next).length === 0) forget(key);
    else remember(key, next);
  };
  const close = (id: string) => {
    const { [id]: _closed, ...others } = latest.current;
    set(others);
  };
  return {
    open,
    begin: (id: string, was: string) => set({ ...latest.current, [id]: { was, words: was } }),
    write: (id: string, words: string) => {
      const before = latest.current[id];
      if (before) set({ ...latest.current, [id]: { ...before, words } });
    },
    close,
    /** Closes those whose message is queued no more, and gives back what of their words is new. */
    takeGone: (queued: ReadonlySet<string>): readonly string[] => {
      const gone = Object.entries(latest.current).filter(([id]) => !queued.has(id));
      for (const [id] of gone) close(id);
      return gone.flatMap(([, { was, words }]) => (words.trim() === '' || words === was ? [] : [words]));
    },
  };
}

/** What is remembered, where it reads as it was written. */
export function rewordingsOf(kept: unknown): Rewordings {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, Rewording] => isRewording(entry[1])));
}

function isRewording(value: unknown): value is Rewording {
  if (typeof value !== 'object' || value === null || !('was' in value) || !('words' in value)) return false;
  return typeof value.was === 'string' && typeof value.words === 'string';
}
