import { useEffect } from 'react';
import type { ConversationRow } from '../../../shared/views/conversation/row';
import { endMoment, useMoment } from '../../stores/moment';

/** Goes to the turn that was wished for elsewhere: unfolds it and puts its head at the top of what is seen. */
export function useWishedTurn(parts: {
  readonly thread: string;
  readonly rows: readonly ConversationRow[];
  readonly isOpen: (turn: string) => boolean;
  readonly toggle: (turn: string) => void;
  readonly scrollTo: (index: number) => void;
}): void {
  const { thread, rows, isOpen, toggle, scrollTo } = parts;
  const wish = useMoment(thread, 'turn');
  useEffect(() => {
    if (!wish) return;
    const at = rows.findIndex((row) => row.kind === 'turn' && row.turn === wish.turn);
    // The events before the last ones may still be on their way.
    if (at < 0) return;
    if (!isOpen(wish.turn)) return toggle(wish.turn);
    endMoment(wish);
    scrollTo(at);
  }, [wish, rows, isOpen, toggle, scrollTo]);
}
