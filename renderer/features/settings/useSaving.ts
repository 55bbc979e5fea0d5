import { useState } from 'react';
import type { Params } from '../../../shared/ipc/methods';
import { saveChanges } from '../../stores/settings';

/** Saves changes at once and keeps the refusal's sentence until one is taken. */
export function useSaving() {
  const [refusal, setRefusal] = useState<string>();
  const save = async (changes: Partial<Params<'settings/save'>>) => {
    const refused = await saveChanges(changes);
    setRefusal(refused);
    return refused === undefined;
  };
  return { refusal, save };
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
