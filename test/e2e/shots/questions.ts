// Every kind of question at once, and what becomes of one that is answered.
import type { Page } from 'playwright-core';
import { askingGoal, KINDS, makeAsk } from '../supportInbox';
import { openStage, type Stage } from './stage';
import { after, place, thread } from './ways';

/** As `askingGoal` says them. */
const PERMISSION = 'The copy is beside the top file';
const BLOCKED = 'Billing runs on the 2025-09 API';
const ACCEPTANCE = 'p95 is below 120 ms';

export const questions = () =>
  openStage(async (stage) => {
    for (const kind of KINDS) await makeAsk(stage.window.page, stage.model, stage.own(askingGoal(kind)));
  });

export const all = place('Inbox', async (page) => {
  await page.getByRole('article').nth(6).waitFor();
  await page.getByRole('article').first().focus();
});

export const toLast = (page: Page) => page.getByRole('article').last().scrollIntoViewIfNeeded();
export const last = after(all, async (page) => {
  await page.getByRole('article').last().focus();
  await toLast(page);
});

/** An answer that says more than yes or no. */
export const note = after(all, async (page) => {
  const asked = page.getByRole('article', { name: PERMISSION });
  await asked.focus();
  await asked.press('n');
  await page.getByRole('textbox', { name: 'What the agent is to do instead' }).fill('Write the copy into build/ for now.');
});

export const given = after(all, async (page) => {
  const asked = page.getByRole('article', { name: ACCEPTANCE });
  await asked.focus();
  await asked.press('y');
  await asked.getByRole('button', { name: /^Undo/ }).waitFor();
});

export const askedLive = thread(PERMISSION, 'Live', (page) => page.getByRole('region', { name: /asks to write/ }).waitFor());
export const blockedLive = thread(BLOCKED, 'Live', (page) => page.getByText('The new API version needs a key').first().waitFor());
export const blockedTimeline = thread(BLOCKED, 'Timeline', (page) => page.getByRole('region', { name: 'Ledger' }).waitFor());
/** What the untouched tree came to, with what is to be decided before anything is spent. */
export const baseline = thread('The image is below 180 MB', 'Goal', (page) =>
  page
    .getByRole('button', { name: /Activate|Accept/ })
    .first()
    .waitFor(),
);

/** What was answered before, over all threads. */
export const answered = place('Inbox', async (page) => {
  await page.getByRole('tab', { name: /^Answered/ }).click();
  await page.getByRole('region', { name: 'Answered questions' }).waitFor();
});
export async function open({ window: { page } }: Stage): Promise<void> {
  await page.getByRole('tab', { name: /^Open/ }).click();
}
