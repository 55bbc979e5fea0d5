import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { openPlace, openTab } from './support';
import { focused } from './supportInbox';
import { type Filled, fill, type Place } from './supportPlaces';
import { type WindowWithModel, windowWithModel } from './supportWindow';

/** More steps than any place has controls in its tab order. */
const MOST_STEPS = 400;

let opened: WindowWithModel;
let window: OpenWindow;
let filled: Filled | undefined;

beforeAll(async () => {
  opened = await windowWithModel();
  ({ window } = opened);
  filled = await fill(window, opened.model);
});
afterAll(async () => {
  await opened?.close();
  filled?.remove();
});

function placeOf(name: string): Place {
  const place = filled?.places.find((known) => known.name === name);
  if (!place) throw new Error(`There is no place ${name}.`);
  return place;
}

/** Tabs from the top of the page until the focus comes round, and tells what it met. */
async function tabThrough(page: Page): Promise<readonly Stop[]> {
  await page.evaluate(
    'document.activeElement?.blur(); window.getSelection()?.removeAllRanges(); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex")',
  );
  await page.evaluate('globalThis.met = new Set()');
  const stops: Stop[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const stop = (await page.evaluate(STOP)) as Stop | null;
    if (stop === null || stop.again) return stops;
    stops.push(stop);
  }
  throw new Error(
    `The focus did not come round: ${stops
      .slice(-6)
      .map(({ name }) => name)
      .join(', ')}`,
  );
}

interface Stop {
  readonly again: boolean;
  readonly name: string;
  readonly named: boolean;
  readonly ring: boolean;
  readonly seen: boolean;
}

