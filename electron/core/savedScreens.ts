import { rm } from 'node:fs/promises';
import type { SavedScreen } from '../../shared/views/terminalRow';
import { listScreens, readScreen, screenPath } from '../terminals/screenFiles';

/** Screens that were kept on disk, of terminals that live and of others. Neither answer rejects for what a disk does. */
export interface SavedScreens {
  /** The oldest first. */
  list(thread: string): Promise<readonly Omit<SavedScreen, 'text'>[]>;
  /** Null where there is none; `fault` is a sentence on one that does not read. */
  read(thread: string, terminal: string): Promise<{ readonly screen: SavedScreen | null; readonly fault: string | null }>;
  remove(thread: string, terminal: string): Promise<void>;
}

export function savedScreens(screensDir: string): SavedScreens {
  return {
    list: async (thread) => {
      try {
        const screens = await listScreens(screensDir, thread);
        return screens.map(({ id, ...head }) => ({ ...head, terminal: id.slice(thread.length + 1) }));
      } catch (thrown) {
        // Whoever then asks for a screen is told.
        if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
        return [];
      }
    },
    read: async (thread, terminal) => {
      const read = await readScreen(screensDir, `${thread}/${terminal}`);
      if (typeof read === 'string') return { screen: null, fault: read };
      if (read === undefined) return { screen: null, fault: null };
      const { id: _, ...screen } = read;
      return { screen: { ...screen, terminal }, fault: null };
    },
    remove: (thread, terminal) => rm(screenPath(screensDir, `${thread}/${terminal}`), { force: true }),
  };
}
