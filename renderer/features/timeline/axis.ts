import type { Span } from '../../../shared/views/timeline';
import { placed, type TimeScale } from '../../../shared/views/timeScale';
import { atLeast } from '../../../shared/views/timeWindow';

/** The gutter of every lane and plot, so that one instant stands at one place in all of them (LOOK.md, Places). */
export const GUTTER = 72;
export const RIGHT = 8;

/** Where an instant is drawn: half a pixel off, so that a hairline is one pixel wide. Its own measures are places on its scale. */
export interface Axis extends Span {
  readonly scale: TimeScale;
  /** All of the time that there is; the axis may show a window of it. */
  readonly whole: Span;
  readonly width: number;
  x(at: number): number;
  /** Where a place is drawn. */
  xOf(place: number): number;
  /** The instant that stands at so many pixels from the left. */
  at(x: number): number;
  /** Milliseconds that one pixel stands for. */
  readonly msPerPixel: number;
}

/** A goal that was hardly active has an axis all the same. */
const LEAST_WHOLE_MS = 5_000;

/** The axis of a window of the clock, null for all of it. */
export function axisOf(scale: TimeScale, shown: Span, view: Span | null, width: number): Axis {
  const all = placed(scale, shown);
  const whole = { from: all.from, to: Math.max(all.to, all.from + LEAST_WHOLE_MS) };
  const { from, to } = windowOn({ scale, whole }, view) ?? whole;
  const room = Math.max(1, width - GUTTER - RIGHT);
  const length = to - from;
  const xOf = (place: number) => Math.round(GUTTER + ((place - from) / length) * room) + 0.5;
  return {
    scale,
    whole,
    from,
    to,
    width,
    x: (at) => xOf(scale.place(at)),
    xOf,
    at: (x) => scale.instant(from + ((Math.min(GUTTER + room, Math.max(GUTTER, x)) - GUTTER) / room) * length),
    msPerPixel: length / room,
  };
}

/** A window of the clock as it stands on the axis; null for all of it. */
export function windowOn({ scale, whole }: Pick<Axis, 'scale' | 'whole'>, view: Span | null): Span | null {
  return view && atLeast(placed(scale, view), whole);
}

/** The window of the clock that is seen there: kept so, it is the same stretch of time on every scale. */
export function windowOfClock({ scale }: Pick<Axis, 'scale'>, view: Span | null): Span | null {
  return view && { from: scale.instant(view.from), to: scale.instant(view.to) };
}
