import { useEffect, useRef, useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ConversationRow } from '../../../shared/views/conversation/row';
import { endPassageWish, usePassageWish } from '../../stores/passageWish';
import type { ShownConversation } from './useConversation';

/** So many frames a row that is far off is scrolled to: rows on the way get their heights only when they are drawn. */
const SETTLE_FRAMES = 8;

/**
 * Fulfils the wish to see one place of the conversation: waits until its events are read, unfolds its turn, scrolls to its row, and
 * answers the row's key, which stays marked until the next wish.
 */
export function usePassage(
  thread: string,
  events: readonly RecordedEvent[],
  { rows, all, isOpen, toggle }: ShownConversation,
  scrollTo: (index: number) => void,
): string | undefined {
  const wish = usePassageWish(thread);
  const [marked, setMarked] = useState<string>();
  const scroll = useRef(scrollTo);
  scroll.current = scrollTo;
  const first = events[0]?.seq;
  const row = wish && first !== undefined && first <= wish.seq ? passageRow(all, wish.seq) : undefined;
  const folded = row?.folds && row.turn !== null && !isOpen(row.turn) ? row.turn : undefined;
  const index = row && folded === undefined ? rows.indexOf(row) : -1;
  useEffect(() => {
    if (folded !== undefined) toggle(folded);
  }, [folded, toggle]);
  useEffect(() => {
    if (!wish || !row || index < 0) return;
    setMarked(row.key);
    settle(() => scroll.current(index));
    endPassageWish(wish);
  }, [wish, row, index]);
  return marked;
}

function settle(scroll: () => void, left = SETTLE_FRAMES): void {
  scroll();
  if (left > 0) requestAnimationFrame(() => settle(scroll, left - 1));
}

/** The row that an event is told by: what it says before how; else the next that was made after it; the last where none was. */
export function passageRow(rows: readonly ConversationRow[], seq: number): ConversationRow | undefined {
  const own = rows.filter((row) => seqOf(row) === seq);
  return own.find(({ kind }) => kind === 'say') ?? own[0] ?? rows.find((row) => seqOf(row) > seq) ?? rows.at(-1);
}

function seqOf({ key }: ConversationRow): number {
  return Number.parseInt(key.slice(1), 10);
}
