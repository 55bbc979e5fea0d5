import { createHash } from 'node:crypto';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { type SavedScreen, ScreenHead } from './savedScreen';

/** A saved screen is `<screensDir>/<thread>/<terminal>.screen`: a line of JSON, its `ScreenHead`, and its text zipped. */
export const SCREEN_FILE = '.screen';

/**
 * What screens are kept of a thread's terminals, the oldest first; none of their texts is read. One that does not read is left out:
 * who asks for it is told why.
 */
export async function listScreens(screensDir: string, thread: string): Promise<readonly ScreenHead[]> {
  const folder = threadFolder(screensDir, thread);
  const files = (await namesIn(folder)).filter((name) => name.endsWith(SCREEN_FILE));
  const read = await Promise.all(files.map((name) => orFault(join(folder, name), readHead)));
  return read.flatMap((one) => (typeof one === 'string' ? [] : [one])).sort((a, b) => a.at - b.at);
}

/** The screen kept of a terminal, a sentence where it does not read, undefined where there is none. */
export async function readScreen(screensDir: string, id: string): Promise<SavedScreen | string | undefined> {
  return orFault(screenPath(screensDir, id), async (path) => {
    const file = await readFile(path).catch((thrown: unknown) => {
      if (isMissing(thrown)) return undefined;
      throw thrown;
    });
    if (file === undefined) return undefined;
    const { head, length } = headOf(file);
    return { ...head, text: (await unzip(file.subarray(length))).toString() };
  });
}

/** A screen as its file's bytes. */
export async function screenFile({ text, ...head }: SavedScreen): Promise<Buffer> {
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), await zip(text, { level: constants.Z_BEST_SPEED })]);
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

/** File systems take 255 bytes, and a draft's ending is some of them. */
const MAX_NAME = 200;

/** Ids come from models too: no separator, no dot at the beginning, never empty, not of half a character, and no longer than fits. */
function fileName(id: string): string {
  const name = `s${encodeURIComponent(Buffer.from(id).toString()).replaceAll('.', '%2E')}`;
  return name.length <= MAX_NAME ? name : `l${createHash('sha256').update(id).digest('hex')}`;
}

const unzip = promisify(gunzip);
const zip = promisify(gzip);

/** Where a title is not a script, the head is in the first so many bytes. */
const HEAD_BYTES = 4_096;

async function readHead(path: string): Promise<ScreenHead> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const begin = buffer.subarray(0, bytesRead);
    return headOf(begin.includes('\n') ? begin : await readFile(path)).head;
  } finally {
    await file.close();
  }
}

/** `length` counts the line's end too. */
function headOf(file: Buffer): { readonly head: ScreenHead; readonly length: number } {
  const end = file.indexOf('\n');
  return { head: ScreenHead.parse(JSON.parse(file.toString('utf8', 0, end))), length: end + 1 };
}

async function orFault<T>(path: string, read: (path: string) => Promise<T>): Promise<T | string> {
  try {
    return await read(path);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return `The saved screen ${path} does not read (${thrown.message}).`;
  }
}
