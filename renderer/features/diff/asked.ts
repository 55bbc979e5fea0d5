import { useEffect, useRef, useState } from 'react';

/** An answer on its way, there, or refused. */
export type Asked<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly code: string; readonly message: string }
  | { readonly status: 'there'; readonly value: T };

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

export interface Asking<T> {
  /** What is asked: about the same, the same `key` has the same answer. */
  readonly key: string;
  /** What it is asked about: while that stays, the last answer stands until the next is there. */
  readonly about: string;
  ask(): Promise<Reply<T>>;
}

/** What was shown stays this long while something else is on its way (LOOK.md, Loading). */
const KEEP_MS = 150;

/**
 * Asks main, one question at a time: of those that come meanwhile only the last is asked. So somebody who runs through a list of
 * files with a key held down does not queue up a thousand readings. `again` asks anew.
 */
export function useAsked<T>(asking: Asking<T> | null): { readonly asked: Asked<T>; readonly again: () => void } {
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<Answer<T>>(NOTHING);
  const line = useRef<Line<T> | null>(null);
  line.current ??= newLine(setAnswer);
  const current = asking === null ? null : { ...asking, key: `${asking.about} ${asking.key} ${tries}` };
  // After every drawing: what is asked already is not asked again.
  useEffect(() => {
    if (current !== null) line.current?.want(current);
  });
  const late = useLate(current !== null && answer.about !== current.about ? current.about : null);
  const stands = current !== null && (answer.about === current.about || (!late && answer.about !== null));
  return { asked: stands ? answer.asked : LOADING, again: () => setTries(tries + 1) };
}

interface Answer<T> {
  readonly about: string | null;
  readonly asked: Asked<T>;
}

const LOADING = { status: 'loading' } as const;
const NOTHING = { about: null, asked: LOADING } as const;

interface Line<T> {
  want(asking: Asking<T>): void;
}

/** One question under way, and the last of those that came meanwhile behind it; what is asked already is not asked again. */
export function newLine<T>(set: (answer: Answer<T>) => void): Line<T> {
  let wanted: Asking<T> | undefined;
  let last: string | undefined;
  let busy = false;
  const work = async () => {
    busy = true;
    while (wanted) {
      const asking = wanted;
      const reply = await asking.ask();
      // A newer question makes this answer one that nobody waits for.
      if (wanted !== asking) continue;
      wanted = undefined;
      set({ about: asking.about, asked: askedOf(reply) });
    }
    busy = false;
  };
  return {
    want: (asking) => {
      if (asking.key === last) return;
      last = asking.key;
      wanted = asking;
      if (!busy) void work();
    },
  };
}

function askedOf<T>(reply: Reply<T>): Asked<T> {
  return reply.ok ? { status: 'there', value: reply.value } : { status: 'failed', ...reply.error };
}

/** Whether one and the same has been waited for longer than what was shown may stay. */
function useLate(waitsFor: string | null): boolean {
  const [late, setLate] = useState<string | null>(null);
  useEffect(() => {
    if (waitsFor === null) return undefined;
    const timer = setTimeout(() => setLate(waitsFor), KEEP_MS);
    return () => {
      clearTimeout(timer);
      setLate(null);
    };
  }, [waitsFor]);
  return waitsFor !== null && late === waitsFor;
}
