/** How well a text answers what was typed: higher is better, null where it does not. Words may stand in any order, letters may not. */
export function fuzzyScore(typed: string, text: string): number | null {
  const within = text.toLowerCase();
  const scores = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => wordScore(word, within));
  return scores.reduce<number | null>((sum, score) => (sum === null || score === null ? null : sum + score), 0);
}

function wordScore(wanted: string, within: string): number | null {
  const at = within.indexOf(wanted);
  if (at !== -1) return WHOLE + (isStart(within, at) ? START : 0) - at / LONG - within.length / LONG;
  return scattered(wanted, within);
}

// A run of the very letters beats letters at words' beginnings, and these beat letters anywhere.
const WHOLE = 100;
const START = 40;
const NEXT = 4;
/** Longer than any text that is scored: what only orders equals stays below one. */
const LONG = 1_000;

/** Each letter at the beginning of a word, or right after the one before it, counts; a letter far off all but ends it. */
function scattered(letters: string, within: string): number | null {
  let score = 0;
  let from = 0;
  for (const letter of letters) {
    const at = nextAt(within, letter, from);
    if (at === -1) return null;
    score += at === from ? NEXT : isStart(within, at) ? NEXT - 1 : -1;
    from = at + 1;
  }
  return score < letters.length ? null : score - within.length / LONG;
}

/** Where the letter is next: at a word's beginning rather than in the middle of one. */
function nextAt(within: string, letter: string, from: number): number {
  const next = within.indexOf(letter, from);
  if (next === -1 || next === from || isStart(within, next)) return next;
  for (let at = next; at !== -1; at = within.indexOf(letter, at + 1)) if (isStart(within, at)) return at;
  return next;
}

function isStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
}

/** Those that answer, the best first; equals keep their order. Without anything typed, all of them as they are. */
export function fuzzyFind<T>(typed: string, all: readonly T[], textOf: (item: T) => string): readonly T[] {
  if (typed.trim() === '') return all;
  return all
    .flatMap((item) => {
      const score = fuzzyScore(typed, textOf(item));
      return score === null ? [] : [{ item, score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
