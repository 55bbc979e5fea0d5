import type { BrowserWindow } from 'electron';
import { PUSH_CHANNEL, type Push } from '../../shared/ipc/push';
import { titleWithCount } from '../../shared/views/notices/shown';
import type { AttentionWindows } from './attention';
import { showWindow } from './lifecycle';

/** What may be heard of the windows. */
interface Listener {
  /** Somebody is at work in another one, or in none. */
  focus(): void;
  gone(contents: number): void;
}

/** The windows that we have opened and that still stand. */
export class Windows {
  readonly #open = new Set<BrowserWindow>();
  #listener: Listener | undefined;
  #title = titleWithCount(0);
  #zoom = 1;

  add(window: BrowserWindow): void {
    const contents = window.webContents.id;
    this.#open.add(window);
    window.setTitle(this.#title);
    // The page's own name would take the count away.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.webContents.on('did-finish-load', () => window.webContents.setZoomFactor(this.#zoom));
    window.on('focus', () => this.#listener?.focus());
    window.on('blur', () => this.#listener?.focus());
    window.once('closed', () => {
      this.#open.delete(window);
      this.#listener?.gone(contents);
    });
  }

  /** Who is told, in place of whoever was before. */
  listen(listener: Listener | undefined): void {
    this.#listener = listener;
  }

  /** The one to show, and to put dialogs over: where somebody is at work, or else the one that was opened first. */
  get first(): BrowserWindow | undefined {
    const open = this.#standing();
    return open.find((window) => window.isFocused()) ?? open[0];
  }

  readonly owns = (contents: number): boolean => this.#of(contents) !== undefined;

  /** Loads every page again. */
  reload(): void {
    for (const window of this.#open) if (!window.isDestroyed()) window.webContents.reload();
  }

  /** Tells every window; one whose page is dead or not loaded yet asks for what it missed when it comes. */
  readonly send = (push: Push): void => {
    for (const window of this.#open) tell(window, push);
  };

  /** How large every page is drawn, those that come later included. */
  zoom(factor: number): void {
    this.#zoom = factor;
    for (const { webContents } of this.#standing()) webContents.setZoomFactor(factor);
  }

  /** As those who tell people of what happens elsewhere see them. `openAnother` where there is none to show. */
  forAttention(openAnother: () => void): AttentionWindows {
    const focused = () => this.#standing().find((window) => window.isFocused())?.webContents.id;
    return {
      get focused() {
        return focused();
      },
      go: (place, preferred) => {
        const window = (preferred === undefined ? undefined : this.#of(preferred)) ?? this.first;
        if (!window) return openAnother();
        showWindow(window);
        tell(window, { type: 'show', place });
      },
      tell: (contents, push) => {
        const window = contents === undefined ? undefined : this.#of(contents);
        if (window) tell(window, push);
        else this.send(push);
      },
      title: (waiting) => {
        this.#title = titleWithCount(waiting);
        for (const window of this.#standing()) window.setTitle(this.#title);
      },
    };
  }

  #standing(): readonly BrowserWindow[] {
    return [...this.#open].filter((window) => !window.isDestroyed());
  }

  #of(contents: number): BrowserWindow | undefined {
    return this.#standing().find((window) => window.webContents.id === contents);
  }
}

/** Tells one window, unless its page is dead. */
export function tell(window: BrowserWindow, push: Push): void {
  if (!window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(PUSH_CHANNEL, push);
}
