import type { Span } from '../../../shared/views/timeline';

/** The gutter of every lane and plot, so that one instant stands at one place in all of them (LOOK.md, Places). */
export const GUTTER = 72;
export const RIGHT = 8;

/** Where an instant is drawn: half a pixel off, so that a hairline is one pixel wide. */
export interface Axis extends Span {
  readonly width: number;
  x(at: number): number;
  /** The instant that stands at so many pixels from the left. */
  at(x: number): number;
  /** Milliseconds that one pixel stands for. */
  readonly msPerPixel: number;
}

export function axisOf(span: Span, width: number): Axis {
  const room = Math.max(1, width - GUTTER - RIGHT);
  const length = span.to - span.from;
  return {
    from: span.from,
    to: span.to,
    width,
    x: (at) => Math.round(GUTTER + ((at - span.from) / length) * room) + 0.5,
    at: (x) => span.from + ((Math.min(GUTTER + room, Math.max(GUTTER, x)) - GUTTER) / room) * length,
    msPerPixel: length / room,
  };
}
