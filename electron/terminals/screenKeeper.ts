import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SavedScreen } from './savedScreen';
import { namesIn, SCREEN_FILE, screenFile, screenPath } from './screenFiles';

/** How old a saved screen may be: what a crash costs. */
const SAVE_EVERY_MS = 3_000;

/** A screen that takes long to make and write is saved less often, so that saving takes no more than a fiftieth of the time. */
const REST_PER_WORK = 50;

/** Screens kept per thread: more commands than anyone scrolls back through, some MB. The oldest go first. */
export const MAX_SCREENS = 24;

export interface KeptScreen {
  /** What is on disk is no longer the last. */
  changed(): void;
  /** Saves the last screen; settles when it is on disk, or a fault was told. */
  finish(): Promise<void>;
}

/** Keeps the screens of terminals on disk, so that they outlive the host and the app. Faults are told, and end nothing. */
export class ScreenKeeper {
  readonly #dir: string;
  readonly #onFault: (words: string) => void;

  constructor(screensDir: string, onFault: (words: string) => void) {
    this.#dir = screensDir;
    this.#onFault = onFault;
  }

  /** Begins with a terminal: `screen` is asked for whenever it is to be saved. */
  keep(id: string, screen: () => Promise<SavedScreen>): KeptScreen {
    const path = screenPath(this.#dir, id);
    return new ScreenOnDisk(async () => {
      try {
        await saveScreen(path, await screen());
      } catch (thrown) {
        if (!(thrown instanceof Error)) throw thrown;
        this.#onFault(`The screen of ${id} could not be saved: ${thrown.message}`);
      }
    });
  }
}

/** Saves at intervals while there is something to save. */
class ScreenOnDisk implements KeptScreen {
  readonly #save: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> | undefined;
  #rest = 0;
  #again = false;
  #finished = false;

  constructor(save: () => Promise<void>) {
    this.#save = save;
  }

  changed(): void {
    if (this.#saving !== undefined) this.#again = true;
    else if (!this.#finished) this.#timer ??= setTimeout(() => this.#begin(), Math.max(SAVE_EVERY_MS, this.#rest));
  }

  async finish(): Promise<void> {
    this.#finished = true;
    clearTimeout(this.#timer);
    await this.#saving;
    await this.#save();
  }

  #begin(): void {
    this.#timer = undefined;
    this.#saving = this.#saveOnce();
  }

  async #saveOnce(): Promise<void> {
    const began = performance.now();
    await this.#save();
    this.#rest = REST_PER_WORK * (performance.now() - began);
    this.#saving = undefined;
    if (this.#again) this.changed();
    this.#again = false;
  }
}

/** Replaces the file whole, so that a crash leaves the old one or the new one. */
async function saveScreen(path: string, screen: SavedScreen): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, await screenFile(screen), { mode: 0o600 });
  const others = (await namesIn(folder)).filter((name) => name.endsWith(SCREEN_FILE));
  await rename(draft, path);
  if (others.length >= MAX_SCREENS) await dropOldest(folder);
}

/** Removes all but the newest screens, and drafts that a crash left. */
async function dropOldest(folder: string): Promise<void> {
  const names = await namesIn(folder);
  const aged = await Promise.all(names.map(async (name) => ({ name, at: await savedAt(join(folder, name)) })));
  const screens = aged.filter(({ name }) => name.endsWith(SCREEN_FILE)).sort((a, b) => b.at - a.at);
  const drafts = aged.filter(({ name, at }) => !name.endsWith(SCREEN_FILE) && at < Date.now() - OLD_DRAFT_MS);
  for (const { name } of [...screens.slice(MAX_SCREENS), ...drafts]) await rm(join(folder, name), { force: true });
}

/** A draft this old is nobody's. */
const OLD_DRAFT_MS = 60_000;

async function savedAt(path: string): Promise<number> {
  const found = await stat(path).catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  });
  return found?.mtimeMs ?? 0;
}
