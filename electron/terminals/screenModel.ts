import { setImmediate as immediately } from 'node:timers/promises';
import { Backlog, type Entry, type Size, UnparsedBudget } from './backlog';
import { ModelTerminal, SCROLLBACK_LINES } from './modelTerminal';
import { scrollsWhole } from './scrollsWhole';

/** A terminal is not held back, and parses nothing, for less than this, however much waits in others. */
const LEAST_BACKLOG_BYTES = 512 * 1024;

/** What must be parsed first may be as much as the flood that is let go then, and this. */
const WORTH_BYTES = 1024 * 1024;

/** What is parsed at a time before anything else has its turn: some 3 ms. */
const SLICE_BYTES = 64 * 1024;

/** What has printed nothing for this long is at a prompt, or waits. To sleep and to wake takes some 50 ms each. */
const QUIET_MS = 15_000;

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
  readonly #terminal: ModelTerminal;
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
  #quiet: NodeJS.Timeout | undefined;

  /** `onChange` is called when `lagging` may have changed; `budget` is that of all terminals in the process. */
  constructor(size: Size, onChange: () => void, budget = new UnparsedBudget()) {
    this.#terminal = new ModelTerminal(size);
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
    this.#awake();
    if (!this.#parsing && (this.#isTooMuch || this.#isWorthIt)) void this.#catchUp({ whole: false });
  }

  resize(size: Size): void {
    this.#backlog.resize(size);
    this.#awake();
  }

  /** Gives back the memory of a screen that stands still; the next screen or output is as if it had not. */
  sleep(): void {
    if (!this.#parsing && this.#asked === 0) this.#terminal.sleep();
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
    take({ ...this.#terminal.size, text: this.#disposed ? '' : this.#terminal.drawn(), title: this.#terminal.title });
    this.#onChange();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#quiet);
    this.#terminal.dispose();
    this.#backlog.take();
    this.#taken = 0;
    this.#count();
  }

  #awake(): void {
    if (this.#quiet) this.#quiet.refresh();
    else this.#quiet = setTimeout(() => this.sleep(), QUIET_MS).unref();
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
    if (this.#terminal.asleep && this.#backlog.empty) return;
    await this.#parseEntries(this.#backlog.takeHead());
    if (whole || this.#isTooMuch) await this.#parseEntries(this.#backlog.take());
  }

  async #parseEntries(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) if (entry instanceof Uint8Array) this.#taken += entry.byteLength;
    for (const entry of entries) {
      if (this.#disposed) return;
      if (entry instanceof Uint8Array) await this.#write(entry);
      else this.#terminal.resize(entry);
    }
    if (this.#disposed) return;
    this.#backlog.settle(scrollsWhole(this.#terminal.open()));
    this.#count();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength && !this.#disposed; at += SLICE_BYTES) {
      const slice = bytes.subarray(at, at + SLICE_BYTES);
      this.#terminal.parse(slice);
      this.#done(slice.byteLength);
      // Whatever else waits in this process goes first.
      await immediately();
    }
  }

  #done(bytes: number): void {
    this.#taken -= bytes;
    this.#count();
    this.#onChange();
  }
}
