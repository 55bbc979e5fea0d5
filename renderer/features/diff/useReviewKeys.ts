import { type RefObject, useEffect, useRef } from 'react';
import { takesText } from '../../ui/listKeys';

export interface ReviewActions {
  file(step: 1 | -1): void;
  hunk(step: 1 | -1): void;
  review(): void;
  comment(): void;
  fold(): void;
  revertHunk(): void;
}

/**
 * The keys of a review, wherever in the place the focus is; also where it is nowhere, since what had it may be gone with the file before. They come
 * before the editor's own, which writes nothing here. Space stays a button's own key.
 */
export function useReviewKeys(place: RefObject<HTMLElement | null>, actions: ReviewActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      const here = target === document.body || (target instanceof Node && place.current?.contains(target));
      if (!here || event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
      if (event.key === ' ' && !isReading(target)) return;
      const act = ACTS[event.key];
      if (!act) return;
      if (!event.repeat || STEPS.has(event.key)) act(latest.current);
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [place]);
}

const ACTS: Readonly<Record<string, (actions: ReviewActions) => void>> = {
  j: (actions) => actions.file(1),
  k: (actions) => actions.file(-1),
  n: (actions) => actions.hunk(1),
  p: (actions) => actions.hunk(-1),
  v: (actions) => actions.review(),
  ' ': (actions) => actions.review(),
  c: (actions) => actions.comment(),
  u: (actions) => actions.fold(),
  R: (actions) => actions.revertHunk(),
};

/** What a held key may do again and again; marking, say, would run through all files. */
const STEPS = new Set(['j', 'k', 'n', 'p']);

/** In a field of ours, or in the editor's own search field; the editor's input itself takes no text here. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[data-typing], .find-widget, [role=dialog], [role=menu]')) return true;
  return takesText(target) && target.closest('.monaco-editor') === null;
}

/** In the list, on a file's row, or in the lines. */
function isReading(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('.monaco-editor')) return true;
  const tree = target.closest('[role=tree]');
  return tree !== null && tree.querySelector('[data-current][aria-expanded]') === null;
}
