import { useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import type { RevertOffer } from '../../../shared/views/diff/revertOffers';
import { type RevertStanding, revertStanding } from '../../../shared/views/diff/revertStanding';
import { recall, remember } from '../../stores/remembered';
import { command } from '../../stores/thread';

export interface Revert {
  /** What is asked about before it is done. */
  readonly asked: RevertOffer | null;
  ask(offer: RevertOffer | null): void;
  order(order: RevertOffer['order']): void;
  /** The app's sentence, where an order was not taken; empty otherwise. */
  readonly said: string;
  /** What became of the last one, until it is put away. */
  readonly standing: RevertStanding | null;
  dismiss(): void;
}

/** Putting files back: what is asked, what became of it, and the way back. */
export function useRevert(state: ThreadState, events: readonly RecordedEvent[]): Revert {
  const { thread } = state;
  const seenKey = `diff.revertSeen.${thread}`;
  const [asked, ask] = useState<RevertOffer | null>(null);
  const [said, say] = useState('');
  const [seen, setSeen] = useState(() => recall(seenKey));
  const standing = revertStanding(state, events);
  const order = async (wanted: RevertOffer['order']) => {
    const answer = await command(thread, { type: 'tree.revert', ...wanted });
    say(answer.ok ? '' : answer.message);
  };
  return {
    asked,
    ask,
    order: (wanted) => void order(wanted),
    said,
    standing: standing && standing.id === seen ? null : standing,
    dismiss: () => {
      say('');
      setSeen(standing?.id);
      remember(seenKey, standing?.id ?? '');
    },
  };
}
