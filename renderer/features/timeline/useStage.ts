import { type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { Span } from '../../../shared/views/timeline';
import { type StepKey, stepFrom, type TimelineStep } from '../../../shared/views/timelineSteps';
import { placed } from '../../../shared/views/timeScale';
import { PAN_STEP, panned, revealing, ZOOM_STEP, zoomed } from '../../../shared/views/timeWindow';
import { changeTimelineView, timelineView } from '../../stores/timelineView';
import { type Axis, GUTTER, windowOfClock, windowOn } from './axis';

export interface StageParts {
  readonly thread: string;
  readonly axis: Axis;
  readonly steps: readonly TimelineStep[];
  readonly current: TimelineStep | undefined;
  /** Goes where a mark leads. */
  readonly onLead: (step: TimelineStep) => void;
  /** Tells the instant that is pointed at; null where none is. */
  readonly onCursor: (at: number | null) => void;
}

/** Nearer than this the pointer has been pressed and not drawn. */
const DRAG_PIXELS = 4;

/** What one notch of a wheel comes to: about a fifth closer. */
const WHEEL = 0.002;

/** Zoom, pan, cursor and the way through the marks, by pointer and by keys. */
export function useStage(stage: RefObject<HTMLDivElement | null>, parts: StageParts) {
  const latest = useRef(parts);
  latest.current = parts;
  const drag = useRef<{ readonly x: number; readonly msPerPixel: number; last: number; moved: boolean } | null>(null);
  useWheel(stage, latest);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    drag.current = { x: event.clientX, msPerPixel: parts.axis.msPerPixel, last: event.clientX, moved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const held = drag.current;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    parts.onCursor(x < GUTTER ? null : parts.axis.at(x));
    if (!held || event.buttons === 0) return;
    if (!held.moved && Math.abs(event.clientX - held.x) < DRAG_PIXELS) return;
    held.moved = true;
    move(parts, (view, { whole }) => panned(view, whole, (held.last - event.clientX) * held.msPerPixel));
    held.last = event.clientX;
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const moved = drag.current?.moved ?? false;
    drag.current = null;
    if (moved) return;
    const key = (event.target as Element).closest('[data-step]')?.getAttribute('data-step');
    const step = parts.steps.find((known) => known.key === key);
    if (step) enter(parts, step);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (followKey(parts, event)) event.preventDefault();
  };
  const onPointerLeave = () => parts.onCursor(null);
  return { onPointerDown, onPointerMove, onPointerLeave, onClick, onKeyDown };
}

/** Changes the window on the axis; null is all of it. */
export function move(
  { thread, axis }: Pick<StageParts, 'thread' | 'axis'>,
  change: (view: Span | null, axis: Axis) => Span | null,
): void {
  const view = change(windowOn(axis, timelineView(thread).view), axis);
  changeTimelineView(thread, { view: windowOfClock(axis, view) });
}

/** Goes where a mark leads; several in one are seen closer. */
export function enter(parts: Pick<StageParts, 'thread' | 'axis' | 'onLead'>, step: TimelineStep): void {
  changeTimelineView(parts.thread, { step: step.key });
  if (step.leads.length > 0) return parts.onLead(step);
  move(parts, (view, { scale, whole }) => {
    const group = placed(scale, step);
    const { from, to } = view ?? whole;
    const factor = Math.max(ZOOM_STEP, (to - from) / (Math.max(group.to - group.from, 1) * CLOSER));
    return revealing(zoomed({ from, to }, whole, middleOf(group), factor), whole, group);
  });
}

function middleOf({ from, to }: Span): number {
  return (from + to) / 2;
}

/** Where a step of zoom holds still: the mark that the keyboard is on, or the middle of what is seen. */
export function heldPlace(axis: Axis, current: TimelineStep | undefined): number {
  return middleOf(current ? placed(axis.scale, current) : axis);
}

/** A group that is opened takes this part of the window, so that what is around it is seen as well. */
const CLOSER = 1.5;

function followKey(parts: StageParts, event: KeyboardEvent): boolean {
  const { current, axis, thread } = parts;
  const zoom = (factor: number) => move(parts, (view, { whole }) => zoomed(view, whole, heldPlace(axis, current), factor));
  switch (event.key) {
    case '+':
    case '=':
      zoom(ZOOM_STEP);
      return true;
    case '-':
    case '_':
      zoom(1 / ZOOM_STEP);
      return true;
    case '0':
      move(parts, () => null);
      return true;
    case 'Enter':
      if (current) enter(parts, current);
      return current !== undefined;
    case 'Escape':
      changeTimelineView(thread, { step: null });
      return current !== undefined;
  }
  const arrow = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  if (event.shiftKey && arrow !== 0) {
    move(parts, (view, { whole }) => panned(view, whole, arrow * PAN_STEP * (axis.to - axis.from)));
    return true;
  }
  const key = STEP_KEYS[event.key];
  const next = key && stepFrom(parts.steps, current, key);
  if (!next) return false;
  changeTimelineView(thread, { step: next.key });
  move(parts, (view, { scale, whole }) => revealing(view, whole, placed(scale, next)));
  return true;
}

const STEP_KEYS: Readonly<Record<string, StepKey | undefined>> = {
  ArrowRight: 'next',
  ArrowLeft: 'before',
  ArrowDown: 'down',
  ArrowUp: 'up',
  j: 'next',
  k: 'before',
  Home: 'first',
  End: 'last',
};

/** React listens to wheels without the right to keep the page still. */
function useWheel(stage: RefObject<HTMLDivElement | null>, latest: RefObject<StageParts>): void {
  useEffect(() => {
    const element = stage.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent) => {
      const { axis, thread } = latest.current;
      const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        const at = axis.scale.place(axis.at(event.clientX - element.getBoundingClientRect().left));
        move(latest.current, (view, { whole }) => zoomed(view, whole, at, Math.exp(-event.deltaY * WHEEL)));
      } else if (
        timelineView(thread).view !== null &&
        Math.abs(sideways) > 0 &&
        (event.shiftKey || Math.abs(sideways) > Math.abs(event.deltaY))
      ) {
        move(latest.current, (view, { whole }) => panned(view, whole, sideways * axis.msPerPixel));
      } else return;
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [stage, latest]);
}
