import type { BrowserWindow } from 'electron';
import { PUSH_CHANNEL, type Push } from '../../shared/ipc/push';

/** The windows that we have opened and that still stand. */
export class Windows {
  readonly #open = new Set<BrowserWindow>();

  add(window: BrowserWindow): void {
    this.#open.add(window);
    window.once('closed', () => this.#open.delete(window));
  }

  get count(): number {
    return this.#open.size;
  }

  /** The one to show, and to put dialogs over: where somebody is at work, or else the one that was opened first. */
  get first(): BrowserWindow | undefined {
    const open = [...this.#open].filter((window) => !window.isDestroyed());
    return open.find((window) => window.isFocused()) ?? open[0];
  }

  readonly owns = (contents: number): boolean =>
    [...this.#open].some((window) => !window.isDestroyed() && window.webContents.id === contents);

  /** Tells every window; one whose page is dead or not loaded yet asks for what it missed when it comes. */
  readonly send = (push: Push): void => {
    for (const window of this.#open) tell(window, push);
  };

  /** Tells the one in which somebody is at work. */
  readonly sendFirst = (push: Push): void => {
    if (this.first) tell(this.first, push);
  };
}

/** Tells one window, unless its page is dead. */
export function tell(window: BrowserWindow, push: Push): void {
  if (!window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(PUSH_CHANNEL, push);
}
