import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { recallHere, rememberHere } from './remembered';

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

/** So many places can be gone back to; more are a list that nobody walks. */
const MOST_PAST = 50;

interface Places {
  readonly place: Place;
  /** Where settings were opened from, which is where they are left to. */
  readonly before: Place;
  /** The places before this one, the last of them last, and those that were gone back from, the next of them last. */
  readonly past: readonly Place[];
  readonly future: readonly Place[];
}

export const placeStore = createStore<Places>(() => ({
  place: readPlace(recallHere(KEY)) ?? FIRST,
  before: FIRST,
  past: [],
  future: [],
}));

export function go(place: Place): void {
  placeStore.setState(({ place: from, past }) =>
    samePlace(from, place) ? { place } : { place, ...leaving(from), past: [...past, from].slice(-MOST_PAST), future: [] },
  );
  rememberHere(KEY, place);
}

/** One step back in the history of places, or forward again; nothing where there is none. */
export function stepPlace(step: 'back' | 'forward'): void {
  const { place: from, past, future } = placeStore.getState();
  const place = (step === 'back' ? past : future).at(-1);
  if (!place) return;
  const moved =
    step === 'back'
      ? { past: past.slice(0, -1), future: [...future, from] }
      : { past: [...past, from], future: future.slice(0, -1) };
  placeStore.setState({ place, ...leaving(from), ...moved });
  rememberHere(KEY, place);
}

function leaving(from: Place): Partial<Places> {
  return from.name === 'settings' ? {} : { before: from };
}

function samePlace(a: Place, b: Place): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
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
