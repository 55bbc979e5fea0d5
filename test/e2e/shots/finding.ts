// What finds threads and actions: the list with its archive, search, palette, keys and menu.
import type { Page } from 'playwright-core';
import { smallGoal } from '../supportGoal';
import { listed } from '../supportInbox';
import { claim, say, shell } from '../supportModel';
import { listRow } from '../supportThreads';
import { begin, draft, openStage, order, type Stage } from './stage';
import { home } from './ways';

const CHECKOUT = 'Checkout p95 below 120 ms';
const OUTCOMES = [
  'Fewer flaky tests in the payment service',
  'The parser reads every file of the corpus that was collected between 1998 and 2024, whatever its encoding',
  'Search answers within 50 ms',
];

export const finding = () =>
  openStage(async (stage) => {
    const { page } = stage.window;
    const goal = stage.own(smallGoal(CHECKOUT, 'checkout'));
    for (const outcome of OUTCOMES) await draft(stage, { ...goal, contract: { ...goal.contract, outcome } });
    const old = await draft(stage, { ...goal, contract: { ...goal.contract, outcome: 'Reproduce the table of the paper' } });
    await order(stage, old, { type: 'thread.archive', archived: true });
    await begin(
      stage,
      goal,
      [say('The checkout reads each price twice. I cache the prices of a cart.'), shell('echo done > src/app.txt')],
      [claim('The checkout reads each price once.')],
    );
    await listed(page, 'Done', goal).waitFor();
    await listRow(page, 'Search answers').focus();
    await page.keyboard.press('p');
    await listRow(page, 'Search answers').getByRole('img', { name: 'Pinned' }).waitFor();
  });

const field = (page: Page) => page.getByRole('searchbox', { name: 'Search threads' });
const palette = (page: Page) => page.getByRole('textbox', { name: 'Find an action' });

/** Focus on a row, which a key then archives: told with the way back. */
export async function archivedOne(stage: Stage): Promise<void> {
  const { page } = stage.window;
  await home(stage);
  await listRow(page, 'Checkout p95').click();
  await page.getByRole('log').getByText('reads each price twice').waitFor();
  await listRow(page, 'Fewer flaky').focus();
  await page.keyboard.press('e');
  await page.getByText('Archived: Fewer flaky').waitFor();
}
export async function takeBack({ window: { page } }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).click();
  await listRow(page, 'Fewer flaky').waitFor();
}

export async function archive(stage: Stage): Promise<void> {
  const { page } = stage.window;
  await home(stage);
  await page.getByRole('button', { name: /^Archived/ }).click();
  await listRow(page, 'Reproduce the table').waitFor();
}

export async function found(stage: Stage): Promise<void> {
  const { page } = stage.window;
  await home(stage);
  await field(page).fill('checkout pri');
  await page.getByRole('list', { name: 'Found' }).getByText('agent', { exact: true }).first().click();
  await page.getByRole('log').locator('[data-marked]').waitFor();
}

export async function notFound(stage: Stage): Promise<void> {
  await home(stage);
  await field(stage.window.page).fill('zzzz');
  await stage.window.page.getByText('Nothing is found for').waitFor();
}

export async function openPalette(stage: Stage): Promise<void> {
  const { page } = stage.window;
  await home(stage);
  await page.keyboard.press('Control+k');
  await palette(page).waitFor();
}

export async function paletteTyped(stage: Stage): Promise<void> {
  await openPalette(stage);
  await palette(stage.window.page).fill('check');
  await stage.window.page.getByRole('dialog').locator('mark').first().waitFor();
}

export async function paletteNothing(stage: Stage): Promise<void> {
  await openPalette(stage);
  await palette(stage.window.page).fill('zzzzz');
  await stage.window.page.getByText('Nothing is found for').waitFor();
}

export async function allKeys(stage: Stage): Promise<void> {
  const { page } = stage.window;
  await home(stage);
  await page.getByRole('main').focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'All keys' }).waitFor();
}

export async function rowMenu(stage: Stage): Promise<void> {
  const { page } = stage.window;
  await home(stage);
  await listRow(page, 'The parser reads').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Archive' }).waitFor();
}
