import { useEffect } from 'react';
import type { Push } from '../../shared/ipc/push';
import { call, onPush } from '../bridge/bridge';
import { runProvided } from '../stores/actions';
import { wishRow } from '../stores/inboxWish';
import { go, type Place } from '../stores/navigation';
import { goToNotice } from '../stores/partWish';
import { hasDialog } from '../ui/topDialog';

/** Follows the menu's and the notifications' wishes to go somewhere. */
export function useMenuWishes(): void {
  useEffect(
    () =>
      onPush((push) => {
        if (push.type === 'go') follow(push);
        if (push.type === 'action' && !hasDialog()) runProvided(push.action);
        if (push.type === 'show') goToNotice(push.place);
      }),
    [],
  );
}

function follow(wish: Extract<Push, { type: 'go' }>): void {
  if (wish.thread !== undefined && wish.place === 'inbox') {
    return wishRow(wish.question === undefined ? { thread: wish.thread } : { row: `${wish.thread}:${wish.question}` });
  }
  if (wish.thread !== undefined) return go({ name: 'thread', thread: wish.thread, tab: 'live' });
  go(wish.place === 'sample' ? { name: 'first' } : { name: wish.place });
}

/** Tells main what this window shows: what is before somebody's eyes is not told again. */
export function useLooked(place: Place): void {
  const thread = place.name === 'thread' ? place.thread : null;
  const inbox = place.name === 'inbox';
  useEffect(() => {
    void call('window/looks', { thread, inbox });
  }, [thread, inbox]);
}
