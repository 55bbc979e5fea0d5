import { useRef, useState } from 'react';
import { forget, recall, remember } from './remembered';

/** What was typed and not sent yet, by field. */
type Unsent = Readonly<Record<string, string>>;

/**
 * Text on its way to a question, kept until it is sent: it outlives going elsewhere, a reload and a restart of the window. `asking` names
 * one asking and no other, so that nothing typed for an earlier one appears in a later one.
 */
export function useUnsent(asking: string) {
  const key = unsentKey(asking);
  const [texts, setTexts] = useState<Unsent>(() => unsentOf(recall(key)));
  // A change that comes after an answer was waited for builds on what stands then.
  const latest = useRef(texts);
  const set = (field: string, text: string | undefined) => {
    const { [field]: _old, ...others } = latest.current;
    const next = text === undefined ? others : { ...others, [field]: text };
    latest.current = next;
    setTexts(next);
    if (Object.keys(next).length === 0) forget(key);
    else remember(key, next);
  };
  const clear = () => {
    latest.current = {};
    setTexts({});
    forget(key);
  };
  return { texts, set, clear };
}

/** What was typed for a question that is gone is of no use to anybody. */
export function forgetUnsent(asking: string): void {
  forget(unsentKey(asking));
}

const unsentKey = (asking: string) => `unsent.${asking}`;

/** What is remembered, where it reads as it was written. */
export function unsentOf(kept: unknown): Unsent {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
