import { setImmediate as immediately } from 'node:timers/promises';
import type { Terminal } from '@xterm/headless';
import { Backlog, type Entry, type Size, UnparsedBudget } from './backlog';
import { openHeadless } from './headless';
import { insidesOf } from './insides';
import { Palette } from './palette';
import { screenText } from './screenText';
import { scrollsWhole } from './scrollsWhole';

/** Lines kept above the screen: an hour of a test suite, and a snapshot of some hundred KB. A view keeps as many. */
export const SCROLLBACK_LINES = 5_000;

/** A terminal is not held back, and parses nothing, for less than this, however much waits in others. */
const LEAST_BACKLOG_BYTES = 512 * 1024;

/** What must be parsed first may be as much as the flood that is let go then, and this. */
const WORTH_BYTES = 1024 * 1024;

/** What is parsed at a time before anything else has its turn: some 3 ms. */
const SLICE_BYTES = 64 * 1024;

/** A screen at one position of the stream: sequences that draw it on an empty terminal of its size. */
export interface Snapshot extends Size {
  readonly text: string;
  readonly title: string;
}

/**
 * What a terminal shows, kept without a window. It parses lazily: what comes waits, and is parsed when a screen is asked for or too
 * much waits; what scrolled out of reach meanwhile is never parsed. A terminal that nobody looks at costs its bytes.
 */
export class ScreenModel {
  #size: Size;
  #terminal: Terminal | undefined;
  #title = '';
  #palette: Palette | undefined;
  readonly #backlog: Backlog;
  readonly #budget: UnparsedBudget;
  /** Bytes that were taken from the backlog and not parsed yet. */
  #taken = 0;
  /** As the budget knows it. */
  #counted = 0;
  #parsing: Promise<void> | undefined;
  /** Screens that are being asked for: until they are made, little may come. */
  #asked = 0;
  #disposed = false;
  readonly #onChange: () => void;

  /** `onChange` is called when `lagging` may have changed; `budget` is that of all terminals in the process. */
  constructor(size: Size, onChange: () => void, budget = new UnparsedBudget()) {
    this.#size = size;
    this.#onChange = onChange;
    this.#budget = budget;
    this.#backlog = new Backlog(size, SCROLLBACK_LINES);
  }

  /** More waits than should: nothing more should come for now. */
  get lagging(): boolean {
    if (this.#asked > 0) return this.#waiting > SLICE_BYTES;
    return this.#budget.overspent && this.#waiting > LEAST_BACKLOG_BYTES;
  }

  /** Takes bytes that nobody changes afterwards, cut where a terminal's bytes may be cut. */
  push(bytes: Uint8Array): void {
    this.#backlog.push(bytes);
    this.#count();
    if (!this.#parsing && (this.#isTooMuch || this.#isWorthIt)) void this.#catchUp({ whole: false });
  }

  resize(size: Size): void {
    this.#backlog.resize(size);
  }

  /**
   * The screen after what was pushed up to now or a little later: `take` is called with it at a moment when everything pushed before
   * is in it and nothing else, and answers at once.
   */
  async snapshot(take: (snapshot: Snapshot) => void): Promise<void> {
    this.#asked += 1;
    this.#onChange();
    do await this.#catchUp({ whole: true });
    while (!this.#backlog.empty);
    this.#asked -= 1;
    take({ ...this.#size, text: this.#drawn(), title: this.#title });
    this.#onChange();
  }

  /** As with parsing: a screen that cannot be drawn is lost alone. */
  #drawn(): string {
    if (this.#disposed) return '';
    try {
      const text = screenText(this.#open());
      return `${this.#palette?.drawn() ?? ''}${text}`;
    } catch (thrown) {
      if (!(thrown instanceof Error)) throw thrown;
      return `[The screen could not be drawn: ${thrown.message}]\r\n`;
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#terminal?.dispose();
    this.#terminal = undefined;
    this.#backlog.take();
    this.#taken = 0;
    this.#count();
  }

  get #waiting(): number {
    return this.#taken + this.#backlog.bytes;
  }

  get #isTooMuch(): boolean {
    return this.#budget.spent && this.#backlog.bytes > LEAST_BACKLOG_BYTES;
  }

  /** To parse a little lets go of much. */
  get #isWorthIt(): boolean {
    const { flood, head } = this.#backlog.held;
    return flood > head + WORTH_BYTES;
  }

  #count(): void {
    this.#budget.add(this.#waiting - this.#counted);
    this.#counted = this.#waiting;
  }

  async #catchUp(options: { readonly whole: boolean }): Promise<void> {
    await this.#parsing;
    this.#parsing ??= this.#parse(options).finally(() => {
      this.#parsing = undefined;
    });
    return this.#parsing;
  }

  /** `whole`: nothing may wait any longer; otherwise what lets go of the rest is parsed first. */
  async #parse({ whole }: { readonly whole: boolean }): Promise<void> {
    await this.#parseEntries(this.#backlog.takeHead());
    if (whole || this.#isTooMuch) await this.#parseEntries(this.#backlog.take());
  }

  async #parseEntries(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) if (entry instanceof Uint8Array) this.#taken += entry.byteLength;
    for (const entry of entries) {
      if (this.#disposed) return;
      if (entry instanceof Uint8Array) await this.#write(entry);
      else this.#applySize(entry);
    }
    if (this.#disposed) return;
    this.#backlog.settle(scrollsWhole(this.#open()));
    this.#count();
  }

  #applySize(size: Size): void {
    this.#size = size;
    this.#terminal?.resize(size.cols, size.rows);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength && !this.#disposed; at += SLICE_BYTES) {
      const slice = bytes.subarray(at, at + SLICE_BYTES);
      this.#parseNow(slice);
      this.#done(slice.byteLength);
      // Whatever else waits in this process goes first.
      await immediately();
    }
  }

  /** What makes xterm throw must cost a screen and not the process, in which all the other terminals live. */
  #parseNow(bytes: Uint8Array): void {
    try {
      insidesOf(this.#open())._inputHandler.parse(bytes);
    } catch (thrown) {
      if (!(thrown instanceof Error)) throw thrown;
      this.#terminal?.dispose();
      this.#terminal = undefined;
      insidesOf(this.#open())._inputHandler.parse(Buffer.from(`[The screen was lost here: ${thrown.message}]\r\n`));
    }
  }

  #done(bytes: number): void {
    this.#taken -= bytes;
    this.#count();
    this.#onChange();
  }

  #open(): Terminal {
    if (this.#terminal) return this.#terminal;
    const terminal = openHeadless({ ...this.#size, scrollback: SCROLLBACK_LINES });
    terminal.onTitleChange((title) => {
      this.#title = title;
    });
    this.#palette = new Palette(terminal);
    this.#terminal = terminal;
    return terminal;
  }
}
