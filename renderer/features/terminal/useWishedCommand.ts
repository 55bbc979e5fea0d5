import { type RefObject, useEffect } from 'react';
import type { CommandRow } from '../../../shared/views/commandRows';
import { endMoment, useMoment } from '../../stores/moment';

/** Opens the command whose output was wished for elsewhere, brings it into sight and puts the focus on it. */
export function useWishedCommand(parts: {
  readonly thread: string;
  readonly rows: readonly CommandRow[];
  /** How many of the last rows are drawn. */
  readonly limit: number;
  readonly list: RefObject<HTMLElement | null>;
  readonly setLimit: (limit: number) => void;
  readonly open: (id: string) => void;
}): void {
  const { thread, rows, limit, list, setLimit, open } = parts;
  const wish = useMoment(thread, 'output');
  useEffect(() => {
    if (!wish) return;
    const at = rows.findIndex(({ id }) => id === wish.command);
    // The events before the last ones may still be on their way.
    if (at < 0) return;
    if (rows.length - at > limit) return setLimit(rows.length - at);
    open(wish.command);
    endMoment(wish);
    // The list may be behind another tab, which is left in the same drawing.
    requestAnimationFrame(() => {
      const row = list.current?.querySelector(`[data-command="${CSS.escape(wish.command)}"]`);
      row?.scrollIntoView({ block: 'start' });
      row?.querySelector<HTMLElement>('[data-row]')?.focus({ preventScroll: true });
    });
  }, [wish, rows, limit, list, setLimit, open]);
}
