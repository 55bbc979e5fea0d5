// What the goal form keeps and remembers: what was typed, over a kill and a start, and what finished goals have cost.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { chooseInDialogs, openPlace, openTab, STEP_MS, wordsOf } from './support';
import { box, button, openDraft } from './supportEditor';
import { type SmallGoal, smallGoal } from './supportGoal';
import { finishGoals, HISTORY_MODEL } from './supportHistory';
import { type SteppedModel, steppedModel } from './supportModel';

let goal: SmallGoal;

describe('what is typed into a form', () => {
  let dataDir: string;
  let window: OpenWindow;

  beforeEach(async () => {
    goal = smallGoal();
    dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost kept-')));
    window = await openWindow({ dataDir });
    window.page.setDefaultTimeout(STEP_MS);
  });
  afterEach(async () => {
    await window.close();
    rmSync(dataDir, { recursive: true, force: true });
    goal.remove();
  });

  it('outlives a kill and a start, for a new goal and for a thread', async () => {
    const { page } = window;
    await openPlace(page, 'New goal');
    await chooseInDialogs(window.app, [goal.repository.root]);
    await button(page, 'Choose folder…').click();
    await box(page, 'Outcome').fill('A new goal that nobody has sent');
    await page.getByText(/changes saved \d\d:\d\d:\d\d/).waitFor();
    await openDraft(page, goal, goal.contract);
    await box(page, 'Iteration policy').fill('One hypothesis per turn.');
    await page.getByText(/changes saved \d\d:\d\d:\d\d/).waitFor();
    await window.kill();
    await window.close();
    window = await openWindow({ dataDir });
    const again = window.page;
    again.setDefaultTimeout(STEP_MS);
    await again.getByRole('list', { name: 'Waiting' }).getByRole('button').first().click();
    await openTab(again, 'Goal');
    await expect.poll(() => box(again, 'Iteration policy').inputValue()).toBe('One hypothesis per turn.');
    await again.getByText(/changes saved \d\d:\d\d:\d\d/).waitFor();
    await openPlace(again, 'New goal');
    await expect.poll(() => box(again, 'Outcome').inputValue()).toBe('A new goal that nobody has sent');
    await again.reload();
    await expect.poll(() => box(again, 'Outcome').inputValue()).toBe('A new goal that nobody has sent');
    await button(again, 'Discard draft').click();
    await again.reload();
    await expect.poll(() => box(again, 'Outcome').inputValue()).toBe('');
  });

  it('is there at once after going elsewhere and back', async () => {
    const { page } = window;
    await openPlace(page, 'New goal');
    await box(page, 'Outcome').fill('half a sen');
    await openPlace(page, 'Inbox');
    await openPlace(page, 'New goal');
    await expect.poll(() => box(page, 'Outcome').inputValue()).toBe('half a sen');
  });
});

describe('limits from history', () => {
  let window: OpenWindow;
  let model: SteppedModel;

  beforeAll(async () => {
    goal = smallGoal();
    model = await steppedModel();
    window = await openWindow();
    window.page.setDefaultTimeout(STEP_MS);
  });
  afterAll(async () => {
    await window?.close();
    await model?.close();
    goal?.remove();
  });

  it('are none where nothing was finished, and then rest on what finished goals have cost', async () => {
    const { page } = window;
    await openPlace(page, 'New goal');
    await page.getByText('no finished goal yet to estimate from').waitFor();
    expect(await page.getByRole('button', { name: 'Use the estimate as limits' }).count()).toBe(0);
    await finishGoals(page, model, goal);
    await openDraft(page, goal, { ...goal.contract, budget: {} }, { model: HISTORY_MODEL, baseUrl: model.baseUrl });
    await page.getByText('estimate from 3 finished goals here, with this model').waitFor();
    const budget = page.getByRole('region', { name: 'Budget' });
    expect(await wordsOf(budget)).toMatch(/Turns likely 1\b/);
    await button(page, 'Use the estimate as limits').click();
    await expect.poll(() => page.getByRole('textbox', { name: /^Turns/ }).inputValue()).toBe('1');
    expect(Number(await page.getByRole('textbox', { name: /^Tokens/ }).inputValue())).toBeGreaterThan(0);
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByRole('textbox', { name: /^Turns/ }).inputValue()).toBe('');
    expect(await window.troubles()).toEqual([]);
  });
});
