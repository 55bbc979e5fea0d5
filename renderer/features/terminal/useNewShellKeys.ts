import { useEffect, useRef } from 'react';

/** What opens a shell, as `Keys` writes it: what terminals open a tab with. */
export const NEW_SHELL_KEYS = 'mod shift T';

/** A new shell can be opened from anywhere in the thread, also from inside of a terminal, which would take the keys for itself. */
export function useNewShellKeys(open: () => void): void {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isNewShell(event)) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) latest.current();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

function isNewShell(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey && event.key.toLowerCase() === 't';
}
