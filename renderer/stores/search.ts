import { useEffect, useState } from 'react';
import type { SearchFound } from '../../shared/views/search/found';
import { call } from '../bridge/bridge';

export type Search =
  | { readonly status: 'none' }
  | { readonly status: 'looking' }
  | { readonly status: 'failed'; readonly message: string }
  /** `text` is what was looked for: what is typed now may be more already. */
  | { readonly status: 'found'; readonly text: string; readonly found: SearchFound };

/** A pause in typing; each letter would ask otherwise. */
const TYPING_MS = 120;

/** While old threads are read in, there is more to find each moment. */
const AGAIN_MS = 700;

const NONE: Search = { status: 'none' };

/** What is found for the words, as they stand when one pauses; what was found before stays until then. */
export function useSearch(text: string): Search & { readonly again: () => void } {
  const [search, setSearch] = useState<Search>(NONE);
  const [asked, setAsked] = useState(0);
  const wanted = text.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` asks again for the same words.
  useEffect(() => {
    if (wanted === '') {
      setSearch(NONE);
      return undefined;
    }
    setSearch((before) => (before.status === 'found' ? before : { status: 'looking' }));
    let timer = setTimeout(look, TYPING_MS);
    let over = false;
    async function look(): Promise<void> {
      const answer = await call('search/find', { text: wanted });
      if (over) return;
      if (!answer.ok) return setSearch({ status: 'failed', message: answer.error.message });
      setSearch({ status: 'found', text: wanted, found: answer.value });
      if (answer.value.indexing) timer = setTimeout(look, AGAIN_MS);
    }
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [wanted, asked]);
  return { ...search, again: () => setAsked(asked + 1) };
}
