/** A text in JSON's quotes, on one line: what stands in them is taken word for word. */
const QUOTED = /"(?:[^"\\\n]|\\.)*"/y;

/** Where the quoted text that begins at `at` ends; undefined where none begins there. */
export function endOfQuoted(text: string, at: number): number | undefined {
  if (text[at] !== '"') return undefined;
  QUOTED.lastIndex = at;
  return QUOTED.test(text) ? QUOTED.lastIndex : undefined;
}

/** What a text that is wholly one quoted text says; undefined for any other. */
export function unquoted(text: string): string | undefined {
  if (endOfQuoted(text, 0) !== text.length) return undefined;
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined; // Quotes with an escape that is not JSON's are somebody's own words.
  }
}

/** The text in quotes, so that nothing in it reads as another part. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
