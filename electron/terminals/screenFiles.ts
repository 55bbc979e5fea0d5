import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { SavedScreen } from './savedScreen';

/** A saved screen is `<screensDir>/<thread>/<terminal>.json.gz`. */
export const SCREEN_FILE = '.json.gz';

export interface ReadScreens {
  /** The oldest first. */
  readonly screens: readonly SavedScreen[];
  /** A sentence on each file that does not read. */
  readonly faults: readonly string[];
}

/** The screens kept of a thread's terminals. Those without `end` were running when they were last saved. */
export async function readScreens(screensDir: string, thread: string): Promise<ReadScreens> {
  const folder = threadFolder(screensDir, thread);
  const files = (await namesIn(folder)).filter((name) => name.endsWith(SCREEN_FILE));
  const read = await Promise.all(files.map((name) => readScreen(join(folder, name))));
  const screens = read.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  return { screens: screens.sort((a, b) => a.at - b.at), faults: read.filter((one) => typeof one === 'string') };
}

/** The path of a terminal's screen; `id` is `<thread>/<terminal>`. */
export function screenPath(screensDir: string, id: string): string {
  const slash = id.indexOf('/');
  return join(threadFolder(screensDir, id.slice(0, slash)), `${fileName(id.slice(slash + 1))}${SCREEN_FILE}`);
}

/** The names in a folder; none where there is no such folder yet. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw thrown;
  }
}

export function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}

function threadFolder(screensDir: string, thread: string): string {
  return join(screensDir, fileName(thread));
}

/** Ids come from models too: no separator, no dot at the beginning, never empty, and not of half a character. */
function fileName(id: string): string {
  return `s${encodeURIComponent(Buffer.from(id).toString()).replaceAll('.', '%2E').slice(0, 200)}`;
}

const unzip = promisify(gunzip);

/** A sentence where it does not read. */
async function readScreen(path: string): Promise<SavedScreen | string> {
  try {
    return SavedScreen.parse(JSON.parse((await unzip(await readFile(path))).toString()));
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return `The saved screen ${path} does not read (${thrown.message}).`;
  }
}
