import type { createSpotlight } from '@mantine/spotlight';
import { useEffect, useRef } from 'react';

/**
 * The first entry is selected whenever something else is typed, and where the selected one has gone or none was there yet: entries come
 * later than letters, and the library selects only with the letters.
 */
export function useFirstSelected(store: ReturnType<typeof createSpotlight>[0], typed: string): void {
  const before = useRef<string>(undefined);
  useEffect(() => {
    const list = document.getElementById(store.getState().listId);
    const selected = list?.querySelector('[data-selected]');
    const first = list?.querySelector('[data-action]');
    if (!first || (selected && before.current === typed)) return;
    before.current = typed;
    selected?.removeAttribute('data-selected');
    first.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: 0 }));
  });
}
