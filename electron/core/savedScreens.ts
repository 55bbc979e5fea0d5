import { rm } from 'node:fs/promises';
import type { SavedScreen } from '../../shared/views/terminalRow';
import { readScreens, screenPath } from '../terminals/screenFiles';

/** Screens that were kept on disk, of terminals that live and of others. */
export interface SavedScreens {
  /** `faults` are sentences on files that do not read. */
  read(thread: string): Promise<{ readonly screens: readonly SavedScreen[]; readonly faults: readonly string[] }>;
  remove(thread: string, terminal: string): Promise<void>;
}

export function savedScreens(screensDir: string): SavedScreens {
  return {
    read: async (thread) => {
      const { screens, faults } = await readScreens(screensDir, thread);
      return { screens: screens.map(({ id, ...screen }) => ({ ...screen, terminal: id.slice(thread.length + 1) })), faults };
    },
    remove: (thread, terminal) => rm(screenPath(screensDir, `${thread}/${terminal}`), { force: true }),
  };
}
