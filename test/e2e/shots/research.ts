// The research sample, complete: its claims kept apart, its reviewer's answers, and an export of its evidence.
import { join } from 'node:path';
import { ask, saveInDialogs } from '../support';
import { openStage, order, type Stage } from './stage';
import { thread } from './ways';

// As long as the checks of the research sample and its reviewer take on a loaded machine.
const RESEARCH_MS = 150_000;
const TITLE = /Table 1 is reproduced/;

export const research = () =>
  openStage(async (stage) => {
    const { page } = stage.window;
    const { thread: id } = await ask(page, 'sample/create', { sample: 'seedlings' });
    await order(stage, id, { type: 'goal.activate', acceptBaseline: true });
    await page.getByRole('list', { name: 'Done' }).getByRole('button', { name: TITLE }).waitFor({ timeout: RESEARCH_MS });
  });

export const reviewed = thread(TITLE, 'Live', (page) =>
  page
    .getByRole('table', { name: 'Checks' })
    .getByRole('row', { name: /judged/ })
    .waitFor(),
);

export const claims = thread(TITLE, 'Timeline', (page) => page.getByRole('region', { name: 'Claims' }).scrollIntoViewIfNeeded());

export const refusal = thread(TITLE, 'Timeline', async (page) => {
  const closed = page.getByRole('button', { name: 'Iteration 1, open' });
  if (await closed.isVisible()) await closed.click();
  await page.getByRole('region', { name: 'Ledger' }).scrollIntoViewIfNeeded();
});

export async function exported(stage: Stage): Promise<void> {
  const { app, page, dataDir } = stage.window;
  await refusal(stage);
  await saveInDialogs(app, [join(dataDir, '..', 'evidence')]);
  await page.getByRole('button', { name: 'Export evidence…' }).click();
  await page.getByRole('dialog').getByText('Evidence exported').waitFor();
}
