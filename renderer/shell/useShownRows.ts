import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import type { ThreadRow } from '../../shared/views/threadRow';
import type { RowGroup } from './threadGroups';

/** As the style sheets have them: a group's head, and `--h-thread`. */
const HEAD_HEIGHT = 28;
const ROW_HEIGHT = 44;

/** Rows drawn beyond the edges of what is seen. */
const OVERSCAN = 12;

/** A group of the list with those of its rows that are drawn, each at its place among all of them. */
export interface ShownGroup extends Pick<RowGroup, 'group' | 'name'> {
  readonly count: number;
  readonly height: number;
  readonly rows: readonly { readonly row: ThreadRow; readonly at: number; readonly top: number }[];
}

/** What there is to see of a list that may have a thousand rows: those in sight, the one that takes the focus, and the one it is on. */
export function useShownRows(groups: readonly RowGroup[], entry: string | undefined) {
  const scrolled = useRef<HTMLUListElement>(null);
  const [revealed, setRevealed] = useState<string>();
  const items = useMemo(() => groups.flatMap(({ rows }) => [undefined, ...rows.map(({ thread }) => thread)]), [groups]);
  const kept = [entry, revealed].flatMap((thread) => (thread === undefined ? [] : items.indexOf(thread)));
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scrolled.current,
    estimateSize: (index) => (items[index] === undefined ? HEAD_HEIGHT : ROW_HEIGHT),
    getItemKey: useCallback((index: number) => items[index] ?? index, [items]),
    overscan: OVERSCAN,
    rangeExtractor: (range) => withKept(range, kept),
  });
  const drawn = new Set(virtual.getVirtualItems().map((item) => item.index));
  const reveal = (thread: string) => {
    setRevealed(thread);
    virtual.scrollToIndex(items.indexOf(thread), { align: 'auto' });
  };
  return { scrolled: scrolled as RefObject<HTMLUListElement>, shown: shownGroups(groups, drawn), reveal };
}

function withKept(range: Range, kept: readonly number[]): number[] {
  const seen = defaultRangeExtractor(range);
  const more = kept.filter((index) => index >= 0 && index < range.count);
  return more.every((index) => seen.includes(index)) ? seen : [...new Set([...seen, ...more])].sort((a, b) => a - b);
}

function shownGroups(groups: readonly RowGroup[], drawn: ReadonlySet<number>): readonly ShownGroup[] {
  let head = 0;
  return groups.map(({ group, name, rows: members }) => {
    const first = head + 1;
    head += members.length + 1;
    const rows = members.flatMap((row, at) => (drawn.has(first + at) ? [{ row, at, top: at * ROW_HEIGHT }] : []));
    return { group, name, count: members.length, height: members.length * ROW_HEIGHT, rows };
  });
}
