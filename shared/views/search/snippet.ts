import { type SearchTerm, searchTerms } from './query';

/** A piece of a found text; `marked` is what was looked for. */
export interface SnippetPart {
  readonly text: string;
  readonly marked: boolean;
}

/** Words before what is found first, and from there on: a few lines of a narrow list. */
const WORDS_BEFORE = 5;
const WORDS_AFTER = 16;

/** A word of the index may be as long as a line of base64. */
const MOST_CHARACTERS = 240;

/**
 * The piece of a text round what is found in it first, with all that was looked for marked. The index could do it too, but looks its
 * words up again for every text, which takes it far longer than finding them.
 */
export function snippetOf(text: string, typed: string): readonly SnippetPart[] {
  const words = wordsOf(text);
  const found = searchTerms(typed).flatMap((term) => rangesOf(words, term));
  const first = found.length === 0 ? 0 : Math.min(...found.map(({ from }) => from));
  const start = words[Math.max(0, first - WORDS_BEFORE)];
  const end = words[Math.min(words.length - 1, first + WORDS_AFTER)];
  if (!start || !end) return [];
  const from = first <= WORDS_BEFORE ? 0 : start.start;
  const to = Math.min(from + MOST_CHARACTERS, first + WORDS_AFTER >= words.length - 1 ? text.length : end.end);
  const marks = found.map((range) => ({ start: words[range.from]?.start ?? 0, end: words[range.to]?.end ?? 0 }));
  return withEnds(cutAt(text, from, to, marks), from > 0, to < text.length);
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
}

/** Words as the index has them: letters and digits, without case and accents. */
function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    folded: word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
  }));
}

/** Where a term stands, by the numbers of its first and last word. */
function rangesOf(
  words: readonly Word[],
  { said, whole }: SearchTerm,
): readonly { readonly from: number; readonly to: number }[] {
  const wanted = wordsOf(said).map(({ folded }) => folded);
  const fits = (at: number) =>
    wanted.every((word, nth) => {
      const folded = words[at + nth]?.folded;
      return whole || nth < wanted.length - 1 ? folded === word : folded?.startsWith(word);
    });
  return words.flatMap((_, at) => (fits(at) ? [{ from: at, to: at + wanted.length - 1 }] : []));
}

/** The text from `from` to `to`, taken apart where marks begin and end. */
function cutAt(
  text: string,
  from: number,
  to: number,
  marks: readonly { readonly start: number; readonly end: number }[],
): readonly SnippetPart[] {
  const parts: SnippetPart[] = [];
  let at = from;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const [start, end] = [Math.max(at, mark.start), Math.min(to, mark.end)];
    if (start >= end) continue;
    parts.push({ text: text.slice(at, start), marked: false }, { text: text.slice(start, end), marked: true });
    at = end;
  }
  parts.push({ text: text.slice(at, to), marked: false });
  return parts.filter((part) => part.text !== '');
}

function withEnds(parts: readonly SnippetPart[], before: boolean, after: boolean): readonly SnippetPart[] {
  const dots = { text: '…', marked: false };
  return [...(before ? [dots] : []), ...parts, ...(after ? [dots] : [])];
}
