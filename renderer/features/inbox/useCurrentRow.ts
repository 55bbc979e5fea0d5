import { useEffect, useRef, useState } from 'react';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { takePart, useWishedPart } from '../../stores/partWish';

/**
 * The row that the keys mean: the one that had the focus last, or the one that stands in its place once it was answered. The
 * focus goes there too where it went down with the answered row.
 */
export function useCurrentRow(rows: readonly InboxRow[]) {
  const [chosen, choose] = useState<string>();
  const place = useRef(0);
  const at = rows.findIndex((row) => row.key === chosen);
  const current = rows[at < 0 ? Math.min(place.current, rows.length - 1) : at]?.key;
  const lost = chosen !== undefined && at < 0;

  useEffect(() => {
    if (at >= 0) place.current = at;
    if (lost && document.activeElement === document.body) document.querySelector<HTMLElement>('article[aria-current]')?.focus();
  }, [at, lost]);

  useWishedRow(rows, choose);
  return { current, choose };
}

/** The row that a notification led to gets the focus once it is read; one that is answered meanwhile is not looked for. */
function useWishedRow(rows: readonly InboxRow[], choose: (key: string) => void): void {
  const wished = useWishedPart();
  const stands = wished !== undefined && rows.some((row) => row.key === wished);
  useEffect(() => {
    if (!stands) return;
    choose(wished);
    takePart(wished);
    document.querySelector<HTMLElement>(`article[data-key="${CSS.escape(wished)}"]`)?.focus();
  }, [stands, wished, choose]);
}
