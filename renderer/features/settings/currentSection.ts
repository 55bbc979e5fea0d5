import { type RefObject, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { placeStore, usePlace } from '../../stores/navigation';
import { SECTIONS, type SectionId } from './sections';

/** So far below the page's top a section's head may stand and still be what is read. */
const READ_BELOW_PX = 80;

const currentStore = createStore<{ readonly current: SectionId }>(() => ({ current: 'settings-model' }));

/** The section that is read now. */
export function useCurrentSection(): SectionId {
  return useStore(currentStore, ({ current }) => current);
}

/** One jump on the page; the focus goes along. */
export function jumpTo(id: string): void {
  const section = document.getElementById(id);
  if (!section) return;
  section.scrollIntoView({ block: 'start' });
  section.focus({ preventScroll: true });
  const known = SECTIONS.find((entry) => entry.id === id);
  if (known) currentStore.setState({ current: known.id });
}

/** Follows what is scrolled to, and goes to the section that the place names, once its page stands. */
export function useSections(page: RefObject<HTMLElement | null>, ready: boolean): void {
  const place = usePlace();
  const wished = place.name === 'settings' ? place.section : undefined;
  useEffect(() => {
    if (!ready || wished === undefined) return;
    jumpTo(wished);
    // Once: who comes back finds the page as it was left.
    placeStore.setState((state) => (state.place === place ? { ...state, place: { name: 'settings' } } : state));
  }, [ready, wished, place]);
  useEffect(() => {
    const element = page.current;
    if (!element || !ready) return;
    const look = () => currentStore.setState({ current: readAt(element) });
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [page, ready]);
}

/** The last section whose head has come to the top; at the end of the page the last one. */
function readAt(page: HTMLElement): SectionId {
  const top = page.getBoundingClientRect().top + READ_BELOW_PX;
  const passed = SECTIONS.filter(
    ({ id }) => (document.getElementById(id)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY) <= top,
  );
  const atEnd = page.scrollTop + page.clientHeight >= page.scrollHeight - 2 && page.scrollTop > 0;
  return (atEnd ? SECTIONS.at(-1) : passed.at(-1))?.id ?? SECTIONS[0].id;
}
