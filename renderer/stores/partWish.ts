import { type RefObject, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { NoticePlace } from '../../shared/views/notices/notice';
import { wishRow } from './inboxWish';
import { go, placeStore } from './navigation';

interface PartWish extends Extract<NoticePlace, { name: 'thread' }> {
  readonly part: NonNullable<Extract<NoticePlace, { name: 'thread' }>['part']>;
}

/** A wish to see one part of a thread's place, from wherever it was told of. The place takes it, once; it ends where the place is left. */
export const partWish = createStore<{ readonly wish: PartWish | undefined }>(() => ({ wish: undefined }));

placeStore.subscribe(({ place }) => {
  const { wish } = partWish.getState();
  const there = place.name === 'thread' && place.thread === wish?.thread && place.tab === wish.tab;
  if (wish && !there) partWish.setState({ wish: undefined });
});

/** Goes where a notice leads. */
export function goToNotice(place: NoticePlace): void {
  if (place.name === 'inbox') {
    return place.row === null ? go({ name: 'inbox' }) : wishRow({ row: place.row });
  }
  const { thread, tab, part } = place;
  partWish.setState({ wish: part === null ? undefined : { ...place, part } });
  go({ name: 'thread', thread, tab });
}

/** Brings the part of a thread's place that is marked so (`data-part`) into view, with the focus, when it is wished for. */
export function useShownPart(thread: string, part: PartWish['part'], place: RefObject<HTMLElement | null>): void {
  const wished = useStore(partWish, ({ wish }) => wish?.thread === thread && wish.part === part);
  useEffect(() => {
    const shown = wished ? place.current?.querySelector<HTMLElement>(`[data-part="${part}"]`) : null;
    if (!shown) return;
    shown.scrollIntoView({ block: 'nearest' });
    shown.focus({ preventScroll: true });
    partWish.setState({ wish: undefined });
  }, [wished, part, place]);
}
