import { openWindow } from './harness';
import { shoot } from './studio';
import { openTab, STEP_MS } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { claim, type SteppedModel, say, shell, steppedModel } from './supportModel';
import { draftThreads, listRow } from './supportThreads';

const OUTCOMES = [
  'Checkout p95 below 120 ms',
  'Fewer flaky tests in the payment service',
  'The parser reads every file of the corpus',
  'Search answers within 50 ms',
  'Reproduce the table of the paper',
];

/** What finds threads and actions: the list with its archive, search, palette, keys and menu. */
export async function takeFinding(folder: string): Promise<void> {
  const model = await steppedModel();
  const goals = [smallGoal(), smallGoal()];
  const window = await openWindow({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-window' } });
  window.page.setDefaultTimeout(STEP_MS);
  try {
    await pictures(folder, window, model, goals);
  } finally {
    await window.close();
    await model.close();
    for (const goal of goals) goal.remove();
  }
}

async function pictures(
  folder: string,
  window: Awaited<ReturnType<typeof openWindow>>,
  model: SteppedModel,
  [goal]: readonly SmallGoal[],
): Promise<void> {
  const { page } = window;
  const studio = { folder, window };
  if (!goal) throw new Error('a goal is wanted');
  await draftThreads(page, goal, OUTCOMES);
  model.answers(
    [say('The checkout reads each price twice. I cache the prices of a cart.'), shell('echo done > src/app.txt')],
    [claim('The checkout reads each price once.')],
  );
  await listRow(page, 'Checkout p95').click();
  await page.getByRole('button', { name: 'Activate goal' }).click();
  await openTab(page, 'Live');
  await page.getByRole('banner').getByText('Complete', { exact: true }).waitFor();
  await listRow(page, 'Search answers').focus();
  await page.keyboard.press('p');
  await listRow(page, 'Reproduce the table').focus();
  await page.keyboard.press('e');
  await page.getByText('Archived: Reproduce the table').waitFor();
  await shoot(studio, 'list-archived-one');
  await page.getByRole('button', { name: /^Archived/ }).click();
  await shoot(studio, 'archive');
  await page.getByRole('button', { name: 'Back to the threads' }).click();
  await page.getByRole('searchbox', { name: 'Search threads' }).fill('checkout pri');
  await page.getByRole('list', { name: 'Found' }).waitFor();
  await page.getByRole('list', { name: 'Found' }).getByText('agent', { exact: true }).first().click();
  await page.getByRole('log').locator('[data-marked]').waitFor();
  await shoot(studio, 'search');
  await page.getByRole('searchbox', { name: 'Search threads' }).fill('zzzz');
  await page.getByText('Nothing is found for').waitFor();
  await shoot(studio, 'search-none');
  await page.getByRole('searchbox', { name: 'Search threads' }).fill('');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('textbox', { name: 'Find an action' });
  await field.waitFor();
  await shoot(studio, 'palette');
  await field.fill('check');
  await page.getByText('Found in threads').or(page.getByRole('dialog').locator('mark').first()).first().waitFor();
  await shoot(studio, 'palette-typed');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  await listRow(page, 'Fewer flaky').focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'All keys' }).waitFor();
  await shoot(studio, 'keys');
  await page.keyboard.press('Escape');
  await listRow(page, 'Fewer flaky').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Archive' }).waitFor();
  await shoot(studio, 'row-menu');
  await page.keyboard.press('Escape');
}
