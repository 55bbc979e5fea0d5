import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { axeFindings } from './supportAxe';
import { EMPTY_PLACES, type Filled, fill, type Place } from './supportPlaces';
import { type WindowWithModel, windowWithModel } from './supportWindow';

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

/** By name, so that each is a test of its own: one that never stands says which. */
const FILLED_PLACES = [
  'settings',
  'live, complete',
  'live, running',
  'live, asking',
  'goal, complete',
  'goal, draft with findings',
  'goal, as text',
  'goal, its versions',
  'diff',
  'diff, nothing changed',
  'timeline',
  'timeline, blocked',
  'timeline, running',
  'wrap up',
  'inbox',
  'inbox, answered',
  'menu of the title row',
  'palette',
  'all keys',
  'clear goal',
  'bring result back',
  'reopen goal',
] as const;

/** What axe finds in a place in the light, and in the dark what it finds of its colours, which alone are others there. */
async function findingsOf({ open, leave }: Place): Promise<readonly string[]> {
  const { page } = window;
  await open(page);
  await wear('light');
  const light = await axeFindings(page);
  await wear('dark');
  const dark = await axeFindings(page, 'colours');
  await leave?.(page);
  return [...light.map((line) => `light: ${line}`), ...dark.map((line) => `dark: ${line}`)];
}

async function wear(theme: 'light' | 'dark'): Promise<void> {
  await window.page.emulateMedia({ colorScheme: theme });
  await window.page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
}

describe('axe finds nothing serious on what a stranger sees', () => {
  it.each(EMPTY_PLACES)('$name', async (place) => {
    expect(await findingsOf(place)).toEqual([]);
  });
});

describe('axe finds nothing serious with something in it', () => {
  beforeAll(async () => {
    filled = await fill(window, opened.model);
  });

  it('in places that are all named here', () => {
    expect(filled?.places.map(({ name }) => name)).toEqual(FILLED_PLACES);
  });

  it.each(FILLED_PLACES)('%s', async (name) => {
    const place = filled?.places.find((known) => known.name === name);
    if (!place) throw new Error(`There is no place ${name}.`);
    expect(await findingsOf(place)).toEqual([]);
  });

  it('and nothing went wrong meanwhile', async () => {
    expect(await window.troubles()).toEqual([]);
  });
});
