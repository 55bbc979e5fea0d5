import { useEffect } from 'react';
import { go, placeStore } from '../stores/navigation';
import { threadList } from '../stores/threads';
import { cycleRegions } from '../ui/region';
import { orderThread } from './orders';
import { mainAction } from './titleActions';

/** The window's own keys (LOOK.md, Keyboard): F6, and with the system's command key N, comma and full stop. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.key === 'F6') cycleRegions(event.shiftKey ? -1 : 1);
  else if (!isCommand(event) || !follow(event.key.toLowerCase())) return;
  event.preventDefault();
}

function isCommand(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

function follow(key: string): boolean {
  switch (key) {
    case 'n':
      go({ name: 'new' });
      return true;
    case ',':
      go({ name: 'settings' });
      return true;
    case '.':
      return pauseOrResume();
    default:
      return false;
  }
}

function pauseOrResume(): boolean {
  const { place } = placeStore.getState();
  if (place.name !== 'thread') return false;
  const row = threadList.getState().rows.find(({ thread }) => thread === place.thread);
  const action = row && mainAction(row.status, row.reason);
  if (action) void orderThread(place.thread, action.order);
  return action !== undefined;
}
