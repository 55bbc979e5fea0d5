import type { Terminal } from '@xterm/headless';
import { openHeadless } from './headless';
import { screenText } from './screenText';

/** Lines kept above the screen: an hour of a test suite, and a snapshot of some hundred KB. A view keeps as many. */
export const SCROLLBACK_LINES = 5_000;

/**
 * Bytes that may wait unparsed before they are parsed all the same. Nobody who looks waits for more: it is a tenth of a second's
 * work. Far more would be memory; far less would parse floods piecemeal that could be skipped.
 */
const MAX_BACKLOG_BYTES = 2 * 1024 * 1024;

/** What is parsed at a time before anything else has its turn: some 3 ms. */
const SLICE_BYTES = 64 * 1024;

interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** A screen at one position of the stream: sequences that draw it on an empty terminal of its size. */
export interface Snapshot extends Size {
  readonly text: string;
  readonly title: string;
}

type Entry = Uint8Array | Size;

/**
 * What a terminal shows, kept without a window. It parses lazily: what comes waits, and is parsed when a screen is asked for or too
 * much waits. A terminal that nobody looks at costs its bytes.
 */
export class ScreenModel {
  #size: Size;
  #terminal: Terminal | undefined;
  #title = '';
  #backlog: Entry[] = [];
  #waiting = 0;
  #parsing: Promise<void> | undefined;
  /** Screens that are being asked for: until they are made, little may come. */
  #asked = 0;
  readonly #onChange: () => void;

  /** `onChange` is called when `lagging` may have changed. */
  constructor(size: Size, onChange: () => void) {
    this.#size = size;
    this.#onChange = onChange;
  }

  /** More waits than should: nothing more should come for now. */
  get lagging(): boolean {
    return this.#waiting > (this.#asked > 0 ? SLICE_BYTES : 2 * MAX_BACKLOG_BYTES);
  }

  /** Takes bytes that nobody changes afterwards. */
  push(bytes: Uint8Array): void {
    this.#backlog.push(bytes);
    this.#waiting += bytes.byteLength;
    if (this.#waiting > MAX_BACKLOG_BYTES) void this.#catchUp();
  }

  resize(size: Size): void {
    this.#backlog.push(size);
  }

  /**
   * The screen after what was pushed up to now or a little later: `take` is called with it at a moment when everything pushed before
   * is in it and nothing else, and answers at once.
   */
  async snapshot(take: (snapshot: Snapshot) => void): Promise<void> {
    this.#asked += 1;
    this.#onChange();
    do await this.#catchUp();
    while (this.#backlog.length > 0);
    this.#asked -= 1;
    take({ ...this.#size, text: screenText(this.#open()), title: this.#title });
    this.#onChange();
  }

  dispose(): void {
    this.#terminal?.dispose();
    this.#backlog = [];
    this.#waiting = 0;
  }

  #catchUp(): Promise<void> {
    this.#parsing ??= this.#parse().finally(() => {
      this.#parsing = undefined;
    });
    return this.#parsing;
  }

  async #parse(): Promise<void> {
    const entries = this.#backlog.splice(0);
    for (const entry of entries) {
      if (entry instanceof Uint8Array) await this.#write(entry);
      else this.#applySize(entry);
    }
  }

  #applySize(size: Size): void {
    this.#size = size;
    this.#terminal?.resize(size.cols, size.rows);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    const terminal = this.#open();
    for (let at = 0; at < bytes.byteLength; at += SLICE_BYTES) {
      const slice = bytes.subarray(at, at + SLICE_BYTES);
      await new Promise<void>((resolve) => terminal.write(slice, resolve));
      this.#waiting -= slice.byteLength;
      this.#onChange();
    }
  }

  #open(): Terminal {
    if (this.#terminal) return this.#terminal;
    const terminal = openHeadless({ ...this.#size, scrollback: SCROLLBACK_LINES });
    terminal.onTitleChange((title) => {
      this.#title = title;
    });
    this.#terminal = terminal;
    return terminal;
  }
}
