import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { ask, openTab, title, useModel, wordsOf } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { type SteppedModel, say, shell } from './supportModel';
import { draftThreads, listRow } from './supportThreads';
import { type WindowWithModel, windowWithModel } from './supportWindow';

let opened: WindowWithModel;
let window: OpenWindow;
let model: SteppedModel;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal();
  opened = await windowWithModel();
  ({ window, model } = opened);
  await useModel(window.page, model.baseUrl);
  await draftThreads(window.page, goal, ['Worked on', 'Left alone']);
});
afterAll(async () => {
  await opened?.close();
  goal?.remove();
});

const field = () => window.page.getByRole('searchbox', { name: 'Search threads' });
const found = () => window.page.getByRole('list', { name: 'Found' });
const results = () => window.page.getByRole('navigation');

describe('search over all threads', () => {
  it('finds what was said and done, marks it, and leads to its row', async () => {
    const { page } = window;
    const filler = Array.from({ length: 40 }, (_, line) => `Line ${line} of a long answer.`).join('\n\n');
    model.answers([say('The peculiar zebra stands here.'), shell('echo quagga > build/q || true'), say(filler), say(filler)]);
    await listRow(page, 'Worked on').click();
    await page.getByRole('button', { name: 'Activate goal' }).click();
    await openTab(page, 'Live');
    await page.getByRole('log').getByText('Line 39 of a long answer.').first().waitFor();
    await page.keyboard.press('Control+Shift+F');
    await field().fill('zeb pecul');
    await expect.poll(() => wordsOf(found())).toContain('The peculiar zebra stands here.');
    expect(await found().locator('mark').allInnerTexts()).toEqual(['peculiar', 'zebra']);
    await field().press('ArrowDown');
    await page.keyboard.press('Enter');
    const marked = page.getByRole('log').locator('[data-marked]');
    await expect.poll(() => wordsOf(marked)).toContain('The peculiar zebra stands here.');
    await expect.poll(() => marked.evaluate((row) => row.getBoundingClientRect().top >= 0 && row.checkVisibility())).toBe(true);
  });

  it('finds commands, goals, and phrases as they stand', async () => {
    await field().fill('quagga');
    await expect.poll(() => wordsOf(found())).toContain('command');
    await field().fill('left alone');
    await expect.poll(() => wordsOf(found())).toMatch(/^Left alone goal/);
    await field().fill('"zebra peculiar"');
    await results().getByText('Nothing is found for').waitFor();
  });

  it('takes odd characters for words, and nothing typed is an error', async () => {
    for (const text of ['"', 'a OR', '*', 'NEAR(', '{goal}:x', "o'clock", '((', '-', '^z', 'größe']) {
      const answer = await ask(window.page, 'search/find', { text });
      expect(answer.threads).toBeInstanceOf(Array);
      await field().fill(text);
    }
    await field().fill('zebra*');
    await expect.poll(() => wordsOf(found())).toContain('zebra');
  });

  it('gives the list back where nothing is looked for, and is opened by a slash', async () => {
    const { page } = window;
    await field().press('Escape');
    await listRow(page, 'Left alone').focus();
    await page.keyboard.press('/');
    await expect.poll(() => field().evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(await field().inputValue()).toBe('');
  });

  it('is in the palette too', async () => {
    const { page } = window;
    await listRow(page, 'Left alone').click();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find an action' }).fill('peculiar zebra');
    await page.getByRole('dialog').getByText('The peculiar zebra stands here.').waitFor();
    await page.keyboard.press('Enter');
    await title(page).getByText('Worked on').waitFor();
    await expect.poll(() => wordsOf(page.getByRole('log').locator('[data-marked]'))).toContain('zebra');
    expect(await window.troubles()).toEqual([]);
  });
});
