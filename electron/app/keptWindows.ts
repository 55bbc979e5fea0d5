import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { t } from '../../shared/words/t';
import { WindowBounds } from './windowBounds';

/** A window that stood when the app was left: its page remembers where it was by `id`. */
const KeptWindow = z.object({ id: z.string().regex(/^w\d{1,9}$/), bounds: WindowBounds });
export type KeptWindow = z.infer<typeof KeptWindow>;

/** More than these nobody wants opened at the next start; the last ones are. */
const MOST_WINDOWS = 50;

const KeptFile = z.object({ next: z.int().positive(), windows: z.array(KeptWindow).max(MOST_WINDOWS) });

/** A window that is being dragged tells its place many times a second. */
const REMEMBER_AFTER_MS = 500;

export interface KeptWindowsParts {
  readonly file: string;
  /** Where earlier versions kept the bounds of their one window. */
  readonly before: string;
  readonly report: (message: string) => void;
}

/**
 * Which windows stand, and where, so that they stand there again at the next start. One that a person closes while others stay is
 * forgotten, the last one is not: closing that is leaving. Names are never used twice, since pages keep things under them.
 */
export class KeptWindows {
  readonly #parts: KeptWindowsParts;
  #next = 1;
  #windows: readonly KeptWindow[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #left = false;
  /** The last one that stood, where an app lives on without any. */
  #gone: string | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(parts: KeptWindowsParts) {
    this.#parts = parts;
  }

  /** What does not read is as if nothing had been kept: it is only where windows stood. */
  static async read(parts: KeptWindowsParts): Promise<KeptWindows> {
    const kept = new KeptWindows(parts);
    const file = KeptFile.safeParse(await readJson(parts.file));
    if (file.success) {
      const { next, windows } = file.data;
      kept.#windows = windows.filter(({ id }, index) => windows.findIndex((other) => other.id === id) === index);
      kept.#next = Math.max(next, ...windows.map(({ id }) => Number(id.slice(1)) + 1));
      return kept;
    }
    const bounds = WindowBounds.safeParse(await readJson(parts.before));
    if (bounds.success) kept.#windows = [{ id: kept.newName(), bounds: bounds.data }];
    return kept;
  }

  /** Those that stood last, in the order they were opened. */
  get windows(): readonly KeptWindow[] {
    return this.#windows;
  }

  newName(): string {
    return `w${this.#next++}`;
  }

  stands(id: string, bounds: WindowBounds): void {
    if (this.#left) return;
    const windows = id === this.#gone ? this.#windows : this.#windows.filter((window) => window.id !== this.#gone);
    this.#gone = undefined;
    const known = windows.some((window) => window.id === id);
    this.#windows = known ? windows.map((window) => (window.id === id ? { id, bounds } : window)) : [...windows, { id, bounds }];
    this.#timer ??= setTimeout(() => void this.save(), REMEMBER_AFTER_MS);
  }

  closed(id: string): void {
    if (this.#left) return;
    if (this.#windows.length > 1) this.#windows = this.#windows.filter((window) => window.id !== id);
    else this.#gone = id;
    void this.save();
  }

  /** Written whole, one after the other. A disk that takes it not costs no more than where the windows stand. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = `${JSON.stringify({ next: this.#next, windows: this.#windows.slice(-MOST_WINDOWS) })}\n`;
    const { file, report } = this.#parts;
    this.#writing = this.#writing.then(async () => {
      try {
        await writeFile(`${file}.new`, text, { mode: 0o600, flush: true });
        await rename(`${file}.new`, file);
      } catch (thrown) {
        report(t`Where the windows stand could not be kept: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      }
    });
    return this.#writing;
  }

  /** At the end of the app: the windows stay known, however they go. */
  dispose(): Promise<void> {
    this.#left = true;
    return this.save();
  }
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => 'null');
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}
