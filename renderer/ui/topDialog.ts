/** The dialog that stands over the page and all other dialogs, one that is just going included. */
export function topDialog(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('[aria-modal=true]')].at(-1);
}

/** What a dialog asks is answered first: nothing is done behind it. */
export function hasDialog(): boolean {
  return topDialog() !== undefined;
}

/** Whether a key is a dialog's, also where it has just closed it: what closes at once is gone before the window hears of the key. */
export function isOfDialog({ target }: Pick<KeyboardEvent, 'target'>): boolean {
  return hasDialog() || (target instanceof Element && target.closest('[aria-modal=true]') !== null);
}
