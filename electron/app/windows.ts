import type { BrowserWindow } from 'electron';
import { PUSH_CHANNEL, type Push } from '../../shared/ipc/push';

/** The windows that we have opened and that still stand. */
export class Windows {
  readonly #open = new Set<BrowserWindow>();

  add(window: BrowserWindow): void {
    this.#open.add(window);
    window.once('closed', () => this.#open.delete(window));
  }

  /** The one to show, and to put dialogs over. */
  get first(): BrowserWindow | undefined {
    return [...this.#open].find((window) => !window.isDestroyed());
  }

  readonly owns = (contents: number): boolean =>
    [...this.#open].some((window) => !window.isDestroyed() && window.webContents.id === contents);

  /** Tells every window; one whose page is dead or not loaded yet asks for what it missed when it comes. */
  readonly send = (push: Push): void => {
    for (const window of this.#open) {
      if (!window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(PUSH_CHANNEL, push);
    }
  };
}
