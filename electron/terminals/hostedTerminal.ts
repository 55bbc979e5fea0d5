import type { ProcessExit, PtySession } from '../pty/pty';
import type { BlobStore } from '../store/blobStore';
import type { UnparsedBudget } from './backlog';
import { endWords } from './endWords';
import type { FramePort } from './framePort';
import { KeptOutput } from './keptOutput';
import { BATCH_BYTES, OutputBatch } from './outputBatch';
import type { SavedScreen } from './savedScreen';
import type { KeptScreen, ScreenKeeper } from './screenKeeper';
import { ScreenModel, type Snapshot } from './screenModel';
import { ShownOutput } from './shownOutput';
import type { TerminalEnd, TerminalLook, TerminalOrder } from './terminals';
import { isAnswer, Typed } from './typed';
import { TerminalView, type ViewOwner } from './view';

/** What comes within this time travels together: a quarter of a frame at 60 Hz, so that nobody sees it, and a flood is some batches. */
const COALESCE_MS = 4;
/** In a flood, which fills a batch within a few: less than a frame, so that a loaded machine sends no half batches either. */
const FLOOD_COALESCE_MS = 12;

export interface HostedTerminalParts {
  readonly order: TerminalOrder;
  readonly pty: PtySession;
  /** Where the output is stored, when the order says so. */
  readonly blobs?: BlobStore;
  /** Keeps its screen on disk. */
  readonly screens?: ScreenKeeper;
  /** That of all terminals in the process. */
  readonly unparsed?: UnparsedBudget;
  readonly onEnd?: (end: TerminalEnd) => void;
}

/**
 * One command on its terminal, inside the pty host: read, stored, shown bounded to a model and whole to any number of views, each of
 * which gets a screen and then every byte after it. It is held back, by not being read, while the slowest view, the disk or the screen
 * lags; input is never queued behind output.
 */
export class HostedTerminal implements ViewOwner {
  readonly id: string;
  readonly startedAt = performance.now();
  /** Settles when the command is gone, its output stored and every view told. Never rejects. */
  readonly ended: Promise<TerminalEnd>;
  readonly #order: TerminalOrder;
  readonly #pty: PtySession;
  readonly #kept: KeptOutput | undefined;
  readonly #saved: KeptScreen | undefined;
  readonly #batch = new OutputBatch();
  readonly #screen: ScreenModel;
  readonly #shown = new ShownOutput();
  readonly #typed = new Typed();
  readonly #views = new Set<TerminalView>();
  #typist: TerminalView | undefined;
  #size: TerminalOrder['size'];
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #lastFlush = Number.NEGATIVE_INFINITY;
  /** The last batch was more than half full. */
  #flooded = false;
  #paused = false;
  #ending = false;
  #result: TerminalEnd | undefined;
  /** The screen at the end; the model is gone then. */
  #last: Snapshot | undefined;

