/** What the window keeps of its own between starts: places, widths, folds, text not sent yet. Never anything that a goal rests on. */
const PREFIX = 'goalpost.';

export function recall(key: string): unknown {
  if (typeof localStorage === 'undefined') return undefined;
  const text = localStorage.getItem(PREFIX + key);
  return text === null ? undefined : parsed(text);
}

export function remember(key: string, value: unknown): void {
  if (typeof localStorage !== 'undefined') localStorage.setItem(PREFIX + key, JSON.stringify(value));
}

export function forget(key: string): void {
  if (typeof localStorage !== 'undefined') localStorage.removeItem(PREFIX + key);
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
