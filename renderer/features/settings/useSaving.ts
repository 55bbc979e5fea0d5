import { type KeyboardEvent, useState } from 'react';
import type { Params } from '../../../shared/ipc/methods';
import { saveChanges } from '../../stores/settings';

/** Saves changes at once. A refusal's sentence is kept for the setting that it is of, until one is taken. */
export function useSaving() {
  const [refused, setRefused] = useState<{ readonly of: string; readonly words: string }>();
  return {
    refusalOf: (setting: string) => (refused?.of === setting ? refused.words : undefined),
    /** Answers whether it was taken. `setting` is its name within the section. */
    save: async (setting: string, changes: Partial<Params<'settings/save'>>) => {
      const words = await saveChanges(changes);
      setRefused(words === undefined ? undefined : { of: setting, words });
      return words === undefined;
    },
  };
}

/** What is typed until it is saved; otherwise what is saved, also by another window. */
export function useTyped<T>(saved: T) {
  const [typed, setTyped] = useState<{ readonly value: T }>();
  return {
    value: typed ? typed.value : saved,
    typed: typed !== undefined,
    set: (value: T) => setTyped({ value }),
    clear: () => setTyped(undefined),
  };
}

/** ↵ saves what is typed, and Escape brings back what is saved. */
export function onFieldKey(
  event: KeyboardEvent,
  { typed, save, putBack }: { readonly typed: boolean; readonly save: () => Promise<void>; readonly putBack: () => void },
): void {
  if (event.key === 'Enter') void save();
  if (event.key !== 'Escape' || !typed) return;
  event.preventDefault();
  putBack();
}
