import type { KeyboardEvent } from 'react';
import { outbox } from '../../stores/outbox';

/** Keys that press a row's own buttons: yes, no, for the goal, always, edit, undo. */
const ANSWER_KEYS = new Set(['y', 'n', 'g', 'a', 'e', 'z']);

/**
 * On a question that has the focus itself: `y`, `n`, `g`, `a` press its buttons, `e` edits or explains, Enter goes to the answer. From
 * inside the answer, Escape comes back to the question. True where it was one of them. A key that is held down answers one question: the
 * focus is on the next one by the time it repeats.
 */
export function answerByKey(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const row = event.currentTarget;
  if (event.target !== row) return event.key === 'Escape' && back(event, row);
  if (event.key === 'Enter') (fieldOf(row) ?? row.querySelector<HTMLElement>('[data-key]'))?.focus();
  else if (ANSWER_KEYS.has(event.key)) {
    if (!event.repeat) press(row, event.key);
  } else return false;
  event.preventDefault();
  return true;
}

/** Takes an answer back that was not sent yet, and puts the focus on its question. */
export function takeBack(key: string | undefined): boolean {
  if (key === undefined || !outbox.undo(key)) return false;
  document.querySelector<HTMLElement>(`[data-asked="${CSS.escape(key)}"]`)?.focus();
  return true;
}

function press(row: HTMLElement, key: string): void {
  const button = row.querySelector<HTMLButtonElement>(`[data-key=${key}]`);
  if (button) button.click();
  else if (key === 'e') fieldOf(row)?.focus();
  else if (key === 'z') takeBack(outbox.latest());
}

function fieldOf(row: HTMLElement): HTMLElement | null {
  return row.querySelector<HTMLElement>('input:checked') ?? row.querySelector<HTMLElement>('input, textarea');
}

/** An open list or menu inside closes by its own Escape first. */
function back(event: KeyboardEvent<HTMLElement>, row: HTMLElement): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement) || target.getAttribute('aria-expanded') === 'true' || !row.contains(target)) return false;
  row.focus();
  event.preventDefault();
  return true;
}
