import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { AT_START, heightOf, ROW_PX, type Scroll, scrolledTo, scrollFor } from './rowScroll';

/** Rows drawn beyond the edges of what is seen, so that quick scrolling shows rows and not their absence. */
const OVERSCAN = 20;

/** Scrolls through any number of rows: which of them are to be drawn, and where. */
export function useRowScroll(view: RefObject<HTMLElement | null>, rows: number) {
  const [scroll, setScroll] = useState<Scroll>(AT_START);
  const [height, setHeight] = useState(0);
  const latest = useRef({ scroll, size: { rows, height } });
  latest.current = { scroll, size: { rows, height } };

  const apply = useCallback(
    (next: Scroll) => {
      const element = view.current;
      if (!element) return;
      element.scrollTop = next.pixels;
      // What the element made of it: its own word comes as an event that then changes nothing.
      const there = { top: next.top, pixels: element.scrollTop };
      latest.current = { ...latest.current, scroll: there };
      setScroll(there);
    },
    [view],
  );
  const settle = useCallback(() => {
    const { scroll: at, size } = latest.current;
    const there = scrollFor(at.top, size);
    if (there.pixels !== at.pixels) apply(there);
  }, [apply]);

  useLayoutEffect(() => {
    const element = view.current;
    if (!element) return;
    const sizes = new ResizeObserver(() => setHeight(element.clientHeight));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [view]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more rows, or another height, the same row stands elsewhere.
  useEffect(settle, [settle, rows, height]);

  const first = Math.max(0, Math.floor(scroll.top) - OVERSCAN);
  const last = Math.min(rows, Math.ceil(scroll.top + height / ROW_PX) + OVERSCAN);
  return {
    first,
    last,
    /** Where the first drawn row stands, and how high everything is. */
    offset: scroll.pixels - (scroll.top - first) * ROW_PX,
    height: heightOf(rows),
    top: scroll.top,
    onScroll() {
      const { scroll: from, size } = latest.current;
      const pixels = view.current?.scrollTop ?? 0;
      if (pixels !== from.pixels) setScroll(scrolledTo(from, pixels, size));
    },
    onScrollEnd: settle,
    scrollBy: (by: number) => apply(scrollFor(latest.current.scroll.top + by, latest.current.size)),
    /** Brings a row into view, a third from the top, where it is not there yet. */
    show: useCallback(
      (row: number) => {
        const { scroll: at, size } = latest.current;
        const seen = size.height / ROW_PX;
        if (row >= at.top && row + 1 <= at.top + seen) return;
        apply(scrollFor(row - seen / 3, size));
      },
      [apply],
    ),
  };
}
