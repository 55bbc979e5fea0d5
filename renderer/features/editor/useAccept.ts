import { useEffect, useRef } from 'react';
import type { FootAction } from './Foot';

/**
 * ⌘↵ (or Ctrl+↵) anywhere in the place does what its primary button does. A dialog over it has its own keys, and so has a field that
 * sends something else with them, such as the description of the work.
 */
export function useAccept(primary: FootAction | undefined, busy: boolean): void {
  const latest = useRef({ primary, busy });
  latest.current = { primary, busy };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { primary: action, busy: sending } = latest.current;
      if (event.key !== 'Enter' || event.repeat || !(event.metaKey || event.ctrlKey)) return;
      if (event.defaultPrevented || document.querySelector('[role=dialog]') || isElsewhere(event.target)) return;
      event.preventDefault();
      if (action && action.not === undefined && !sending) action.act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** In the list beside the place, where one's eyes are on another goal. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('nav') !== null;
}
