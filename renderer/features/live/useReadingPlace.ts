import { useCallback, useEffect, useRef } from 'react';
import type { ConversationRow } from '../../../shared/views/conversation/row';
import { keepReadingPlace, readingPlace } from '../../stores/readingPlace';

/** Scrolling tells its place many times a second; what is kept is where it came to rest. */
const KEEP_AFTER_MS = 150;

/**
 * Goes back to where one read in the thread before the window's page was loaded anew, and keeps where one reads now. `first` answers the
 * index of the first row in sight, or undefined at the end.
 */
export function useReadingPlace(parts: {
  readonly thread: string;
  readonly rows: readonly ConversationRow[];
  readonly first: () => number | undefined;
  readonly scrollTo: (index: number) => void;
}): () => void {
  const { thread, rows, scrollTo } = parts;
  const wanted = useRef(readingPlace(thread));
  useEffect(() => {
    const place = wanted.current;
    if (!place) return;
    const at = rows.findIndex((row) => row.key === place.row);
    const head = at < 0 ? rows.findIndex((row) => row.kind === 'turn' && row.turn === place.turn) : at;
    // The events before the last ones may still be on their way.
    if (head < 0) return;
    wanted.current = undefined;
    scrollTo(head);
  }, [rows, scrollTo]);
  const latest = useRef(parts);
  latest.current = parts;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    if (wanted.current) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const now = latest.current;
      const index = now.first();
      const row = index === undefined ? undefined : now.rows[index];
      keepReadingPlace(now.thread, row && { row: row.key, turn: row.turn });
    }, KEEP_AFTER_MS);
  }, []);
}
