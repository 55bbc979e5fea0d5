import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Span } from '../../shared/views/timeline';

/** What is seen of a thread's time axis, null for all of it, and the mark that the keyboard is on. Kept while the window lives, so that coming back finds it as it was left. */
export interface TimelineView {
  readonly view: Span | null;
  readonly step: string | null;
}

const WHOLE: TimelineView = { view: null, step: null };

const views = createStore<{ readonly by: Readonly<Record<string, TimelineView>> }>(() => ({ by: {} }));

export function useTimelineView(thread: string): TimelineView {
  return useStore(views, ({ by }) => by[thread] ?? WHOLE);
}

export function timelineView(thread: string): TimelineView {
  return views.getState().by[thread] ?? WHOLE;
}

export function changeTimelineView(thread: string, change: Partial<TimelineView>): void {
  views.setState(({ by }) => ({ by: { ...by, [thread]: { ...(by[thread] ?? WHOLE), ...change } } }));
}
