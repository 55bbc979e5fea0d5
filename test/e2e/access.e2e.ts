import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { axeFindings } from './supportAxe';
import { EMPTY_PLACES, type Filled, fill, type Place } from './supportPlaces';
import { type WindowWithModel, windowWithModel } from './supportWindow';

const THEMES = ['light', 'dark'] as const;

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

/** Looks at each place in both themes: all of them, so that one run tells everything that is to be mended. */
async function findingsOf(places: readonly Place[]): Promise<readonly string[]> {
  const { page } = window;
  const found: string[] = [];
  for (const { name, open, leave } of places) {
    await open(page);
    for (const theme of THEMES) {
      await wear(theme);
      for (const line of await axeFindings(page)) found.push(`${name}, ${theme}: ${line}`);
    }
    await leave?.(page);
  }
  return found;
}

async function wear(theme: (typeof THEMES)[number]): Promise<void> {
  await window.page.emulateMedia({ colorScheme: theme });
  await window.page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
}

describe('axe finds nothing serious', () => {
  it('on what a stranger sees', async () => {
    expect(await findingsOf(EMPTY_PLACES)).toEqual([]);
  });

  it('on any place with something in it, nor on what opens over it', async () => {
    filled = await fill(window, opened.model);
    expect(await findingsOf(filled.places)).toEqual([]);
    expect(await window.troubles()).toEqual([]);
  });
});
