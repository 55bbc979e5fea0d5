/** What F6 cycles through, in the order of the page: `<section {...region('Terminal')}>`. */
export function region(label: string) {
  return { 'data-region': label, 'aria-label': label, tabIndex: -1 } as const;
}

/** Moves the focus to the next region (`step` 1) or the one before (−1), onto its selected row or else its first control. */
export function cycleRegions(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((element) => element.checkVisibility());
  const innermost = document.activeElement?.closest<HTMLElement>('[data-region]');
  const from = innermost ? regions.indexOf(innermost) : -1;
  const start = from < 0 && step < 0 ? 0 : from;
  const next = regions.at((start + step) % regions.length);
  if (next) (firstControl(next) ?? next).focus();
}

const CONTROLS = ['[data-row][tabindex="0"]', 'button', 'a[href]', 'input', 'textarea', 'select', '[tabindex="0"]'];

/** Controls of a region inside the region are that region's, not this one's. */
function firstControl(element: HTMLElement): HTMLElement | undefined {
  for (const controls of [CONTROLS.slice(0, 1), CONTROLS]) {
    const found = [...element.querySelectorAll<HTMLElement>(controls.join(','))].find(
      (control) =>
        control.tabIndex >= 0 &&
        !control.matches(':disabled') &&
        control.closest('[data-region]') === element &&
        control.checkVisibility(),
    );
    if (found) return found;
  }
  return undefined;
}
