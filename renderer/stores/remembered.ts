import { call } from '../bridge/bridge';

/** What the window keeps of its own between starts: places, widths, folds, text not sent yet. Never anything that a goal rests on. */
const PREFIX = 'goalpost.';

export function recall(key: string): unknown {
  if (typeof localStorage === 'undefined') return undefined;
  const text = localStorage.getItem(PREFIX + key);
  return text === null ? undefined : parsed(text);
}

export function remember(key: string, value: unknown): void {
  if (typeof localStorage === 'undefined') return;
  localStorage.setItem(PREFIX + key, JSON.stringify(value));
  writeSoon();
}

/** Hears what another window of the app remembers or forgets under `name.…`: what follows the name, and what is kept there now. */
export function onRemembered(name: string, listener: (of: string, kept: unknown) => void): void {
  if (typeof window === 'undefined') return;
  const prefix = `${PREFIX}${name}.`;
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key?.startsWith(prefix)) listener(key.slice(prefix.length), newValue === null ? undefined : parsed(newValue));
  });
}

export function forget(key: string): void {
  if (typeof localStorage === 'undefined') return;
  localStorage.removeItem(PREFIX + key);
  writeSoon();
}

/** The pause after a word: what was typed before it outlives even the app's sudden death. */
const WRITE_AFTER_MS = 250;

let writing: ReturnType<typeof setTimeout> | undefined;

/** Chromium writes such things seconds later, which half an answer does not survive when the app is killed. */
function writeSoon(): void {
  if (writing !== undefined) return;
  writing = setTimeout(() => {
    writing = undefined;
    void call('window/remember', {});
  }, WRITE_AFTER_MS);
}

/** What one window remembers for itself, by the name that main gave it. A new window begins with what the last one left. */
export function recallHere(key: string): unknown {
  return recall(`${windowName()}.${key}`) ?? recall(key);
}

export function rememberHere(key: string, value: unknown): void {
  remember(`${windowName()}.${key}`, value);
  remember(key, value);
}

function windowName(): string {
  return (globalThis as { readonly goalpost?: { readonly window?: string } }).goalpost?.window ?? 'window';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
