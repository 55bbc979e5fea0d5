import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** A word on what was just done that can be undone, or on why it was not. A newer one of the same id takes its place. */
export interface Toast {
  readonly id: string;
  readonly words: string;
  readonly action?: { readonly words: string; readonly run: () => void };
}

/** Time enough to read a line and to reach a button by keyboard. It does not run while the toast has the pointer or the focus. */
export const TOAST_MS = 10_000;

/** More at once are a list, and nobody reads it. */
const MOST = 3;

const toasts = createStore<{ readonly shown: readonly Toast[] }>(() => ({ shown: [] }));

export function showToast(toast: Toast): void {
  toasts.setState(({ shown }) => ({ shown: [...shown.filter(({ id }) => id !== toast.id), toast].slice(-MOST) }));
}

export function endToast(toast: Toast): void {
  toasts.setState(({ shown }) => ({ shown: shown.filter((one) => one !== toast) }));
}

export function useToasts(): readonly Toast[] {
  return useStore(toasts, ({ shown }) => shown);
}
