/** Pixels of a row: LOOK's height of a terminal's line. */
export const ROW_PX = 18;

/**
 * An engine draws nothing below some 33 million pixels (Chromium 130), which would be two million rows; a longer output scrolls in fewer
 * pixels than its rows have. A quarter of that leaves room for zoom.
 */
const MOST_PX = 8_000_000;

/** Near both ends of a long output a pixel is a pixel, so that the first and last rows are reached as in a short one. */
const EXACT_PX = 20_000;

/** More than this many views at once was the bar dragged, or a key that goes to an end; less is a wheel, which moves row by row. */
const JUMP_VIEWS = 2;

export interface Scroll {
  /** The row at the upper edge, with the part of it that is above. */
  readonly top: number;
  /** Where the scrolled element stood for that. */
  readonly pixels: number;
}

export interface ScrollSize {
  readonly rows: number;
  /** Of the view, in pixels. */
  readonly height: number;
}

export const AT_START: Scroll = { top: 0, pixels: 0 };

/** The scrolled height of so many rows, in pixels. */
export function heightOf(rows: number): number {
  return Math.min(rows * ROW_PX, MOST_PX);
}

/** What a scroll of the element to `pixels` shows. */
export function scrolledTo(from: Scroll, pixels: number, size: ScrollSize): Scroll {
  const step = pixels - from.pixels;
  const jumped = Math.abs(step) > JUMP_VIEWS * size.height;
  if (isExact(size) || jumped || isNearEnd(pixels, size)) return { top: rowAt(pixels, size), pixels };
  return { top: clamp(from.top + step / ROW_PX, size), pixels };
}

/** Where the element has to stand to show `top` at the upper edge. */
export function scrollFor(top: number, size: ScrollSize): Scroll {
  const row = clamp(top, size);
  return { top: row, pixels: Math.round(pixelsAt(row, size)) };
}

function isExact({ rows }: ScrollSize): boolean {
  return rows * ROW_PX <= MOST_PX;
}

function isNearEnd(pixels: number, size: ScrollSize): boolean {
  return pixels <= EXACT_PX || rangeOf(size) - pixels <= EXACT_PX;
}

// Three straight parts: row by row at both ends, and what is between spread over the pixels between.
function pixelsAt(row: number, size: ScrollSize): number {
  const range = rangeOf(size);
  const all = lastTop(size) * ROW_PX;
  const at = row * ROW_PX;
  if (isExact(size) || at <= EXACT_PX) return at;
  if (all - at <= EXACT_PX) return range - (all - at);
  return EXACT_PX + ((at - EXACT_PX) / (all - 2 * EXACT_PX)) * (range - 2 * EXACT_PX);
}

function rowAt(pixels: number, size: ScrollSize): number {
  const range = rangeOf(size);
  const all = lastTop(size) * ROW_PX;
  if (isExact(size) || pixels <= EXACT_PX) return pixels / ROW_PX;
  if (range - pixels <= EXACT_PX) return (all - (range - pixels)) / ROW_PX;
  return (EXACT_PX + ((pixels - EXACT_PX) / (range - 2 * EXACT_PX)) * (all - 2 * EXACT_PX)) / ROW_PX;
}

function rangeOf({ rows, height }: ScrollSize): number {
  return Math.max(0, heightOf(rows) - height);
}

function lastTop({ rows, height }: ScrollSize): number {
  return Math.max(0, rows - height / ROW_PX);
}

function clamp(top: number, size: ScrollSize): number {
  return Math.min(Math.max(0, top), lastTop(size));
}
