import { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';
import type { SyncDisposable } from '../../../shared/kernel/lifecycle';
import { usedRows } from './usedRows';

export interface SizeParts {
  /** Whether the terminal takes the size of its place; otherwise it has the size that its owner says. */
  readonly fits: boolean;
  /** How high the used rows are, in px, where the size is fixed. */
  onUsed(height: number): void;
  /** The size that fits, in cells, where it is another. */
  onFit(cols: number, rows: number): void;
}

/** Sees to a terminal's size in its place, once a frame at most. */
export class PaneSize implements SyncDisposable {
  /** Out of sight nothing is measured. */
  seen = false;
  readonly #element: HTMLElement;
  readonly #terminal: Terminal;
  readonly #parts: SizeParts;
  readonly #fit = new FitAddon();
  readonly #observer: ResizeObserver;
  #frame: number | undefined;
  #used = 0;

  constructor(element: HTMLElement, terminal: Terminal, parts: SizeParts) {
    this.#element = element;
    this.#terminal = terminal;
    this.#parts = parts;
    terminal.loadAddon(this.#fit);
    this.#observer = new ResizeObserver(() => this.changed());
    if (parts.fits) this.#observer.observe(element);
    else {
      terminal.onWriteParsed(() => this.changed());
      terminal.onResize(() => this.changed());
    }
  }

  /** Something that sizes depend on is another: the place, the font, what is on the screen. */
  readonly changed = (): void => {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#parts.fits) return this.#fitToPlace();
      this.#tellUsed();
      this.#showCursor();
    });
  };

  /** Brings a line of the buffer into sight where the view is higher than its place. */
  show(line: number | undefined): void {
    const screen = this.#element.querySelector('.xterm-screen');
    if (line === undefined || !screen || this.#parts.fits) return;
    const row = line - this.#terminal.buffer.active.viewportY;
    const mark = document.createElement('span');
    mark.style.cssText = `position: absolute; top: ${row * this.#rowHeight()}px; height: ${this.#rowHeight()}px; scroll-margin: 48px`;
    screen.append(mark);
    mark.scrollIntoView({ block: 'nearest' });
    mark.remove();
  }

  dispose(): void {
    this.#observer.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  #fitToPlace(): void {
    const size = this.seen ? this.#fit.proposeDimensions() : undefined;
    if (!size || !Number.isFinite(size.cols) || !Number.isFinite(size.rows)) return;
    if (size.cols === this.#terminal.cols && size.rows === this.#terminal.rows) return;
    this.#terminal.resize(size.cols, size.rows);
    this.#parts.onFit(size.cols, size.rows);
  }

  #tellUsed(): void {
    const height = Math.ceil(usedRows(this.#terminal) * this.#rowHeight());
    if (height === this.#used || height === 0) return;
    this.#used = height;
    this.#parts.onUsed(height);
  }

  /** Whoever types sees what they type. */
  #showCursor(): void {
    const { options, textarea, buffer } = this.#terminal;
    const typed = !options.disableStdin && textarea !== undefined && textarea === document.activeElement;
    if (typed) this.show(buffer.active.baseY + buffer.active.cursorY);
  }

  #rowHeight(): number {
    const screen = this.#element.querySelector('.xterm-screen');
    return (screen?.clientHeight ?? 0) / this.#terminal.rows;
  }
}
