import type { Terminal } from '@xterm/xterm';
import { DrawPace } from './drawPace';

/**
 * What of xterm.js decides when it draws, beyond its public interface. The bundle keeps these names and the version is pinned; where
 * another has other names, it draws with every frame as ever, and a test says so.
 */
interface Insides {
  readonly _core: {
    _syncTextArea?(): void;
    readonly _selectionService?: Selection;
    readonly _renderService?: { readonly _renderDebouncer?: { _coreBrowserService?: { readonly window: FrameSource } } };
  };
}

interface Selection {
  /** Where it begins; also while it is empty yet. */
  readonly selectionStart: readonly [number, number] | undefined;
  refresh(bySystem?: boolean): void;
  onRequestRedraw(listener: (drawn: { readonly start: readonly [number, number] | undefined }) => void): unknown;
}

interface FrameSource {
  requestAnimationFrame(draw: FrameRequestCallback): number;
  cancelAnimationFrame(id: number): void;
}

/** Gives an opened terminal its frames, at a pace that what it prints decides. It lives as long as the terminal, which cancels them. */
export class CalmDrawing implements FrameSource {
  readonly #pace = new DrawPace();
  /** What calls off a drawing that was asked for. */
  readonly #asked = new Map<number, () => void>();
  #lastId = 0;
  readonly #followCursor: (() => void) | undefined;
  #cursorMoved = false;

  constructor(terminal: Terminal) {
    const core = (terminal as unknown as Insides)._core;
    if (core._selectionService) redrawWhereSelected(core._selectionService);
    const debouncer = core._renderService?._renderDebouncer;
    if (!debouncer?._coreBrowserService) return;
    debouncer._coreBrowserService = { window: this };
    // The field that takes the keys goes with the cursor, and each of its steps is laid out and told to the system's input methods.
    this.#followCursor = core._syncTextArea?.bind(core);
    if (this.#followCursor) core._syncTextArea = () => this.#onCursorMoved();
  }

  parsed(bytes: number): void {
    this.#pace.parsed(bytes);
  }

  requestAnimationFrame(draw: FrameRequestCallback): number {
    this.#lastId += 1;
    const id = this.#lastId;
    const wait = this.#pace.wait(performance.now());
    if (wait === 0) this.#askFrame(id, draw);
    else {
      const timer = setTimeout(() => this.#askFrame(id, draw), wait);
      this.#asked.set(id, () => clearTimeout(timer));
    }
    return id;
  }

  cancelAnimationFrame(id: number): void {
    this.#asked.get(id)?.();
    this.#asked.delete(id);
  }

  #askFrame(id: number, draw: FrameRequestCallback): void {
    const frame = requestAnimationFrame((at) => {
      this.#asked.delete(id);
      this.#pace.drawn(performance.now());
      if (this.#cursorMoved) this.#follow();
      draw(at);
    });
    this.#asked.set(id, () => cancelAnimationFrame(frame));
  }

  #onCursorMoved(): void {
    if (this.#pace.flooded) this.#cursorMoved = true;
    else this.#follow();
  }

  #follow(): void {
    this.#cursorMoved = false;
    this.#followCursor?.();
  }
}

/** xterm redraws the selection, and every row with it, in each frame in which a line was scrolled, where nothing is selected too. */
function redrawWhereSelected(selection: Selection): void {
  const refresh = selection.refresh.bind(selection);
  let drawn = false;
  selection.onRequestRedraw(({ start }) => {
    drawn = start !== undefined;
  });
  selection.refresh = (bySystem) => {
    if (drawn || selection.selectionStart) refresh(bySystem);
  };
}
