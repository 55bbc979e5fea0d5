import { t } from '../../../shared/words/t';

export interface SearchTerm {
  readonly text: string;
  readonly regex: boolean;
  readonly caseSensitive: boolean;
}

/** So many places are marked at once; more are only counted as more. */
export const MOST_MARKED = 1_000;

/** How a search stands: `3 of 12`, `None`, `1,000 or more`; nothing where nothing is looked for. */
export function searchWords(
  term: SearchTerm,
  found: { readonly index: number; readonly count: number } | undefined,
  thousands: (n: number) => string,
): string {
  if (term.text === '') return '';
  if (!isPattern(term)) return t`No pattern`;
  if (!found) return '';
  if (found.count === 0) return t`None`;
  const all = found.count >= MOST_MARKED ? t`${thousands(MOST_MARKED)} or more` : thousands(found.count);
  return found.index < 0 ? all : t`${thousands(found.index + 1)} of ${all}`;
}

/** Whether the text can be looked for: a half-typed regular expression is none. */
export function isPattern({ text, regex }: SearchTerm): boolean {
  if (!regex) return true;
  try {
    new RegExp(text);
    return true;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}
