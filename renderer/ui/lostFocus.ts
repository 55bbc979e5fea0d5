import { useEffect } from 'react';
import { topDialog } from './topDialog';

/** Enough to get past what opened over what: a dialog over a menu over a row. */
const MOST_KNOWN = 16;

/** What can take the focus, and whether it is still there to take it. */
function takes(element: HTMLElement): boolean {
  return element.isConnected && element.checkVisibility() && !element.matches(':disabled, [inert] *');
}

/**
 * The focus is never lost: where what had it goes from the page (a dialog that closes, a row that was answered, a place that is left), it
 * goes back to what had it before in the same region, or, from what opened over the page, to what opened it. In a place that is new it
 * goes to the place, and while a dialog stands it stays in it. What a person lets go by a click stays let go.
 */
export function useLostFocus(): void {
  useEffect(() => {
    const known: { readonly element: HTMLElement; readonly region: string | undefined }[] = [];
    let frame: number | undefined;

    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      // Once: who goes round a dialog by Tab still comes back to what opened it.
      const again = known.findIndex(({ element }) => element === target);
      if (again >= 0) known.splice(again, 1);
      known.push({ element: target, region: regionOf(target) });
      if (known.length > MOST_KNOWN) known.shift();
    };
    const isLost = () => {
      const last = known.at(-1);
      return document.activeElement === document.body && last !== undefined && !takes(last.element);
    };
    // Who knows better has had its turn by then: a list that goes on to its next row, a dialog that gives back what it took.
    const look = () => {
      if (frame !== undefined || !isLost()) return;
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          frame = undefined;
          if (isLost()) heir()?.focus({ preventScroll: true });
        });
      });
    };
    const heir = (): HTMLElement | undefined => {
      const dialog = topDialog();
      if (dialog) return inDialog(dialog);
      const region = known.at(-1)?.region;
      const before = known.findLast((entry) => takes(entry.element) && (region === undefined || entry.region === region));
      return before?.element ?? entryOf(regionNamed(region)) ?? entryOf(document.querySelector('main'));
    };

    /** A dialog that goes on to say something else keeps the focus: behind it nothing is to be reached. */
    const inDialog = (dialog: HTMLElement): HTMLElement | undefined => {
      const before = known.findLast(({ element }) => takes(element) && dialog.contains(element));
      return before?.element ?? dialog.querySelector<HTMLElement>('[data-autofocus], button:not(:disabled)') ?? dialog;
    };

    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', onFocus);
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', onFocus);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, []);
}

/** What opens over the page stands in no region of it. */
function regionOf(element: HTMLElement): string | undefined {
  return element.closest<HTMLElement>('[data-region]')?.dataset.region;
}

function regionNamed(name: string | undefined): HTMLElement | null {
  if (name === undefined) return null;
  const element = document.querySelector<HTMLElement>(`[data-region="${CSS.escape(name)}"]`);
  return element?.checkVisibility() ? element : null;
}

/** A list's own row where there is one, or else the region: what stands first in it may be far from where one reads. */
function entryOf(region: HTMLElement | null): HTMLElement | undefined {
  return region?.querySelector<HTMLElement>('[data-row][tabindex="0"]') ?? region ?? undefined;
}
