import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** The instant that the pointer is at on a stage, apart from everything that is drawn: only what reads it is drawn again. */
export type CursorStore = StoreApi<{ readonly at: number | null }>;

export function newCursor(): CursorStore {
  return createStore<{ readonly at: number | null }>(() => ({ at: null }));
}

export const Cursor = createContext<CursorStore>(newCursor());

export function useCursor(): number | null {
  return useStore(useContext(Cursor), ({ at }) => at);
}
