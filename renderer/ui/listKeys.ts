import type { KeyboardEvent } from 'react';

/** The same keys in every list: rows carry `data-row`, the list `onKeyDown={moveRows}`; `j k`, arrows, Home and End move the focus. */
export function moveRows(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[targetRow(event, at, rows.length)];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  event.preventDefault();
}

/** Where the key leads to from the row `at`, of `count`; -1 where it leads nowhere. For lists that do not draw all their rows. */
export function targetRow(event: KeyboardEvent<HTMLElement>, at: number, count: number): number {
  if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target) || isChoosing(event)) return -1;
  return targetOf(event.key, at, count);
}

/** Letters typed into a field are its own. */
export function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type=radio], [type=checkbox])'))
  );
}

/** Arrows among radio buttons choose. */
function isChoosing({ key, target }: KeyboardEvent<HTMLElement>): boolean {
  return key.startsWith('Arrow') && target instanceof HTMLInputElement && target.type === 'radio';
}

function targetOf(key: string, at: number, count: number): number {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'k':
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
