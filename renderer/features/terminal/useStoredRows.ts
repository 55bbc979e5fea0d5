import { useCallback, useEffect, useRef, useState } from 'react';
import type { Results } from '../../../shared/ipc/methods';
import type { OutputRow } from '../../../shared/terminal/outputRows';
import { call } from '../../bridge/bridge';

/** Rows asked for at once: some ten screens. */
const PAGE_ROWS = 200;

/** Pages kept: a long way back and forth without asking again, and some megabytes at most. */
const KEPT_PAGES = 60;

export interface StoredRows {
  /** What is known of the output; undefined until the first answer. */
  readonly found: Results['output/open'] | undefined;
  readonly fault: string | undefined;
  row(at: number): OutputRow | undefined;
  /** Sees to it that these rows come. */
  want(from: number, to: number): void;
  retry(): void;
}

/** The rows of a stored output, a page at a time, while main still counts them. */
export function useStoredRows(sha256: string): StoredRows {
  const [found, setFound] = useState<Results['output/open']>();
  const [fault, setFault] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const [, redraw] = useState(0);
  const pages = useRef(new Pages());

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew.
  useEffect(() => {
    let gone = false;
    pages.current = new Pages();
    setFound(undefined);
    setFault(undefined);
    const open = async () => {
      for (let whole = false; !whole && !gone; ) {
        const answer = await call('output/open', { sha256 });
        if (gone) return;
        if (!answer.ok) return setFault(answer.error.message);
        setFound(answer.value);
        whole = answer.value.whole;
      }
    };
    void open();
    return () => {
      gone = true;
    };
  }, [sha256, attempt]);

  const rows = found?.rows ?? 0;
  const want = useCallback(
    (from: number, to: number) => {
      const cache = pages.current;
      for (const page of cache.missing(from, to, rows)) {
        void call('output/rows', { sha256, from: page * PAGE_ROWS, count: PAGE_ROWS }).then((answer) => {
          if (cache !== pages.current) return;
          cache.take(page, answer.ok ? answer.value.rows : undefined);
          if (answer.ok) redraw((times) => times + 1);
          else setFault(answer.error.message);
        });
      }
    },
    [sha256, rows],
  );

  return {
    found,
    fault,
    row: (at) => pages.current.row(at),
    want,
    retry: () => setAttempt((times) => times + 1),
  };
}

class Pages {
  readonly #pages = new Map<number, readonly OutputRow[]>();
  readonly #asked = new Set<number>();

  row(at: number): OutputRow | undefined {
    return this.#pages.get(Math.floor(at / PAGE_ROWS))?.[at % PAGE_ROWS];
  }

  /** Pages of these rows that are neither here nor asked for, as asked for from now on. One that has grown since is missing again. */
  missing(from: number, to: number, rows: number): readonly number[] {
    const missing: number[] = [];
    for (let page = Math.floor(from / PAGE_ROWS); page * PAGE_ROWS < Math.min(to, rows); page += 1) {
      const whole = Math.min(PAGE_ROWS, rows - page * PAGE_ROWS);
      if (this.#asked.has(page) || (this.#pages.get(page)?.length ?? -1) >= whole) continue;
      this.#asked.add(page);
      missing.push(page);
    }
    return missing;
  }

  take(page: number, rows: readonly OutputRow[] | undefined): void {
    this.#asked.delete(page);
    if (rows === undefined) return;
    this.#pages.delete(page);
    this.#pages.set(page, rows);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > KEPT_PAGES && oldest !== undefined) this.#pages.delete(oldest);
  }
}