  constructor({ order, pty, blobs, screens, unparsed, onEnd }: HostedTerminalParts) {
    this.id = order.id;
    this.#order = order;
    this.#pty = pty;
    this.#size = order.size;
    this.#saved = screens?.keep(order.id, () => this.screen());
    this.#screen = new ScreenModel(order.size, () => this.flowChanged(), unparsed);
    this.#kept = order.store && blobs ? new KeptOutput(blobs, () => this.flowChanged()) : undefined;
    const listening = pty.onData((bytes) => this.#receive(bytes));
    this.ended = pty.exited.then(async (exit) => {
      void listening.dispose();
      const end = await this.#finish(exit);
      onEnd?.(end);
      return end;
    });
  }

  get result(): TerminalEnd | undefined {
    return this.#result;
  }

  /** Bytes printed so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Joins a view. It is sent a screen, and then every byte after it; after the end, the last screen and how it ended. */
  attach(port: FramePort, options: { readonly input: boolean }): void {
    this.#views.add(new TerminalView(port, this, options));
  }

  /** The output since the last look, and what a person typed meanwhile. */
  look(): TerminalLook {
    this.#flush();
    return { ...this.#shown.take(), typed: this.#typed.take() };
  }

  write(text: string): void {
    this.#pty.write(text);
  }

  /** In cells. */
  resize(cols: number, rows: number): void {
    this.#resize({ cols, rows }, undefined);
  }

  /** Stops the whole process tree (SIGSTOP) or lets it go on. */
  freeze(frozen: boolean): void {
    if (frozen) this.#pty.stop();
    else this.#pty.cont();
  }

  /** Ends the whole process tree; settles when it is gone and its output stored. */
  async kill(): Promise<TerminalEnd> {
    // It is held back as ever: what prints on during its grace would else fill the memory. What is held still ends, by KILL at the latest.
    await this.#pty.kill();
    return this.ended;
  }

  async screen(): Promise<SavedScreen> {
    const snapshot = await this.#snapshot();
    const end = this.#result === undefined ? {} : { end: endWords(this.#result) };
    const { cols, rows, text } = snapshot;
    return { id: this.id, title: this.#order.title, cols, rows, text, at: Date.now(), ...end };
  }

  /** Lets go of every view. The command itself must have ended. */
  dispose(): void {
    for (const view of [...this.#views]) view.close();
    this.#screen.dispose();
  }

  needsScreen(view: TerminalView): void {
    const show = (snapshot: Snapshot) => (this.#result ? view.end(endWords(this.#result), snapshot) : view.show(snapshot));
    if (this.#last) show(this.#last);
    else void this.#screen.snapshot(show);
  }

  input(view: TerminalView, text: string): void {
    if (!isAnswer(text)) this.#typist = view;
    else if (view !== this.#answerer()) return;
    this.#typed.push(text);
    this.#pty.write(text);
  }

  closed(view: TerminalView): void {
    this.#views.delete(view);
    if (this.#typist === view) this.#typist = undefined;
    this.flowChanged();
  }

  resizeFrom(view: TerminalView, size: TerminalOrder['size']): void {
    this.#resize(size, view);
  }

  flowChanged(): void {
    const hold = !this.#ending && this.#lags();
    if (hold === this.#paused) return;
    this.#paused = hold;
    if (hold) this.#pty.pause();
    else this.#pty.resume();
  }

  /** Every view that may type answers what the program asks, and the program asked once: the view that was typed in last is heard. */
  #answerer(): TerminalView | undefined {
    if (this.#typist?.answers) return this.#typist;
    return [...this.#views].find((view) => view.answers);
  }

  #lags(): boolean {
    if (this.#kept?.lagging || this.#screen.lagging) return true;
    for (const view of this.#views) if (view.full) return true;
    return false;
  }

  #receive(bytes: Uint8Array): void {
    this.#bytes += bytes.byteLength;
    for (let taken = 0; taken < bytes.byteLength; ) {
      taken += this.#batch.push(bytes.subarray(taken));
      if (this.#batch.full) this.#flush();
    }
    this.#flushSoon();
  }

  /** What follows a pause goes in this turn of the loop, so that an echo does not wait; what follows closely is collected. */
  #flushSoon(): void {
    if (this.#timer || this.#immediate) return;
    const collect = this.#flooded ? FLOOD_COALESCE_MS : COALESCE_MS;
    const wait = collect - (performance.now() - this.#lastFlush);
    if (wait > 0) this.#timer = setTimeout(() => this.#flush(), wait);
    else this.#immediate = setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#handOn(this.#batch.take());
  }

  #handOn(batch: Uint8Array): void {
    this.#unschedule();
    this.#flooded = batch.byteLength > BATCH_BYTES / 2;
    if (batch.byteLength === 0) return;
    this.#kept?.push(batch);
    this.#shown.push(batch);
    for (const view of this.#views) view.push(batch);
    this.#screen.push(batch);
    this.#saved?.changed();
    this.flowChanged();
  }

  #unschedule(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#timer = undefined;
    this.#immediate = undefined;
    this.#lastFlush = performance.now();
  }

  #resize(wanted: TerminalOrder['size'], by: TerminalView | undefined): void {
    const size = { cols: cells(wanted.cols, LEAST_COLS), rows: cells(wanted.rows, LEAST_ROWS) };
    if (this.#result || (size.cols === this.#size.cols && size.rows === this.#size.rows)) return;
    this.#flush();
    this.#size = size;
    this.#screen.resize(size);
    this.#pty.resize(size.cols, size.rows);
    for (const view of this.#views) if (view !== by) view.resize(size.cols, size.rows);
    this.#saved?.changed();
  }

  async #snapshot(): Promise<Snapshot> {
    if (this.#last) return this.#last;
    let taken: Snapshot | undefined;
    await this.#screen.snapshot((snapshot) => {
      taken = snapshot;
    });
    return taken as Snapshot;
  }

  async #finish(exit: ProcessExit): Promise<TerminalEnd> {
    const durationMs = performance.now() - this.startedAt;
    this.#ending = true;
    this.#handOn(this.#batch.takeRest());
    const [stored, last] = await Promise.all([this.#kept?.finish(), this.#snapshot()]);
    const end: TerminalEnd = { exit, durationMs, bytes: this.#bytes, ...stored };
    this.#result = end;
    this.#last = last;
    for (const view of this.#views) view.end(endWords(end), last);
    this.#screen.dispose();
    void this.#pty.dispose();
    await this.#saved?.finish();
    return end;
  }
}

/** The parser takes no fewer columns; a screen of more cells than this is a mistake, or a way to take the host's memory. */
const LEAST_COLS = 2;
const LEAST_ROWS = 1;
const MOST_CELLS = 1_000;

/** A window's number of cells as one that a terminal takes. */
function cells(wanted: number, least: number): number {
  return Number.isFinite(wanted) ? Math.min(MOST_CELLS, Math.max(least, Math.floor(wanted))) : least;
}
