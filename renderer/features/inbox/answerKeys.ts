import type { KeyboardEvent } from 'react';

/** Keys that press a row's own buttons: yes, no, for the goal, always. */
const ANSWER_KEYS = new Set(['y', 'n', 'g', 'a']);

/** `y`, `n`, `g` and `a` press the row's buttons, `e` goes to its field: only while the row itself has the focus. True where it was one. */
export function answerByKey(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return false;
  const row = event.currentTarget;
  if (ANSWER_KEYS.has(event.key)) row.querySelector<HTMLButtonElement>(`[data-key=${event.key}]`)?.click();
  else if (event.key === 'e') row.querySelector<HTMLElement>('input, textarea')?.focus();
  else return false;
  event.preventDefault();
  return true;
}
