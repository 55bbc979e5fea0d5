import { setImmediate as immediately } from 'node:timers/promises';
import type { Terminal } from '@xterm/headless';
import { openHeadless } from './headless';
import { insidesOf } from './insides';
import { screenText } from './screenText';
import { scrolledAway } from './scrolledAway';

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
    if (this.#waiting > MAX_BACKLOG_BYTES && !this.#parsing) void this.#catchUp({ whole: false });
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
    do await this.#catchUp({ whole: true });
    while (this.#backlog.length > 0);
    this.#asked -= 1;
    take({ ...this.#size, text: screenText(this.#open()), title: this.#title });
    this.#onChange();
  }

  dispose(): void {
    this.#terminal?.dispose();
    this.#terminal = undefined;
    this.#backlog = [];
    this.#waiting = 0;
  }

  async #catchUp(options: { readonly whole: boolean }): Promise<void> {
    await this.#parsing;
    this.#parsing ??= this.#parse(options).finally(() => {
      this.#parsing = undefined;
    });
    return this.#parsing;
  }

  /** `whole`: nothing may wait any longer. */
  async #parse({ whole }: { readonly whole: boolean }): Promise<void> {
    const entries = merged(this.#backlog.splice(0));
    for (const [index, entry] of entries.entries()) {
      if (!(entry instanceof Uint8Array)) this.#applySize(entry);
      else if (index < entries.length - 1) await this.#write(entry);
      else await this.#writeLast(entry, whole);
    }
  }

  /** What scrolls out of reach is not parsed; what is left then waits again, unless it must not. */
  async #writeLast(bytes: Uint8Array, whole: boolean): Promise<void> {
    const away = this.#isBetweenSequences() ? scrolledAway(bytes, SCROLLBACK_LINES + 2 * this.#size.rows + 2) : undefined;
    await this.#write(away ? bytes.subarray(0, away.parse) : bytes);
    if (!away) return;
    const rest = this.#scrollsWhole() ? away.from : away.parse;
    if (rest === away.from) {
      this.#waiting += away.carry.byteLength;
      await this.#write(away.carry);
      this.#done(away.from - away.parse);
    }
    if (whole || rest === away.parse) await this.#write(bytes.subarray(rest));
    else this.#backlog.unshift(bytes.slice(rest));
  }

  #isBetweenSequences(): boolean {
    return !this.#terminal || insidesOf(this.#terminal)._inputHandler._parser.currentState === GROUND;
  }

  #scrollsWhole(): boolean {
    const { rows, buffers } = insidesOf(this.#open())._bufferService;
    return buffers.active.scrollTop === 0 && buffers.active.scrollBottom === rows - 1;
  }

  #applySize(size: Size): void {
    this.#size = size;
    this.#terminal?.resize(size.cols, size.rows);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength; at += SLICE_BYTES) {
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
    this.#waiting -= bytes;
    this.#onChange();
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

/** xterm's parser outside any sequence. */
const GROUND = 0;

/** Neighbouring bytes as one piece. */
function merged(entries: readonly Entry[]): readonly Entry[] {
  const out: Entry[] = [];
  let run: Uint8Array[] = [];
  const end = () => void (run.length > 0 && out.push(run.length === 1 ? (run[0] as Uint8Array) : Buffer.concat(run)));
  for (const entry of entries) {
    if (entry instanceof Uint8Array) {
      run.push(entry);
      continue;
    }
    end();
    run = [];
    out.push(entry);
  }
  end();
  return out;
}
