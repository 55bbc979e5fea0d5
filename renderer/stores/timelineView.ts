import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Span } from '../../shared/views/timeline';
import type { TimeKind } from '../../shared/views/timeScale';
import { recall, remember } from './remembered';

/** What is seen of a thread's time axis, a stretch of the clock or null for all of it, and the mark that the keyboard is on. Kept while the window lives, so that coming back finds it as it was left. */
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

const TIME_KEY = 'timeline.time';

const time = createStore<{ readonly kind: TimeKind }>(() => ({ kind: recall(TIME_KEY) === 'active' ? 'active' : 'clock' }));

/** What a person likes to have along the axis, the same for every thread. */
export function useChosenTime(): TimeKind {
  return useStore(time, ({ kind }) => kind);
}

export function chooseTime(kind: TimeKind): void {
  time.setState({ kind });
  remember(TIME_KEY, kind);
}
