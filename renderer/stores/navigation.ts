import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { recall, remember } from './remembered';

export type ThreadTab = 'live' | 'goal' | 'diff' | 'timeline';

/** Where the window is. */
export type Place =
  | { readonly name: 'first' }
  | { readonly name: 'new' }
  | { readonly name: 'inbox' }
  /** `section` is where the page is to begin. */
  | { readonly name: 'settings'; readonly section?: string }
  | { readonly name: 'thread'; readonly thread: string; readonly tab: ThreadTab };

const KEY = 'place';
const TABS: readonly string[] = ['live', 'goal', 'diff', 'timeline'];

const FIRST: Place = { name: 'first' };

/** `before` is where settings were opened from, which is where they are left to. */
export const placeStore = createStore<{ readonly place: Place; readonly before: Place }>(() => ({
  place: readPlace(recall(KEY)) ?? FIRST,
  before: FIRST,
}));

export function go(place: Place): void {
  remember(KEY, place);
  placeStore.setState(({ place: from, before }) => ({ place, before: from.name === 'settings' ? before : from }));
}

/** Leaves the settings to where they were opened from. */
export function goBack(): void {
  go(placeStore.getState().before);
}

export function usePlace(): Place {
  return useStore(placeStore, (state) => state.place);
}

/** A remembered place is from an earlier window, perhaps of another version: what does not fit is no place. */
export function readPlace(value: unknown): Place | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, thread, tab, section } = value as Record<string, unknown>;
  if (name === 'settings' && typeof section === 'string') return { name, section };
  if (name === 'first' || name === 'new' || name === 'inbox' || name === 'settings') return { name };
  if (name !== 'thread' || typeof thread !== 'string' || typeof tab !== 'string' || !TABS.includes(tab)) return undefined;
  return { name, thread, tab: tab as ThreadTab };
}
