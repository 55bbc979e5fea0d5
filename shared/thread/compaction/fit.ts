const CUT = ' […]';

/** The text, or its beginning with a mark where it is longer. */
export function cutText(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, Math.max(0, characters - CUT.length))}${CUT}`;
}

/** A text of the model's or a program's within one of our lines. */
export function oneLine(text: string, characters: number): string {
  return cutText(text.replace(/\s+/g, ' ').trim(), characters);
}

/** The last entries that fit, in their order, and how many before them do not. */
export function lastThatFit(entries: readonly string[], characters: number): { kept: readonly string[]; left: number } {
  let from = entries.length;
  let rest = characters;
  while (from > 0) {
    rest -= (entries[from - 1] ?? '').length + 1;
    if (rest < 0) break;
    from -= 1;
  }
  return { kept: entries.slice(from), left: from };
}
