import { useEffect } from 'react';
import { call, onPush } from '../bridge/bridge';
import { runProvided } from '../stores/actions';
import type { Place } from '../stores/navigation';
import { goToNotice } from '../stores/partWish';
import { hasDialog } from '../ui/topDialog';

/** Follows what the menu and the notifications wish for. */
export function useMenuWishes(): void {
  useEffect(
    () =>
      onPush((push) => {
        if (push.type === 'action' && !hasDialog()) runProvided(push.action);
        if (push.type === 'show') goToNotice(push.place);
      }),
    [],
  );
}

/** Tells main what this window shows: what is before somebody's eyes is not told again. */
export function useLooked(place: Place): void {
  const thread = place.name === 'thread' ? place.thread : null;
  const inbox = place.name === 'inbox';
  useEffect(() => {
    void call('window/looks', { thread, inbox });
  }, [thread, inbox]);
}
