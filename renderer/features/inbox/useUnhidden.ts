import { useEffect } from 'react';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { useRowWish } from '../../stores/inboxWish';
import { rowMeant } from './useCurrentRow';

/** A row that somebody named from elsewhere, as a notification does, is not kept from them by a filter: `showAll` is called. */
export function useUnhidden(all: readonly InboxRow[], shown: readonly InboxRow[], showAll: () => void): void {
  const wish = useRowWish();
  const hidden = wish !== undefined && rowMeant(all, wish) !== undefined && rowMeant(shown, wish) === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each row that is hidden.
  useEffect(() => {
    if (hidden) showAll();
  }, [hidden]);
}
