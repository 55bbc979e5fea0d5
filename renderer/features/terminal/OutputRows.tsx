import { type KeyboardEvent, type MouseEvent, memo, type RefObject, useCallback, useEffect, useRef } from 'react';
import type { OutputMatch } from '../../../shared/terminal/outputRows';
import { type Mark, markedPieces } from './markedPieces';
import classes from './OutputRows.module.css';
import { type Selection, selectedIn } from './selection';
import type { useRowScroll } from './useRowScroll';
import type { StoredRows } from './useStoredRows';

/** Keys that scroll here and would move to another command in the list around. */
const SCROLLS = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End']);

/** The rows in view of a stored output, with what is found and selected in them. */
export function OutputRows(props: {
  readonly view: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly rows: StoredRows;
  readonly scroll: ReturnType<typeof useRowScroll>;
  readonly matches: readonly OutputMatch[];
  readonly current: OutputMatch | undefined;
  readonly selection: Selection | undefined;
  readonly onMouseDown: (event: MouseEvent<HTMLElement>) => void;
}) {
  const { view, rows, scroll, matches, current, selection } = props;
  const { first, last } = scroll;
  const { want } = rows;
  useEffect(() => want(first, last), [want, first, last]);
  const reveal = useReveal(view, current);
  const widest = useRef(0);
  const numbers = Array.from({ length: Math.max(0, last - first) }, (_, nth) => first + nth);
  for (const at of numbers) widest.current = Math.max(widest.current, rows.row(at)?.text.length ?? 0);
  const found = marksByRow(matches, current, first, last);
  return (
    <section
      ref={view}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable, so that keys can scroll it.
      tabIndex={0}
      className={classes.view}
      onScroll={scroll.onScroll}
      onScrollEnd={scroll.onScrollEnd}
      onMouseDown={props.onMouseDown}
      onKeyDown={keepScrollKeys}
    >
      <div className={classes.all} style={{ height: scroll.height, minWidth: `${widest.current + 2}ch` }}>
        <div className={classes.drawn} style={{ transform: `translateY(${scroll.offset}px)` }}>
          {numbers.map((at) => {
            const selected = selection && selectedIn(selection, at);
            const marks = [...(found.get(at) ?? []), ...(selected ? [{ ...selected, kind: 'selected' } as const] : [])];
            return (
              <Row key={at} at={at} text={rows.row(at)?.text ?? ''} marks={marks.length > 0 ? marks : NONE} reveal={reveal} />
            );
          })}
        </div>
      </div>
    </section>
  );
}

const NONE: readonly Mark[] = [];

function keepScrollKeys(event: KeyboardEvent): void {
  if (SCROLLS.has(event.key)) event.stopPropagation();
}

const Row = memo(function Row(props: {
  readonly at: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly reveal: (element: HTMLElement | null) => void;
}) {
  return (
    <div className={classes.row} data-at={props.at}>
      {markedPieces(props.text, props.marks).map(({ from, text, kinds }) => (
        <span
          key={from}
          data-from={from}
          className={kinds.map((kind) => classes[kind]).join(' ')}
          ref={kinds.includes('current') ? props.reveal : undefined}
        >
          {text}
        </span>
      ))}
    </div>
  );
});

/** Beside a match that was out of view, in pixels: some words before and behind it. */
const BESIDE_PX = 80;

/** Brings a match that is stood at into view sideways too, once: who scrolls away from it is left alone. */
function useReveal(view: RefObject<HTMLElement | null>, current: OutputMatch | undefined) {
  const shown = useRef<OutputMatch>(undefined);
  const latest = useRef(current);
  latest.current = current;
  return useCallback(
    (element: HTMLElement | null) => {
      const scrolled = view.current;
      if (!element || !scrolled || shown.current === latest.current) return;
      shown.current = latest.current;
      const [inner, outer] = [element.getBoundingClientRect(), scrolled.getBoundingClientRect()];
      if (inner.left < outer.left) scrolled.scrollLeft -= outer.left - inner.left + BESIDE_PX;
      else if (inner.right > outer.right) scrolled.scrollLeft += inner.right - outer.right + BESIDE_PX;
    },
    [view],
  );
}

/** The matches are in the order of their rows. */
function marksByRow(
  matches: readonly OutputMatch[],
  current: OutputMatch | undefined,
  first: number,
  last: number,
): ReadonlyMap<number, readonly Mark[]> {
  const marks = new Map<number, Mark[]>();
  for (let at = firstFrom(matches, first); (matches[at]?.row ?? last) < last; at += 1) {
    const match = matches[at];
    if (!match) break;
    const kind = match === current ? 'current' : 'found';
    const mark = { from: match.column, to: match.column + match.length, kind } as const;
    marks.set(match.row, [...(marks.get(match.row) ?? []), mark]);
  }
  return marks;
}

function firstFrom(matches: readonly OutputMatch[], row: number): number {
  let low = 0;
  for (let high = matches.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((matches[middle]?.row ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
