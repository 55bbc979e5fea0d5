import { type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { OutputPoint } from '../../../shared/terminal/outputRows';
import { ALL, drawn, lineAt, type Selection, wordAt } from './selection';

/** How often a view goes on scrolling while the pointer is held beyond its edge, and by how many rows. */
const DRAG_MS = 40;
const DRAG_ROWS = 3;

interface SelectionParts {
  readonly view: RefObject<HTMLElement | null>;
  readonly textOf: (row: number) => string;
  readonly scrollBy: (rows: number) => void;
}

/**
 * Selecting with the pointer: drawn, by words with a double click, by rows with a third, on from where it began with Shift. The page's own
 * selection is of elements, and goes with those that are scrolled away; this one is of rows and columns.
 */
export function useSelection(parts: SelectionParts) {
  const [selection, select] = useState<Selection>();
  const anchor = useRef<OutputPoint>(undefined);
  const latest = useRef(parts);
  latest.current = parts;
  const release = useRef<() => void>(undefined);
  useEffect(() => () => release.current?.(), []);

  const drawFrom = (start: OutputPoint, event: MouseEvent) => {
    const pointer = { x: event.clientX, y: event.clientY };
    const follow = () => {
      const point = pointIn(latest.current.view.current, pointer);
      if (point) select(drawn(start, point));
    };
    const onMove = (moved: globalThis.MouseEvent) => {
      Object.assign(pointer, { x: moved.clientX, y: moved.clientY });
      follow();
    };
    const timer = setInterval(() => {
      const rows = beyond(latest.current.view.current, pointer.y) * DRAG_ROWS;
      if (rows === 0) return;
      latest.current.scrollBy(rows);
      follow();
    }, DRAG_MS);
    const stop = () => {
      clearInterval(timer);
      window.removeEventListener('mousemove', onMove);
      window.removeEventListener('mouseup', stop);
    };
    window.addEventListener('mousemove', onMove);
    window.addEventListener('mouseup', stop);
    release.current = stop;
    if (event.shiftKey) follow();
    else select(undefined);
  };

  return {
    selection,
    select,
    selectAll: () => select(ALL),
    onMouseDown(event: MouseEvent<HTMLElement>) {
      const point = pointIn(parts.view.current, { x: event.clientX, y: event.clientY });
      if (event.button !== 0 || !point) return;
      // The page begins no selection of its own; the focus comes here all the same.
      event.preventDefault();
      event.currentTarget.focus({ preventScroll: true });
      if (event.detail === 2) return select(wordAt(parts.textOf(point.row), point));
      if (event.detail > 2) return select(lineAt(parts.textOf(point.row), point.row));
      anchor.current = event.shiftKey && anchor.current ? anchor.current : point;
      drawFrom(anchor.current, event);
    },
  };
}

/** On which side of the view the pointer is: above −1, below 1. */
function beyond(view: HTMLElement | null, y: number): -1 | 0 | 1 {
  const box = view?.getBoundingClientRect();
  if (!box) return 0;
  if (y < box.top) return -1;
  return y > box.bottom ? 1 : 0;
}

/** The point of the drawn row nearest to a place on the screen: rows carry `data-at`, pieces of their text `data-from`. */
function pointIn(view: HTMLElement | null, pointer: { readonly x: number; readonly y: number }): OutputPoint | undefined {
  const box = view?.getBoundingClientRect();
  if (!box) return undefined;
  const x = Math.min(Math.max(pointer.x, box.left + 1), box.right - 2);
  const y = Math.min(Math.max(pointer.y, box.top + 1), box.bottom - 2);
  const row = document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>('[data-at]'))
    .find((element) => element !== null);
  if (!row) return undefined;
  const range = document.caretRangeFromPoint(x, y);
  const piece = range?.startContainer.parentElement?.closest<HTMLElement>('[data-from]');
  const column = range && piece && row.contains(piece) ? Number(piece.dataset.from) + range.startOffset : 0;
  return { row: Number(row.dataset.at), column };
}
