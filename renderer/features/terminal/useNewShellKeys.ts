import { useEffect, useRef } from 'react';
import { actionOf } from '../../../shared/views/actions/keys';
import { useActions } from '../../stores/actions';
import { MAC } from '../../ui/Keys';

/** A new shell can be opened from anywhere in the thread, also from inside of a terminal, which would take the keys for itself. */
export function useNewShellKeys(open: () => void): void {
  const latest = useRef(open);
  latest.current = open;
  useActions({ 'terminal.newShell': open });
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
  return actionOf(event, { mac: MAC, typing: true }) === 'terminal.newShell';
}
