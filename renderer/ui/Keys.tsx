import classes from './Keys.module.css';

export const MAC = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);

/** Keycaps: `of` names the keys apart by spaces, `mod` for the system's command key, `alt` for its other, `shift`: `mod .`, `↵`, `esc`, `j k`. */
export function Keys({ of }: { readonly of: string }) {
  return (
    <>
      {keycaps(of, MAC).map((key) => (
        <kbd key={key} className={classes.key}>
          {key}
        </kbd>
      ))}
    </>
  );
}

/** The same in a text: `Ctrl+Shift+Z`. */
export function keysText(of: string): string {
  return keycaps(of, MAC).join(' ');
}

/** `mod`, `alt` and `shift` join the key after them in one cap, as the menus write it: `⌘.` or `Ctrl+.`. */
export function keycaps(of: string, mac: boolean): readonly string[] {
  return of
    .replaceAll('mod ', mac ? '⌘' : 'Ctrl+')
    .replaceAll('alt ', mac ? '⌥' : 'Alt+')
    .replaceAll('shift ', mac ? '⇧' : 'Shift+')
    .split(' ');
}
