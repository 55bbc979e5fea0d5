import { gunzipSync, gzipSync } from 'node:zlib';
import type { Terminal } from '@xterm/headless';
import type { Size } from './backlog';
import { openHeadless } from './headless';
import { insidesOf } from './insides';
import { Palette } from './palette';
import { screenText } from './screenText';

/** Lines kept above the screen: an hour of a test suite, and a snapshot of some hundred KB. A view keeps as many. */
export const SCROLLBACK_LINES = 5_000;

/** Scrollbacks are lines that are alike; what else there is to win takes ten times as long. */
const LEVEL = 1;

/**
 * The terminal of a screen model. It is opened when it is first parsed into. Asleep it is what draws it again, packed: some 50 KB for the
 * 10 MB of a full scrollback, to which it wakes with the next parsing.
 */
export class ModelTerminal {
  #size: Size;
  #terminal: Terminal | undefined;
  #palette: Palette | undefined;
  #asleep: Uint8Array | undefined;
  title = '';

  constructor(size: Size) {
    this.#size = size;
  }

  get size(): Size {
    return this.#size;
  }

  get asleep(): boolean {
    return this.#asleep !== undefined;
  }

  open(): Terminal {
    return this.#terminal ?? this.#awakened();
  }

  /** What makes xterm throw must cost a screen and not the process, in which all the other terminals live. */
  parse(bytes: Uint8Array): void {
    try {
      insidesOf(this.open())._inputHandler.parse(bytes);
    } catch (thrown) {
      if (!(thrown instanceof Error)) throw thrown;
      this.#close();
      insidesOf(this.open())._inputHandler.parse(Buffer.from(`[The screen was lost here: ${thrown.message}]\r\n`));
    }
  }

  /** One that sleeps is drawn for another size than it would have. */
  resize(size: Size): void {
    if (this.asleep) this.open();
    this.#size = size;
    this.#terminal?.resize(size.cols, size.rows);
  }

  /** As with parsing: a screen that cannot be drawn is lost alone. */
  drawn(): string {
    if (this.#asleep) return gunzipSync(this.#asleep).toString();
    try {
      return this.#draw();
    } catch (thrown) {
      if (!(thrown instanceof Error)) throw thrown;
      return `[The screen could not be drawn: ${thrown.message}]\r\n`;
    }
  }

  sleep(): void {
    if (!this.#terminal) return;
    this.#asleep = gzipSync(this.drawn(), { level: LEVEL });
    this.#close();
  }

  dispose(): void {
    this.#asleep = undefined;
    this.#close();
  }

  #awakened(): Terminal {
    const terminal = openHeadless({ ...this.#size, scrollback: SCROLLBACK_LINES });
    terminal.onTitleChange((title) => {
      this.title = title;
    });
    this.#palette = new Palette(terminal);
    this.#terminal = terminal;
    const drawn = this.#asleep;
    this.#asleep = undefined;
    if (drawn) this.parse(gunzipSync(drawn));
    return this.#terminal;
  }

  #draw(): string {
    const text = screenText(this.open());
    return `${this.#palette?.drawn() ?? ''}${text}`;
  }

  #close(): void {
    this.#terminal?.dispose();
    this.#terminal = undefined;
  }
}
