import { ACTIONS, type ActionId, keysOf } from './table';

/** As much of a key press as decides what it means. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Enter: '↵' };

/** Signs that mean the same key: the plus stands behind Shift on many keyboards, and menus write a true minus. */
const SAME: Readonly<Record<string, string>> = { '=': '+', '-': '−', _: '−' };

/** A press as the table writes keys: `mod shift F`. Shift is not named where it only made the sign. */
export function writtenKeys(press: KeyPress, mac: boolean): string {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const key = nameOf(press.key, mod);
  const shift = press.shiftKey && (key.length > 1 || /[\p{L}\p{N}←→↑↓↵]/u.test(key));
  return [mod && 'mod', press.altKey && 'alt', shift && 'shift', key].filter(Boolean).join(' ');
}

function nameOf(key: string, mod: boolean): string {
  const named = ARROWS[key] ?? key;
  if (mod && SAME[named] !== undefined) return SAME[named];
  return named.length === 1 ? named.toUpperCase() : named;
}

/** The action that a press stands for; undefined for none. `typing` is where letters are somebody's text. */
export function actionOf(press: KeyPress, place: { readonly mac: boolean; readonly typing: boolean }): ActionId | undefined {
  // With the other system's command key a press means nothing of ours.
  if (place.mac ? press.ctrlKey : press.metaKey) return undefined;
  const written = writtenKeys(press, place.mac);
  if (place.typing && isPlain(written)) return undefined;
  return ACTIONS.find((row) => keysOf(row, place.mac) === written)?.id;
}

/** A key alone, which types something. */
function isPlain(written: string): boolean {
  return !/^(mod|alt) /.test(written) && !/F\d+$/.test(written);
}

/** Electron's names of keys, which are no words. */
const ACCELERATORS: Readonly<Record<string, string>> = {
  mod: 'CommandOrControl',
  alt: 'Alt',
  shift: 'Shift',
  '←': 'Left',
  '→': 'Right',
  '↑': 'Up',
  '↓': 'Down',
  '+': 'Plus',
  '−': '-',
};

/** Keys as Electron's menus write them; undefined for a key alone, which a menu would take from whoever types. */
export function accelerator(keys: string): string | undefined {
  if (isPlain(keys)) return undefined;
  return keys
    .split(' ')
    .map((part) => ACCELERATORS[part] ?? part)
    .join('+');
}
