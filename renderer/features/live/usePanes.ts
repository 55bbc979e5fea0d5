import { useCallback, useEffect, useRef, useState } from 'react';
import { forget, recall, remember } from '../../stores/remembered';

/** The panes beside the conversation that can be put away. */
export type PaneName = 'terminal' | 'contract' | 'files';

/** How each is shown and put away by keys, as `ui/Keys` writes it. */
export const PANE_KEYS: Readonly<Record<PaneName, string>> = {
  terminal: 'mod `',
  contract: 'mod shift B',
  files: 'mod shift G',
};

export interface Panes {
  isShown(pane: PaneName): boolean;
  toggle(pane: PaneName): void;
}

export const PANE_NAMES: readonly PaneName[] = ['terminal', 'contract', 'files'];

/** Which panes of a thread are shown, as they were left on it. */
export function usePanes(thread: string): Panes {
  const key = `live.${thread}.closed`;
  const [closed, setClosed] = useState(() => read(recall(key)));
  const toggle = useCallback(
    (pane: PaneName) =>
      setClosed((known) => {
        const next = known.includes(pane) ? known.filter((name) => name !== pane) : [...known, pane];
        if (next.length === 0) forget(key);
        else remember(key, next);
        return next;
      }),
    [key],
  );
  usePaneKeys(toggle);
  return { isShown: (pane) => !closed.includes(pane), toggle };
}

function read(value: unknown): readonly PaneName[] {
  return Array.isArray(value) ? PANE_NAMES.filter((name) => value.includes(name)) : [];
}

function usePaneKeys(toggle: (pane: PaneName) => void): void {
  const latest = useRef(toggle);
  latest.current = toggle;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const pane = event.defaultPrevented ? undefined : paneOf(event);
      if (!pane) return;
      event.preventDefault();
      latest.current(pane);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function paneOf(event: KeyboardEvent): PaneName | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  if (!event.shiftKey) return event.key === '`' ? 'terminal' : undefined;
  const key = event.key.toLowerCase();
  return key === 'b' ? 'contract' : key === 'g' ? 'files' : undefined;
}