// A ring is a shadow or an outline, or, in a field, an edge in the colour of the focus.
const STOP = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const again = met.has(element);
  met.add(element);
  const own = getComputedStyle(element);
  const around = [];
  for (let above = element.parentElement; above && above !== document.body && around.length < 4; above = above.parentElement) around.push(above);
  const ringed = (style) => style.boxShadow !== 'none' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0);
  const ring = ringed(own) || around.some((above) => ringed(getComputedStyle(above)));
  const box = (element.labels?.[0] ?? element).getBoundingClientRect();
  const name = (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').trim().slice(0, 60);
  return { again, name: element.tagName.toLowerCase() + ' ' + name, named: name !== '' || element.hasAttribute('aria-labelledby'), ring, seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight };
})()`;

const UNTABBED = new Set([
  'live, running',
  'menu of the title row',
  'wrap up',
  'palette',
  'all keys',
  'clear goal',
  'bring result back',
  'reopen goal',
  'diff',
]);

describe('the Tab key', () => {
  it('comes round every place without a trap; each stop is named, in view and ringed', async () => {
    const { page } = window;
    const found: string[] = [];
    for (const { name, open, leave } of filled?.places ?? []) {
      if (UNTABBED.has(name)) continue;
      await open(page);
      const stops = await tabThrough(page);
      for (const stop of stops) {
        if (!stop.named) found.push(`${name}: no name: ${stop.name}`);
        if (!stop.ring) found.push(`${name}: no ring: ${stop.name}`);
        if (!stop.seen) found.push(`${name}: out of view: ${stop.name}`);
      }
      if (stops.length < 5) found.push(`${name}: only ${stops.length} stops`);
      await leave?.(page);
    }
    expect(found).toEqual([]);
  });
});

describe('F6', () => {
  it('goes round the regions of every place, forwards and back, and never loses the focus', async () => {
    const { page } = window;
    for (const name of ['live, complete', 'live, running', 'goal, complete', 'diff', 'timeline', 'inbox']) {
      await placeOf(name).open(page);
      const regions = await page.evaluate(
        `[...document.querySelectorAll('[data-region]')].filter((one) => one.checkVisibility()).length`,
      );
      const forwards = await round(page, 'F6', Number(regions));
      const back = await round(page, 'Shift+F6', Number(regions));
      expect([name, new Set(forwards).size, forwards.includes('nothing')]).toEqual([name, regions, false]);
      expect([name, new Set(back).size]).toEqual([name, regions]);
    }
  });

  it('leads out of a terminal that takes every other key', async () => {
    const { page } = window;
    await placeOf('live, running').open(page);
    const terminal = page.locator('.xterm-helper-textarea').first();
    await terminal.focus();
    await page.keyboard.press('F6');
    expect(await page.evaluate(`document.activeElement.closest('.xterm') === null`)).toBe(true);
  });
});

async function round(page: Page, key: string, steps: number): Promise<readonly string[]> {
  const met: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press(key);
    met.push(String(await page.evaluate(`document.activeElement.closest('[data-region]')?.dataset.region ?? 'nothing'`)));
  }
  return met;
}

describe('what opens over the page', () => {
  it('takes the focus, keeps it inside, closes by Escape, and gives it back', async () => {
    const { page } = window;
    await placeOf('live, complete').open(page);
    const more = page.getByRole('button', { name: 'More actions' });
    for (const item of ['Clear goal…', 'Bring result back…']) {
      await more.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menu').waitFor();
      await page.getByRole('menuitem', { name: item }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate(`document.activeElement.closest('[role=dialog]') !== null`)).toBe(true);
      }
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expect.poll(() => focused(page)).toBe('More actions');
    }
  });

  it('closes the topmost alone: a menu over a place, and then the place', async () => {
    const { page } = window;
    await openPlace(page, 'Settings');
    await page.getByRole('textbox', { name: 'Model', exact: true }).focus();
    await page.keyboard.press('Escape');
    await page.getByRole('main', { name: 'Settings' }).waitFor();
    await page.getByRole('button', { name: /^Back/ }).focus();
    await page.keyboard.press('Escape');
    await page.getByRole('main', { name: 'Settings' }).waitFor({ state: 'detached' });
    expect(await focused(page)).not.toBe('nothing');
  });
});

describe('going from place to place', () => {
  it('never leaves the focus on nothing', async () => {
    const { page } = window;
    await placeOf('live, complete').open(page);
    const found: string[] = [];
    for (const name of ['Goal', 'Diff', 'Timeline', 'Live'] as const) {
      await page.getByRole('tab', { name }).focus();
      await openTab(page, name);
      if ((await focused(page)) === 'nothing') found.push(`tab ${name}`);
    }
    for (const key of ['Control+n', 'Control+,', 'Escape'] as const) {
      await page.keyboard.press(key);
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      if ((await focused(page)) === 'nothing') found.push(key);
    }
    expect(found).toEqual([]);
  });
});

describe('who wants less motion', () => {
  it('sees none: no transition and no animation lasts, in any place or over it', async () => {
    const { page } = window;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const found = new Set<string>();
    for (const { name, open, leave } of filled?.places ?? []) {
      await open(page);
      for (const moving of (await page.evaluate(MOVING)) as readonly string[]) found.add(`${name}: ${moving}`);
      await leave?.(page);
    }
    await page.emulateMedia({ reducedMotion: null });
    expect([...found]).toEqual([]);
    expect(await window.troubles()).toEqual([]);
  });
});

// Below what a screen shows in one frame nothing is seen to move.
const MOVING = `(() => {
  const seconds = (text) => Math.max(...text.split(',').map((part) => (part.includes('ms') ? parseFloat(part) / 1000 : parseFloat(part))));
  const found = new Set();
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const what = element.tagName.toLowerCase() + '.' + String(element.className?.baseVal ?? element.className).slice(0, 50);
    if (seconds(style.transitionDuration) > 0.016) found.add('transition ' + style.transitionDuration + ' of ' + what);
    if (style.animationName !== 'none' && seconds(style.animationDuration) > 0.016) found.add('animation ' + style.animationName + ' of ' + what);
  }
  return [...found];
})()`;
