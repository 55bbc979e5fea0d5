/** Units of a text that are shown otherwise: found, found and stood at, or selected. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly kind: 'found' | 'current' | 'selected';
}

export interface MarkedPiece {
  /** Where it begins, in UTF-16 units. */
  readonly from: number;
  readonly text: string;
  readonly kinds: readonly Mark['kind'][];
}

/** The text cut where a mark begins or ends, each piece with what it is. Marks may overlap, and reach beyond the text. */
export function markedPieces(text: string, marks: readonly Mark[]): readonly MarkedPiece[] {
  const cuts = new Set([0, text.length]);
  for (const { from, to } of marks) for (const at of [from, to]) if (at > 0 && at < text.length) cuts.add(at);
  const sorted = [...cuts].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((from, nth) => ({
    from,
    text: text.slice(from, sorted[nth + 1]),
    kinds: marks.filter((mark) => mark.from <= from && mark.to > from).map(({ kind }) => kind),
  }));
}
