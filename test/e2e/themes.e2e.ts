import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { openPlace, openTab } from './support';
import { coloursWithoutToken } from './supportColours';
import { eventually } from './supportEditor';
import { EMPTY_PLACES, type Filled, fill, type Place } from './supportPlaces';
import { type WindowWithModel, windowWithModel } from './supportWindow';

/** What is chosen, what the system says, and what is worn. */
const THEMES = [
  { chosen: 'Light', system: 'dark', worn: 'light' },
  { chosen: 'Dark', system: 'light', worn: 'dark' },
  { chosen: 'As the system', system: 'light', worn: 'light' },
  { chosen: 'As the system', system: 'dark', worn: 'dark' },
] as const;

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
    for (const line of await coloursWithoutToken(window.page)) found.push(`${name}: ${line}`);
    await leave?.(window.page);
  }
  return [...new Set(found)];
}

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
        await eventually(() => sameColour(page, ground, token)).toBe(true);
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

describe('going from place to place', () => {
  it('leaves the theme alone: to set it styles the whole document anew', async () => {
    const { page } = window;
    await page.evaluate(`(() => {
      globalThis.themeSet = 0;
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes) if (node.matches?.('[data-mantine-disable-transition]')) globalThis.themeSet += 1;
      }).observe(document.head, { childList: true });
    })()`);
    for (const { open, leave } of filled?.places ?? []) {
      await open(page);
      await leave?.(page);
    }
    expect(await page.evaluate('globalThis.themeSet')).toBe(0);
    await page.emulateMedia({ colorScheme: 'light' });
    await choose({ chosen: 'Dark', system: 'light', worn: 'dark' });
    expect(await page.evaluate('globalThis.themeSet')).toBeGreaterThan(0);
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
