import type { SavedScreens } from './threadTerminals';

export function savedScreens(_dir: string): SavedScreens {
  return { read: async () => [], remove: async () => undefined };
}
