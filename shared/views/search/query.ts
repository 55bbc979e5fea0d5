/** More words than these no person types; each of them is looked up. */
const MOST_WORDS = 20;

const HAS_WORD = /[\p{L}\p{N}]/u;

/** What somebody looks for: words as they stand, or the beginning of one. */
export interface SearchTerm {
  readonly said: string;
  readonly whole: boolean;
}

/** The terms of what was typed; what stands in quotes is one as it stands. What holds no letter and no digit names nothing. */
export function searchTerms(text: string): readonly SearchTerm[] {
  return [...text.replaceAll('\0', ' ').matchAll(/"([^"]*)"?|([^\s"]+)/g)]
    .map(([, phrase, word]) => ({ said: phrase ?? word ?? '', whole: phrase !== undefined }))
    .filter(({ said }) => HAS_WORD.test(said))
    .slice(0, MOST_WORDS);
}

/**
 * What somebody typed as a query of SQLite's FTS5, or null where it names nothing to look for. Every term must be there. Whatever was
 * typed stands in quotes of the query's own, so nothing of it can be an operator or an error.
 */
export function searchQuery(text: string): string | null {
  const terms = searchTerms(text).map(({ said, whole }) => (whole ? `"${said}"` : `"${said}"*`));
  return terms.length === 0 ? null : terms.join(' ');
}
