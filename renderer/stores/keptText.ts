import { useRef, useState } from 'react';
import { forget, recall, remember } from './remembered';

/** A text that is kept until it is empty: it outlives going elsewhere and a reload of the window. */
export function useKeptText(key: string) {
  const [text, setText] = useState(() => {
    const kept = recall(key);
    return typeof kept === 'string' ? kept : '';
  });
  const latest = useRef(text);
  const write = (next: string) => {
    latest.current = next;
    setText(next);
    if (next === '') forget(key);
    else remember(key, next);
  };
  /** As it stands now, which after a wait is not what the last render saw. */
  return { text, latest: () => latest.current, write };
}
