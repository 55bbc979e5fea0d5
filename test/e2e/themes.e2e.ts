import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../build/root.mjs';
import type { OpenWindow } from './harness';
import { openPlace, openTab } from './support';
import { EMPTY_PLACES, type Filled, fill, type Place } from './supportPlaces';
import { type WindowWithModel, windowWithModel } from './supportWindow';

/** What is chosen, what the system says, and what is worn. */
const THEMES = [
  { chosen: 'Light', system: 'dark', worn: 'light' },
  { chosen: 'Dark', system: 'light', worn: 'dark' },
  { chosen: 'As the system', system: 'light', worn: 'light' },
  { chosen: 'As the system', system: 'dark', worn: 'dark' },
] as const;

const TOKENS = [...new Set(readFileSync(join(ROOT, 'renderer/ui/tokens.css'), 'utf8').match(/--[\w-]+(?=:)/g))];

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

type Theme = (typeof THEMES)[number];

async function choose({ chosen, system, worn }: Theme): Promise<void> {
  const { page } = window;
  await page.emulateMedia({ colorScheme: system });
  await openPlace(page, 'Settings');
  await page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name: chosen }).click();
  await page.locator(`html[data-mantine-color-scheme="${worn}"]`).waitFor();
  await page.getByRole('button', { name: /^Back/ }).click();
}

async function strangeColours(places: readonly Place[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, open, leave } of places) {
    await open(window.page);
    for (const line of (await window.page.evaluate(colours(TOKENS))) as readonly string[]) found.push(`${name}: ${line}`);
    await leave?.(window.page);
  }
  return [...new Set(found)];
}

/** Colours on the page that no token has, each with where it is; Monaco's and xterm's own cells are looked at by their grounds. */
const colours = (tokens: readonly string[]) => `(() => {
  const probe = document.createElement('i');
  document.body.append(probe);
  const known = new Set(['rgba(0, 0, 0, 0)']);
  for (const token of ${JSON.stringify(tokens)}) {
    probe.style.color = '';
    probe.style.color = 'var(' + token + ')';
    if (CSS.supports('color', getComputedStyle(document.documentElement).getPropertyValue(token).trim())) known.add(getComputedStyle(probe).color);
  }
  probe.remove();
  const found = new Set();
  const say = (what, value, element) => found.add(what + ' ' + value + ' of ' + element.tagName.toLowerCase() + '.' + String(element.className?.baseVal ?? element.className).slice(0, 60));
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('[aria-hidden=true], .view-lines, .monaco-editor .overlays, .slider, .minimap-slider-horizontal, .xterm-screen, .monaco-sash, .mantine-Overlay-root, .monaco-aria-container') || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    if (text && !known.has(style.color)) say('text', style.color, element);
    if (!known.has(style.backgroundColor)) say('ground', style.backgroundColor, element);
    for (const side of ['Top', 'Right', 'Bottom', 'Left']) if (parseFloat(style['border' + side + 'Width']) > 0 && style['border' + side + 'Style'] !== 'none' && !known.has(style['border' + side + 'Color'])) say('edge', style['border' + side + 'Color'], element);
  }
  return [...found];
})()`;

describe.each(THEMES)('$chosen, where the system is $system', (theme) => {
  it('is worn by every place, in colours of the tokens alone', async () => {
    await choose(theme);
    expect(await strangeColours(filled?.places ?? [])).toEqual([]);
    expect(await strangeColours(EMPTY_PLACES.slice(1, 2))).toEqual([]);
  });
});

describe('a change of the system’s theme', () => {
  it('is followed at once by the terminal, the diff and the plots that are open', async () => {
    const { page } = window;
    for (const [name, ground, token] of [
      ['live, running', '.xterm, .xterm *', '--bg-sunken'],
      ['diff', '.monaco-editor, .monaco-editor *', '--bg-sunken'],
    ] as const) {
      await filled?.places.find((place) => place.name === name)?.open(page);
      for (const system of ['light', 'dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme: system });
        await expect.poll(() => sameColour(page, ground, token)).toBe(true);
      }
    }
  });

  it('draws the plots anew', async () => {
    const { page } = window;
    await filled?.places.find((place) => place.name === 'timeline')?.open(page);
    await openTab(page, 'Timeline');
    const pictures = new Map<string, string>();
    for (const system of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: system });
      await page.locator(`html[data-mantine-color-scheme="${system}"]`).waitFor();
      pictures.set(
        system,
        String(await page.evaluate(`[...document.querySelectorAll('main canvas')].map((canvas) => canvas.toDataURL()).join()`)),
      );
    }
    if (pictures.get('light') !== '') expect(pictures.get('light')).not.toBe(pictures.get('dark'));
    expect(await window.troubles()).toEqual([]);
  });
});

function sameColour(page: Page, selector: string, token: string): Promise<boolean> {
  return page.evaluate(`(() => {
    const probe = document.createElement('i');
    probe.style.color = 'var(${token})';
    document.body.append(probe);
    const wanted = getComputedStyle(probe).color;
    probe.remove();
    return [...document.querySelectorAll(${JSON.stringify(selector)})].some((element) => getComputedStyle(element).backgroundColor === wanted);
  })()`) as Promise<boolean>;
}
