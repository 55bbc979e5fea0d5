import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { RangeChoice } from '../../shared/views/diff/range';
import type { Lead } from '../../shared/views/timeline';
import { rememberRange } from './diffRange';
import { go } from './navigation';

/** A wish to see a turn of the conversation, or a command's output by its row, in the live view. What shows it takes it, once. */
export type MomentWish =
  | { readonly to: 'turn'; readonly thread: string; readonly turn: string }
  | { readonly to: 'output'; readonly thread: string; readonly command: string };

interface Moments {
  readonly wish: MomentWish | undefined;
  /** The thread whose timeline somebody was led away from: the way back is offered while they look at what it led to. */
  readonly ledFrom: string | undefined;
}

const moments = createStore<Moments>(() => ({ wish: undefined, ledFrom: undefined }));

/** Goes from the timeline to where a mark's proof stands; evidence stands in the timeline itself. */
export function follow(thread: string, lead: Exclude<Lead, { to: 'evidence' }>): void {
  if (lead.to === 'diff') showRange(thread, { kind: 'turn', turn: lead.turn });
  else {
    moments.setState({ wish: { ...lead, thread } });
    go({ name: 'thread', thread, tab: 'live' });
  }
  moments.setState({ ledFrom: thread });
}

/** Opens the diff with what is to be compared. */
export function showRange(thread: string, choice: RangeChoice): void {
  rememberRange(thread, choice);
  go({ name: 'thread', thread, tab: 'diff' });
}

/** Back to the timeline, as it was left. */
export function followBack(thread: string): void {
  moments.setState({ ledFrom: undefined });
  go({ name: 'thread', thread, tab: 'timeline' });
}

export function useLedFrom(): string | undefined {
  return useStore(moments, ({ ledFrom }) => ledFrom);
}

/** The wish that waits for this thread, of that kind. */
export function useMoment<K extends MomentWish['to']>(thread: string, to: K): Extract<MomentWish, { to: K }> | undefined {
  return useStore(moments, ({ wish }) =>
    wish?.thread === thread && wish.to === to ? (wish as Extract<MomentWish, { to: K }>) : undefined,
  );
}

/** It is fulfilled, or cannot be. A newer one stays. */
export function endMoment(wish: MomentWish): void {
  if (moments.getState().wish === wish) moments.setState({ wish: undefined });
}
