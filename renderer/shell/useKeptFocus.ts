import { type FocusEvent, useEffect, useRef } from 'react';

/**
 * The focus of a list whose focused row goes: it moves to the row that stands there then, so that the next key finds one. `threads` are
 * the rows from top to bottom.
 */
export function useKeptFocus(threads: readonly string[], focus: (thread: string) => void) {
  const last = useRef<{ readonly thread: string; readonly at: number }>(undefined);
  const act = useRef(focus);
  act.current = focus;
  useEffect(() => {
    const left = last.current;
    if (!left || threads.includes(left.thread)) return;
    last.current = undefined;
    const next = threads[Math.min(left.at, threads.length - 1)];
    // Whoever has gone on to something else, such as a dialog, stays there.
    if (next !== undefined && document.activeElement === document.body) act.current(next);
  }, [threads]);
  return {
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const thread = event.target.closest<HTMLElement>('[data-thread]')?.dataset.thread;
      if (thread !== undefined) last.current = { thread, at: threads.indexOf(thread) };
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (event.relatedTarget !== null) last.current = undefined;
    },
  };
}
