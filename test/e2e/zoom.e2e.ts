import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { EMPTY_PLACES, type Filled, fill, type Place } from './supportPlaces';
import { type WindowWithModel, windowWithModel } from './supportWindow';

/** LOOK.md, Keyboard and focus: 80 to 200 %. */
const ZOOMS = [0.8, 1, 1.5, 2] as const;
const SIZE = { width: 1280, height: 800 };

let opened: WindowWithModel;
let window: OpenWindow;
let filled: Filled | undefined;

beforeAll(async () => {
  opened = await windowWithModel();
  ({ window } = opened);
});
afterAll(async () => {
  await opened?.close();
  filled?.remove();
});

async function zoom(factor: number): Promise<void> {
  await window.app.evaluate(
    ({ BrowserWindow }, { size, to }) => {
      const open = BrowserWindow.getAllWindows()[0];
      open?.setContentSize(size.width, size.height);
      open?.webContents.setZoomFactor(to);
    },
    { size: SIZE, to: factor },
  );
  const width = Math.round(SIZE.width / factor);
  await window.page.waitForFunction(`Math.abs(innerWidth - ${width}) <= 1`);
}

/** In each zoom every place; all findings at once. */
async function findingsOf(places: readonly Place[]): Promise<readonly string[]> {
  const { page } = window;
  const found: string[] = [];
  for (const { name, open, leave } of places) {
    await zoom(1);
    await open(page);
    for (const factor of ZOOMS) {
      await zoom(factor);
      for (const line of (await page.evaluate(MEASURE)) as readonly string[]) found.push(`${name}, ${factor * 100} %: ${line}`);
    }
    await zoom(1);
    await leave?.(page);
  }
  return found;
}

// The frame must not be wider than the window; what one presses first, and what orders in the title row, must be in it and under
// nothing; words in a bar must not lie over each other.
const MEASURE = `(async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
  const found = [];
  const named = (element) => (element.getAttribute('aria-label') ?? element.innerText ?? element.tagName).trim().replace(/\\s+/g, ' ').slice(0, 40);
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) found.push('the page is ' + root.scrollWidth + ' wide of ' + innerWidth);
  for (const main of document.querySelectorAll('main, header, nav, [role=tablist], [role=dialog]')) {
    const box = main.getBoundingClientRect();
    if (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)) found.push('reaches out of the window: ' + (main.getAttribute('aria-label') ?? main.tagName));
    if (main.scrollWidth > main.clientWidth + 1 && getComputedStyle(main).overflowX !== 'auto') found.push('is wider than its room: ' + (main.getAttribute('aria-label') ?? main.tagName) + ' ' + main.scrollWidth + ' of ' + main.clientWidth);
  }
  const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0;
  const pressed = [...document.querySelectorAll('[data-variant=filled], header button, [role=tab]')].filter(visible);
  for (const button of pressed) {
    button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = button.getBoundingClientRect();
    if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1) { found.push('is out of view: ' + named(button)); continue; }
    const over = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (over && !button.contains(over) && !over.contains(button) && !over.closest('[role=dialog], [role=menu], .mantine-Overlay-root, .mantine-Modal-inner')) found.push('lies under something: ' + named(button) + ' under ' + over.tagName + ' ' + named(over));
    if (button.scrollWidth > button.clientWidth + 1) found.push('is cut off: ' + named(button));
  }
  return found;
})()`;

describe('zoomed from 80 to 200 % in a window of 1280 by 800', () => {
  it('what a stranger sees has room', async () => {
    expect(await findingsOf(EMPTY_PLACES)).toEqual([]);
  });

  it('every place has room, nothing lies over what is pressed, and what orders is in view', async () => {
    filled = await fill(window, opened.model);
    expect(await findingsOf(filled.places)).toEqual([]);
    expect(await window.troubles()).toEqual([]);
  });
});
