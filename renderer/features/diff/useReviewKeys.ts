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
      if (!follow(event.key, latest.current)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [place]);
}

function follow(key: string, actions: ReviewActions): boolean {
  switch (key) {
    case 'j':
      actions.file(1);
      return true;
    case 'k':
      actions.file(-1);
      return true;
    case 'n':
      actions.hunk(1);
      return true;
    case 'p':
      actions.hunk(-1);
      return true;
    case 'v':
    case ' ':
      actions.review();
      return true;
    case 'c':
      actions.comment();
      return true;
    case 'u':
      actions.fold();
      return true;
    case 'R':
      actions.revertHunk();
      return true;
    default:
      return false;
  }
}

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
