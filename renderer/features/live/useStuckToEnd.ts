import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Closer to the end than this counts as being there: a row's height, so that a row half seen does not let go. */
const NEAR_PX = 26;

/**
 * Keeps a scrolled element at its end while its content grows, unless the reader scrolled away from it; `away` then says so.
 * `content` is whatever changes when the content does; without `begins` it is left where it is at first.
 */
export function useStuckToEnd(element: RefObject<HTMLElement | null>, content: unknown, begins = true) {
  const stuck = useRef(begins);
  const [away, setAway] = useState(false);

  const toEnd = useCallback(() => {
    const scrolled = element.current;
    if (!scrolled) return;
    stuck.current = true;
    setAway(false);
    scrolled.scrollTop = scrolled.scrollHeight;
  }, [element]);

  const onScroll = useCallback(() => {
    const scrolled = element.current;
    if (!scrolled) return;
    stuck.current = scrolled.scrollHeight - scrolled.clientHeight - scrolled.scrollTop < NEAR_PX;
    setAway(!stuck.current);
  }, [element]);

  const isThere = useCallback(() => stuck.current, []);

  /** The content has grown. */
  const follow = useCallback(() => {
    if (stuck.current && element.current) element.current.scrollTop = element.current.scrollHeight;
  }, [element]);

  /** Something else is to be read, wherever it is; where all is in sight the end is, too. */
  const leave = useCallback(() => {
    const scrolled = element.current;
    stuck.current = false;
    setAway(scrolled !== null && scrolled.scrollHeight - scrolled.clientHeight >= NEAR_PX);
  }, [element]);

  useLayoutEffect(() => {
    void content;
    follow();
  }, [content, follow]);

  useLayoutEffect(() => {
    const scrolled = element.current;
    if (!scrolled) return;
    const observer = new ResizeObserver(() => {
      if (stuck.current) scrolled.scrollTop = scrolled.scrollHeight;
    });
    observer.observe(scrolled);
    return () => observer.disconnect();
  }, [element]);

  return { away, toEnd, onScroll, follow, leave, isThere };
}
