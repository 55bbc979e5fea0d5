import type { Span } from './timeline';

/** The steps between marks that people read without counting, in milliseconds. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400].map(
  (s) => s * 1_000,
);

/** Marks of a time axis, at most `most` of them, at round times of the clock that is `offsetMs` ahead of UTC. */
export function timeMarks(
  axis: Span,
  most: number,
  offsetMs: number,
): { readonly step: number; readonly marks: readonly number[] } {
  const length = axis.to - axis.from;
  const last = STEPS.at(-1) ?? length;
  const step = STEPS.find((candidate) => length / candidate <= most) ?? Math.ceil(length / most / last) * last;
  const first = Math.ceil((axis.from + offsetMs) / step) * step - offsetMs;
  const marks: number[] = [];
  for (let at = first; at <= axis.to; at += step) marks.push(at);
  return { step, marks };
}

/** Joins neighbours that would be drawn over each other, closer than `gap`, so that ten thousand tools are a few hundred shapes. */
export function joined<T extends Span>(spans: readonly T[], gap: number, same: (a: T, b: T) => boolean): readonly T[] {
  const out: T[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const before = out.at(-1);
    if (before && same(before, span) && span.from - before.to < gap) {
      out[out.length - 1] = { ...before, to: Math.max(before.to, span.to) };
    } else out.push(span);
  }
  return out;
}
