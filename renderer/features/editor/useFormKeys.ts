import { type RefObject, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { changeEnd } from '../../../shared/views/formHistory';
import type { Steps } from './useGoalForm';

/**
 * Undo and redo of the whole form by keys. They stand in for the system's own in the form's fields, which would know nothing of what a
 * rewrite, a proposal or a text put there; in other fields of the place the system's hold.
 */
export function useFormKeys(fields: RefObject<HTMLElement | null>, steps: Steps, onStep: (part: string, back: boolean) => void) {
  const latest = useRef({ steps, onStep });
  latest.current = { steps, onStep };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const back = wantedStep(event);
      const box = fields.current;
      if (back === undefined || !box || !isFormsKey(event.target, box)) return;
      event.preventDefault();
      const step = back ? latest.current.steps.undo : latest.current.steps.redo;
      if (!step) return;
      const part = stepped(box, step);
      latest.current.onStep(part, back);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [fields]);
}

/** Whether the keys mean a step back, a step forward, or neither. */
function wantedStep(event: KeyboardEvent): boolean | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'z') return !event.shiftKey;
  return key === 'y' && !event.metaKey && !event.shiftKey ? false : undefined;
}

function isFormsKey(target: EventTarget | null, box: HTMLElement): boolean {
  if (document.querySelector('[role=dialog]') || !(target instanceof Element)) return false;
  if (target.closest('[data-own-undo]')) return false;
  return box.contains(target) || !target.matches('input, textarea, select, [contenteditable=true]');
}

/** Takes the step, and leaves the cursor behind what it changed: in the field that one is in, or in the one of the part. */
export function stepped(box: HTMLElement, step: () => string): string {
  const field = document.activeElement;
  const before = isText(field) ? field.value : undefined;
  let part = '';
  flushSync(() => {
    part = step();
  });
  if (isText(field) && before !== undefined && field.isConnected && field.value !== before) {
    place(field, changeEnd(before, field.value));
    return part;
  }
  const home = box.querySelector<HTMLElement>(`[data-part~="${CSS.escape(part.replace(/\[.*/, ''))}"]`);
  // Who is there already, in the tree say, stays where they are.
  if (!home || (field && home.contains(field))) return part;
  home.scrollIntoView({ block: 'nearest' });
  home.querySelector<HTMLElement>('textarea, input, button')?.focus({ preventScroll: true });
  return part;
}

function isText(element: Element | null): element is HTMLTextAreaElement | HTMLInputElement {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text');
}

function place(field: HTMLTextAreaElement | HTMLInputElement, at: number): void {
  field.setSelectionRange(at, at);
}
