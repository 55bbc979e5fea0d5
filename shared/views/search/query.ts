/** More words than these no person types; each of them is looked up. */
const MOST_WORDS = 20;

const HAS_WORD = /[\p{L}\p{N}]/u;

/**
 * What somebody typed as a query of SQLite's FTS5, or null where it names nothing to look for. Every word must be there, as the
 * beginning of one; what stands in quotes must be there as it is. Whatever was typed stands in quotes of the query's own, so nothing
 * of it can be an operator or an error.
 */
export function searchQuery(text: string): string | null {
  const terms = [...text.replaceAll('\0', ' ').matchAll(/"([^"]*)"?|([^\s"]+)/g)].flatMap(([, phrase, word]) => {
    const said = phrase ?? word ?? '';
    if (!HAS_WORD.test(said)) return [];
    return [phrase === undefined ? `"${said}"*` : `"${said}"`];
  });
  return terms.length === 0 ? null : terms.slice(0, MOST_WORDS).join(' ');
}
