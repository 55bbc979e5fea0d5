import { useCallback, useEffect, useRef, useState } from 'react';
import type { Params } from '../../../shared/ipc/methods';
import { OUTPUT_START, type OutputMatch, type OutputPlace } from '../../../shared/terminal/outputRows';
import { call } from '../../bridge/bridge';

export type Wanted = Params<'output/search'>['wanted'];

/** Matches kept at once: more than anybody goes through; those behind them are looked for when the last of these was passed. */
const MOST_MATCHES = 20_000;

export interface Found {
  readonly matches: readonly OutputMatch[];
  /** Of `matches`, the one stood at; −1 for none yet. */
  readonly at: number;
  readonly busy: boolean;
  /** Where looking goes on; null when all of the output was looked through. */
  readonly next: OutputPlace | null;
  readonly fault: string | undefined;
}

const NOTHING: Found = { matches: [], at: -1, busy: false, next: null, fault: undefined };

/** Looks through a stored output piece by piece; another wish, or its end, stops at the next piece. */
export function useFind(sha256: string) {
  const [found, setFound] = useState(NOTHING);
  const run = useRef(0);
  const wanted = useRef<Wanted>(undefined);

  const look = useCallback(
    async (from: OutputPlace, after: number) => {
      const mine = ++run.current;
      const wish = wanted.current;
      if (!wish) return setFound(NOTHING);
      let matches: readonly OutputMatch[] = [];
      setFound({ ...NOTHING, busy: true, next: from });
      for (let place: OutputPlace | null = from; place !== null && matches.length < MOST_MATCHES; ) {
        const answer: Awaited<ReturnType<typeof call<'output/search'>>> = await call('output/search', {
          sha256,
          wanted: wish,
          from: place,
        });
        if (mine !== run.current) return;
        if (!answer.ok) return setFound({ ...NOTHING, fault: answer.error.message });
        place = answer.value.next;
        matches = [...matches, ...answer.value.matches];
        setFound((known) => ({ ...known, matches, next: place, at: firstAt(known.at, matches, after, place === null) }));
      }
      setFound((known) => ({ ...known, busy: false }));
    },
    [sha256],
  );

  useEffect(() => {
    return () => {
      run.current += 1;
    };
  }, []);

  return {
    found,
    /** Looks from the beginning; the first match from row `after` on is where one stands then. */
    want(wish: Wanted | undefined, after: number) {
      wanted.current = wish;
      void look(OUTPUT_START, after);
    },
    step(by: 1 | -1) {
      const { matches, at, next, busy } = found;
      const to = at + by;
      if (matches[to]) setFound({ ...found, at: to });
      else if (by > 0 && next !== null && !busy) void look(next, 0);
      else if (matches.length > 0 && next === null) setFound({ ...found, at: by > 0 ? 0 : matches.length - 1 });
    },
  };
}

/** Stays where it is; else the first match from a row on, or the first of all when there is none behind it. */
function firstAt(at: number, matches: readonly OutputMatch[], after: number, all: boolean): number {
  if (at >= 0) return at;
  const index = matches.findIndex(({ row }) => row >= after);
  return index < 0 && all && matches.length > 0 ? 0 : index;
}
