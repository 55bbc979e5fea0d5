/** As much of a key press as decides what it means. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export interface KeyPlace {
  readonly mac: boolean;
  /** Whether keys go to the program. */
  readonly typing: boolean;
  readonly selected: boolean;
}

/** What a key means in a terminal that has the focus. */
export type KeyMeaning =
  | 'find'
  | 'larger'
  | 'smaller'
  | 'standard'
  | 'copy'
  /** The terminal's own: mostly the program gets it. */
  | 'terminal'
  /** Nothing of the terminal's: the window and its menu get it. */
  | 'window'
  | { readonly scroll: 'lines'; readonly by: 1 | -1 }
  | { readonly scroll: 'pages'; readonly by: 1 | -1 }
  | { readonly scroll: 'top' }
  | { readonly scroll: 'bottom' };

export function meaningOf(press: KeyPress, place: KeyPlace): KeyMeaning {
  return commandOf(press, place) ?? copyOf(press, place) ?? (place.typing ? typed(press) : read(press));
}

/** With the system's command key alone; the plus stands behind Shift on many keyboards. */
function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress, { mac }: KeyPlace): KeyMeaning | undefined {
  const command = mac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (!command || altKey) return undefined;
  if (key === '+' || (key === '=' && !shiftKey)) return 'larger';
  if (shiftKey) return undefined;
  return COMMANDS[key.toLowerCase()];
}

const COMMANDS: Readonly<Record<string, KeyMeaning>> = { f: 'find', '-': 'smaller', '0': 'standard' };

/** Ctrl-C is the program's where it can be typed, and copies where it cannot; the other two always copy. */
function copyOf(press: KeyPress, { mac, typing, selected }: KeyPlace): KeyMeaning | undefined {
  if (press.key.toLowerCase() !== 'c' || press.altKey) return undefined;
  if (press.ctrlKey && press.shiftKey && !press.metaKey) return 'copy';
  if (mac && press.metaKey && !press.ctrlKey) return selected ? 'copy' : 'window';
  return press.ctrlKey && !press.metaKey && !typing && selected ? 'copy' : undefined;
}

/** Keys by which one leaves a terminal stay the window's, or a person at the keyboard could not. */
function typed({ key, metaKey }: KeyPress): KeyMeaning {
  return key === 'F6' || metaKey ? 'window' : 'terminal';
}

function read({ key, ctrlKey, metaKey, altKey }: KeyPress): KeyMeaning {
  return ctrlKey || metaKey || altKey ? 'window' : (SCROLLS[key] ?? 'window');
}

const SCROLLS: Readonly<Record<string, KeyMeaning>> = {
  ArrowUp: { scroll: 'lines', by: -1 },
  ArrowDown: { scroll: 'lines', by: 1 },
  PageUp: { scroll: 'pages', by: -1 },
  PageDown: { scroll: 'pages', by: 1 },
  Home: { scroll: 'top' },
  End: { scroll: 'bottom' },
};
