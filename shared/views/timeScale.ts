import type { Span } from './timeline';

/** How time is laid along the axis: as on the clock, or only the time in which the goal was active. */
export type TimeKind = 'clock' | 'active';

/** Where instants stand along the axis. A place is in milliseconds: the instant itself, or how much active time there was before it. */
export interface TimeScale {
  readonly kind: TimeKind;
  place(at: number): number;
  /** The instant that stands at a place; where something is taken out, the one after it. */
  instant(place: number): number;
  /** What is taken out, in the order of time: each stands at one place. */
  readonly cuts: readonly Span[];
}

export const CLOCK: TimeScale = { kind: 'clock', place: (at) => at, instant: (place) => place, cuts: [] };

/** What is taken out and shorter than this is no break that anybody would look for. */
const LEAST_CUT_MS = 1_000;

/** The active time within a stretch of the clock. `active` is in the order of time, and its spans do not overlap. */
export function activeScale(active: readonly Span[], within: Span): TimeScale {
  const spans: (Span & { readonly place: number })[] = [];
  let place = 0;
  for (const span of active) {
    const [from, to] = [Math.max(span.from, within.from), Math.min(span.to, within.to)];
    if (to <= from) continue;
    spans.push({ from, to, place });
    place += to - from;
  }
  return {
    kind: 'active',
    place: (at) => {
      const span = spans[lastWhere(spans, ({ from }) => from <= at)];
      return span ? span.place + Math.min(at, span.to) - span.from : 0;
    },
    instant: (wanted) => {
      const span = spans[lastWhere(spans, (known) => known.place <= wanted)];
      return span ? span.from + Math.min(Math.max(0, wanted - span.place), span.to - span.from) : within.from;
    },
    cuts: between(spans, within.from).filter(({ from, to }) => to - from >= LEAST_CUT_MS),
  };
}

function between(spans: readonly Span[], start: number): readonly Span[] {
  return spans.map(({ from }, index) => ({ from: spans[index - 1]?.to ?? start, to: from }));
}

/** The last index for which it holds, where it holds for a first part of them; -1 where it holds for none. */
function lastWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A stretch of the clock as it stands along the axis. */
export function placed(scale: TimeScale, { from, to }: Span): Span {
  return { from: scale.place(from), to: scale.place(to) };
}
