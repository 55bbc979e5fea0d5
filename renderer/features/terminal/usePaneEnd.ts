import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Nearer to the end than this counts as being there: two head lines. */
const NEAR_PX = 52;

/** Keeps the list at its end while commands come and their output grows, unless the reader scrolled away. */
export function usePaneEnd(list: RefObject<HTMLElement | null>, commands: number): void {
  const stuck = useRef(true);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const onScroll = () => {
      stuck.current = element.scrollHeight - element.clientHeight - element.scrollTop < NEAR_PX;
    };
    const stick = () => {
      if (stuck.current) element.scrollTop = element.scrollHeight;
    };
    const sizes = new ResizeObserver(stick);
    const watch = () => {
      sizes.disconnect();
      sizes.observe(element);
      for (const child of element.children) sizes.observe(child);
      stick();
    };
    const children = new MutationObserver(watch);
    children.observe(element, { childList: true });
    element.addEventListener('scroll', onScroll, { passive: true });
    watch();
    return () => {
      sizes.disconnect();
      children.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [list]);

  useLayoutEffect(() => {
    if (commands > 0 && stuck.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [list, commands]);
}
