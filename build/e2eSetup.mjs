import { buildIfChanged, windowStands } from './bundle.mjs';
import { hasDisplay, openDisplay } from './display.mjs';
import { electronRuntime, noteOn } from './electronRuntime/electronRuntime.mjs';
import { say } from './say.mjs';

/**
 * Before the tests that open a window: the bundles, Electron, and one virtual display for all of them where there is none. What
 * cannot be had is told and leaves those tests red, not all others unseen.
 * @returns {Promise<() => Promise<void>>} ends the display
 */
export async function setup() {
  const built = await buildIfChanged({ window: windowStands() });
  if (!built.ok) say(built.message);
  const found = await electronRuntime();
  const words = found.ok ? noteOn(found.electron) : found.message;
  if (words !== undefined) say(words);
  return openDisplayWhereNone();
}

/**
 * Sets DISPLAY for this process and those that it starts, until it is ended.
 * @returns {Promise<() => Promise<void>>}
 */
export async function openDisplayWhereNone() {
  if (hasDisplay()) return async () => undefined;
  const opened = await openDisplay();
  if (!opened.ok) {
    say(opened.message);
    return async () => undefined;
  }
  process.env.DISPLAY = opened.display;
  return async () => {
    delete process.env.DISPLAY;
    await opened.end();
  };
}
