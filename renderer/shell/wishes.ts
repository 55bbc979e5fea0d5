import { useEffect } from 'react';
import type { Push } from '../../shared/ipc/push';
import { onPush } from '../bridge/bridge';
import { runProvided } from '../stores/actions';
import { go } from '../stores/navigation';

/** Follows the menu's and the notifications' wishes to go somewhere. */
export function useMenuWishes(): void {
  useEffect(
    () =>
      onPush((push) => {
        if (push.type === 'go') follow(push);
        // What a dialog asks is answered first.
        else if (push.type === 'action' && !document.querySelector('[aria-modal=true]')) runProvided(push.action);
      }),
    [],
  );
}

function follow(wish: Extract<Push, { type: 'go' }>): void {
  if (wish.thread !== undefined) return go({ name: 'thread', thread: wish.thread, tab: 'live' });
  go(wish.place === 'sample' ? { name: 'first' } : { name: wish.place });
}
