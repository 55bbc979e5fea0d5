import { type RefObject, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { NoticePlace } from '../../shared/views/notices/notice';
import { wishRow } from './inboxWish';
import { go } from './navigation';

/** A wish to see one part of a place, from wherever it was told of. The place takes it, once. */
const wishStore = createStore<{ readonly part: string | undefined }>(() => ({ part: undefined }));

/** Goes where a notice leads. */
export function goToNotice(place: NoticePlace): void {
  if (place.name === 'inbox') {
    return place.row === null ? go({ name: 'inbox' }) : wishRow({ row: place.row });
  }
  wishStore.setState({ part: place.part ?? undefined });
  go({ name: 'thread', thread: place.thread, tab: place.tab });
}

/** What is wished for now, until somebody takes it. */
export function useWishedPart(): string | undefined {
  return useStore(wishStore, ({ part }) => part);
}

export function takePart(part: string): void {
  if (wishStore.getState().part === part) wishStore.setState({ part: undefined });
}

/** Brings the part of a place that is marked so (`data-part`) into view, with the focus, when it is wished for. */
export function useShownPart(part: string, place: RefObject<HTMLElement | null>): void {
  const wished = useWishedPart() === part;
  useEffect(() => {
    const shown = wished ? place.current?.querySelector<HTMLElement>(`[data-part="${part}"]`) : null;
    if (!shown) return;
    shown.scrollIntoView({ block: 'nearest' });
    shown.focus({ preventScroll: true });
    takePart(part);
  }, [wished, part, place]);
}
