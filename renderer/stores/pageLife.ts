import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const KEY = 'goalpost.page';

/** Whether the page before this one, in the same window, ended without having been left: then it has died. */
export const pageLife = createStore<{ readonly diedBefore: boolean }>(() => ({ diedBefore: begin() }));

function begin(): boolean {
  if (typeof sessionStorage === 'undefined') return false;
  const died = sessionStorage.getItem(KEY) === 'stands';
  sessionStorage.setItem(KEY, 'stands');
  addEventListener('pagehide', () => sessionStorage.removeItem(KEY));
  return died;
}

export function usePageDied(): boolean {
  return useStore(pageLife, ({ diedBefore }) => diedBefore);
}

export function putAwayPageDied(): void {
  pageLife.setState({ diedBefore: false });
}
