/** The dialog that stands over the page and all other dialogs, one that is just going included. */
export function topDialog(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('[aria-modal=true]')].at(-1);
}

/** What a dialog asks is answered first: nothing is done behind it. */
export function hasDialog(): boolean {
  return topDialog() !== undefined;
}
