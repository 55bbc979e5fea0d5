import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { openPlace, STEP_MS, title, wordsOf } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { draftThreads, listRow, SOME_MODEL } from './supportThreads';

let dataDir: string;
let goal: SmallGoal;
let window: OpenWindow;

beforeAll(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'goalpost windows-')), 'data');
  goal = smallGoal();
  window = await open();
  await draftThreads(window.page, goal, ['First of two', 'Second of two']);
});
afterAll(async () => {
  await window?.close();
  goal?.remove();
  rmSync(dirname(dataDir), { recursive: true, force: true });
});

async function open(): Promise<OpenWindow> {
  const opened = await openWindow({ dataDir, env: SOME_MODEL });
  opened.page.setDefaultTimeout(STEP_MS);
  return opened;
}

async function another(page: Page): Promise<Page> {
  const [next] = await Promise.all([window.app.waitForEvent('window'), page.keyboard.press('Control+Shift+N')]);
  await next.waitForLoadState('load');
  next.setDefaultTimeout(STEP_MS);
  return next;
}

/** The pages of all windows, by what their title rows say. */
async function pages(count: number): Promise<readonly Page[]> {
  await expect.poll(() => window.app.windows().length).toBe(count);
  for (const page of window.app.windows()) {
    page.setDefaultTimeout(STEP_MS);
    await title(page).getByRole('heading').waitFor();
  }
  return window.app.windows();
}

const headOf = (page: Page) => wordsOf(title(page).getByRole('heading'));

const sizes = () =>
  window.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((each) => each.getNormalBounds())
      .sort((a, b) => a.width - b.width)
      .map(({ width, height }) => `${width}x${height}`),
  );

let second: Page;

describe('several windows', () => {
  it('stay in step: what is archived, pinned or set in one shows in the other', async () => {
    const { page } = window;
    await listRow(page, 'First of two').click();
    second = await another(page);
    await listRow(second, 'Second of two').click();
    await title(second).getByText('Second of two').waitFor();
    await listRow(page, 'Second of two').focus();
    await page.keyboard.press('e');
    await listRow(second, 'Second of two').waitFor({ state: 'detached' });
    await title(second).getByRole('button', { name: 'Take out of the archive' }).click();
    await listRow(page, 'Second of two').waitFor();
    await listRow(second, 'Second of two').focus();
    await second.keyboard.press('p');
    await listRow(page, 'Second of two').getByRole('img', { name: 'Pinned' }).waitFor();
  });

  it('stand again after a restart, each with its size and its place', async () => {
    await window.app.evaluate(({ BrowserWindow }) => {
      const [one, two] = BrowserWindow.getAllWindows().sort((a, b) => a.id - b.id);
      one?.setBounds({ x: 0, y: 0, width: 1000, height: 700 });
      two?.setBounds({ x: 40, y: 40, width: 1100, height: 720 });
    });
    await expect.poll(sizes).toEqual(['1000x700', '1100x720']);
    await window.close();
    window = await open();
    // A title stands once the list is read.
    const heads = async () => (await Promise.all((await pages(2)).map(headOf))).sort();
    await expect.poll(heads, { timeout: STEP_MS }).toEqual(['First of two', 'Second of two']);
    expect(await sizes()).toEqual(['1000x700', '1100x720']);
  });

  it('also after the app was killed', async () => {
    const [one] = await pages(2);
    if (!one) throw new Error('no window');
    await openPlace(one, 'Inbox');
    await title(one).getByText('Inbox', { exact: true }).waitFor();
    await window.kill();
    window = await open();
    await pages(2);
    expect(await sizes()).toEqual(['1000x700', '1100x720']);
  });

  it('are forgotten one by one as a person closes them', async () => {
    const [one, two] = await pages(2);
    if (!one || !two) throw new Error('two windows were there');
    await Promise.all([one.waitForEvent('close'), one.keyboard.press('Control+w').catch(() => undefined)]);
    await pages(1);
    await window.close();
    window = await open();
    await pages(1);
    expect(await window.troubles()).toEqual([]);
  });
});
