import { type RefObject, useEffect } from 'react';
import type { NoticePlace } from '../../shared/views/notices/notice';
import { wishRow } from './inboxWish';
import { go, placeStore } from './navigation';
import { createWish } from './wish';

interface PartWish extends Extract<NoticePlace, { name: 'thread' }> {
  readonly part: NonNullable<Extract<NoticePlace, { name: 'thread' }>['part']>;
}

/** A wish to see one part of a thread's place, from wherever it was told of. The place takes it, once; it ends where the place is left. */
const parts = createWish<PartWish>();

export const wishedPart = parts.waiting;

placeStore.subscribe(({ place }) => {
  const wish = parts.waiting();
  const there = place.name === 'thread' && place.thread === wish?.thread && place.tab === wish.tab;
  if (wish && !there) parts.end(wish);
});

/** Goes where a notice leads. */
export function goToNotice(place: NoticePlace): void {
  if (place.name === 'inbox') {
    return place.row === null ? go({ name: 'inbox' }) : wishRow({ row: place.row });
  }
  const { thread, tab, part } = place;
  if (part !== null) parts.make({ ...place, part });
  go({ name: 'thread', thread, tab });
}

/** Brings the part of a thread's place that is marked so (`data-part`) into view, with the focus, when it is wished for. */
export function useShownPart(thread: string, part: PartWish['part'], place: RefObject<HTMLElement | null>): void {
  const wish = parts.use((known) => known.thread === thread && known.part === part);
  useEffect(() => {
    const shown = wish ? place.current?.querySelector<HTMLElement>(`[data-part="${part}"]`) : null;
    if (!wish || !shown) return;
    shown.scrollIntoView({ block: 'nearest' });
    shown.focus({ preventScroll: true });
    parts.end(wish);
  }, [wish, part, place]);
}
