import type { Span } from './timeline';

/** Closer than this there is nothing more to see: two events of a thread may be a millisecond apart. */
const LEAST_MS = 2_000;

/** One step of a key or a wheel: three steps see an eighth. */
export const ZOOM_STEP = 2;

/** How far an arrow key moves the window, as a share of its length. */
export const PAN_STEP = 0.25;

/** What is seen of the whole once it is seen `factor` times as large around an instant, which stays where it is; null for all of it. */
export function zoomed(view: Span | null, whole: Span, at: number, factor: number): Span | null {
  const { from, to } = view ?? whole;
  const length = Math.max(LEAST_MS, (to - from) / factor);
  const share = to > from ? (within(at, { from, to }) - from) / (to - from) : 0.5;
  const start = within(at, { from, to }) - share * length;
  return fitted({ from: start, to: start + length }, whole);
}

/** The window moved by so many milliseconds, and no further than the whole goes. */
export function panned(view: Span | null, whole: Span, ms: number): Span | null {
  return view === null ? null : fitted({ from: view.from + ms, to: view.to + ms }, whole);
}

/** The window moved as little as is needed to have a span in it, with a margin; what is longer than it is seen from its beginning. */
export function revealing(view: Span | null, whole: Span, span: Span): Span | null {
  if (view === null) return null;
  const margin = (view.to - view.from) * REVEAL_MARGIN;
  if (span.from < view.from + margin) return panned(view, whole, span.from - view.from - margin);
  const late = Math.min(span.to, span.from + (view.to - view.from) - 2 * margin) - (view.to - margin);
  return late > 0 ? panned(view, whole, late) : view;
}

const REVEAL_MARGIN = 0.1;

/** A window that is not too short to be looked at, round the same middle. */
export function atLeast(view: Span, whole: Span): Span | null {
  const length = Math.max(LEAST_MS, view.to - view.from);
  const from = (view.from + view.to - length) / 2;
  return fitted({ from, to: from + length }, whole);
}

/** Kept within the whole, in its length; null where it is all of it. */
function fitted(view: Span, whole: Span): Span | null {
  const length = view.to - view.from;
  if (length >= whole.to - whole.from) return null;
  const from = Math.min(Math.max(view.from, whole.from), whole.to - length);
  return { from, to: from + length };
}

function within(at: number, { from, to }: Span): number {
  return Math.min(to, Math.max(from, at));
}
