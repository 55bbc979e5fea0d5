import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { RangeChoice } from '../../shared/views/diff/range';
import type { Lead } from '../../shared/views/timeline';
import { rememberRange } from './diffRange';
import { go, placeStore } from './navigation';
import { createWish } from './wish';

/** A wish to see a turn of the conversation, or a command's output by its row, in the live view. */
export type MomentWish =
  | { readonly to: 'turn'; readonly thread: string; readonly turn: string }
  | { readonly to: 'output'; readonly thread: string; readonly command: string };

const moments = createWish<MomentWish>();

/** The thread whose timeline somebody was led away from: the way back is offered while they look at what it led to. */
const ledStore = createStore<{ readonly from: string | undefined }>(() => ({ from: undefined }));

placeStore.subscribe(({ place }) => {
  const { from } = ledStore.getState();
  if (from !== undefined && !(place.name === 'thread' && place.thread === from && place.tab !== 'timeline')) {
    ledStore.setState({ from: undefined });
  }
});

/** Goes from the timeline to where a mark's proof stands; evidence stands in the timeline itself. */
export function follow(thread: string, lead: Exclude<Lead, { to: 'evidence' }>): void {
  if (lead.to === 'diff') showRange(thread, { kind: 'turn', turn: lead.turn });
  else {
    moments.make({ ...lead, thread });
    go({ name: 'thread', thread, tab: 'live' });
  }
  ledStore.setState({ from: thread });
}

/** Opens the diff with what is to be compared. */
export function showRange(thread: string, choice: RangeChoice): void {
  rememberRange(thread, choice);
  go({ name: 'thread', thread, tab: 'diff' });
}

/** Back to the timeline, as it was left. */
export function followBack(thread: string): void {
  go({ name: 'thread', thread, tab: 'timeline' });
}

export function ledFrom(): string | undefined {
  return ledStore.getState().from;
}

export function useLedFrom(): string | undefined {
  return useStore(ledStore, ({ from }) => from);
}

/** The wish that waits for this thread, of that kind. */
export function useMoment<K extends MomentWish['to']>(thread: string, to: K): Extract<MomentWish, { to: K }> | undefined {
  return moments.use((wish) => wish.thread === thread && wish.to === to) as Extract<MomentWish, { to: K }> | undefined;
}

export const endMoment = moments.end;
