/** Punctuation that models type in ASCII where the file has its typographic sister. */
const PUNCTUATION: readonly (readonly [RegExp, string])[] = [
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/[\u2018-\u201B]/g, "'"],
  [/[\u201C-\u201F]/g, '"'],
  [/[\u00A0\u2002-\u200A\u202F\u205F\u3000]/g, ' '],
];

/** Ways to look at a line, strictest first: each later one forgives what OpenAI's models get wrong. */
const READINGS: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => line.trimEnd(),
  (line) => line.trim(),
  (line) => PUNCTUATION.reduce((text, [from, to]) => text.replace(from, to), line).trim(),
];

/** The most forgiving reading of a line; two lines that differ in it never match. */
export function looseReading(line: string): string {
  return PUNCTUATION.reduce((text, [from, to]) => text.replace(from, to), line).trim();
}

/** Index of the first place at or after `from` where `wanted` stands in `lines`, by the strictest reading that finds one. */
export function seekLines(lines: readonly string[], wanted: readonly string[], from: number): number | undefined {
  for (const reading of READINGS) {
    const found = seekBy(lines.map(reading), wanted.map(reading), from);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same, but only where `wanted` is the very end of `lines`. */
export function seekAtEnd(lines: readonly string[], wanted: readonly string[], from: number): number | undefined {
  const at = lines.length - wanted.length;
  return at < from ? undefined : seekLines(lines, wanted, at);
}

function seekBy(lines: readonly string[], wanted: readonly string[], from: number): number | undefined {
  for (let at = from; at + wanted.length <= lines.length; at += 1) {
    if (wanted.every((line, index) => lines[at + index] === line)) return at;
  }
  return undefined;
}
