import { useRef, useState } from 'react';
import { forget, recall, remember } from './remembered';

/** What was typed and not sent yet, by field. */
type Unsent = Readonly<Record<string, string>>;

/**
 * Text on its way to a thread, kept until it is sent: it outlives going elsewhere and a reload of the window. `about` tells one
 * asking from the next of the same thread, so that nothing typed for an earlier one appears in a later one.
 */
export function useUnsent(thread: string, about: string) {
  const key = `unsent.${thread}`;
  const [texts, setTexts] = useState<Unsent>(() => unsentOf(recall(key), about));
  // A change that comes after an answer was waited for builds on what stands then.
  const latest = useRef(texts);
  const set = (field: string, text: string | undefined) => {
    const { [field]: _old, ...others } = latest.current;
    const next = text === undefined ? others : { ...others, [field]: text };
    latest.current = next;
    setTexts(next);
    if (Object.keys(next).length === 0) forget(key);
    else remember(key, { about, texts: next });
  };
  const clear = () => {
    latest.current = {};
    setTexts({});
    forget(key);
  };
  return { texts, set, clear };
}

/** What is remembered, where it is of this asking and reads as it was written. */
export function unsentOf(kept: unknown, about: string): Unsent {
  if (typeof kept !== 'object' || kept === null || !('about' in kept) || !('texts' in kept)) return {};
  const { texts } = kept;
  if (kept.about !== about || typeof texts !== 'object' || texts === null) return {};
  return Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
