import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, openTab, STEP_MS, title, wordsOf } from './support';
import { DO_IT, type SmallGoal, smallGoal } from './supportGoal';
import { claim, type SteppedModel, shell, steppedModel } from './supportModel';

let dataDir: string;
let goals: readonly SmallGoal[];
let model: SteppedModel;
let window: OpenWindow;

beforeAll(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'goalpost panes-')), 'data');
  goals = [smallGoal('src/app.txt says done'), smallGoal('src/app.txt says nothing')];
  model = await steppedModel();
  window = await open();
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  for (const goal of goals ?? []) goal.remove();
  rmSync(dirname(dataDir), { recursive: true, force: true });
});

async function open(): Promise<OpenWindow> {
  const opened = await openWindow({ dataDir, env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-window' } });
  opened.page.setDefaultTimeout(STEP_MS);
  return opened;
}

const page = () => window.page;
const edge = () => page().getByRole('separator', { name: 'Width of the contract panel' });
const contract = () => page().getByRole('complementary', { name: 'Contract' });
const files = () => page().getByRole('complementary', { name: 'Changed files' });
const width = async () => Math.round((await contract().boundingBox())?.width ?? 0);
const thread = (at: number) =>
  page()
    .getByRole('navigation')
    .getByRole('button', { name: goals[at]?.contract.outcome ?? '' });

async function drag(by: number): Promise<void> {
  const box = await edge().boundingBox();
  if (!box) throw new Error('the edge is not drawn');
  await page().mouse.move(box.x, box.y + 200);
  await page().mouse.down();
  await page().mouse.move(box.x + by, box.y + 200, { steps: 4 });
  await page().mouse.up();
}

describe('the panes of the live view', () => {
  it('show the changed files with their turn and lines, and lead to the diff at the file', async () => {
    for (const { contract: drafted, repository } of goals)
      await ask(page(), 'thread/create', { workspace: repository.root, contract: drafted });
    await thread(0).click();
    model.answers([shell(DO_IT)], [claim('It says done.')]);
    await page().getByRole('button', { name: 'Activate goal' }).click();
    await title(page()).getByText('Complete', { exact: true }).waitFor();
    await openTab(page(), 'Live');
    const row = files().getByRole('button', { name: 'app.txt src +1 −1 turn 1', exact: true });
    await row.waitFor();
    expect(await wordsOf(files())).toMatch(/^Changed files 1 file \+1 −1 Diff app\.txt src 1 \+1 −1 turn 1$/);
    await row.click();
    await page()
      .getByRole('tree', { name: 'Changed files' })
      .getByRole('treeitem', { name: /app\.txt/, selected: true })
      .waitFor();
    await openTab(page(), 'Live');
  });

  it('are drawn to a size that is this thread’s alone', async () => {
    const before = await width();
    await drag(-80);
    await expect.poll(width, { timeout: STEP_MS }).toBe(before + 80);
    await thread(1).click();
    await openTab(page(), 'Live');
    await expect.poll(width, { timeout: STEP_MS }).toBe(before);
    await thread(0).click();
    await openTab(page(), 'Live');
    await expect.poll(width, { timeout: STEP_MS }).toBe(before + 80);
  });

  it('are put away and shown again by keys and by their buttons', async () => {
    await page().keyboard.press('Control+Shift+G');
    await files().waitFor({ state: 'detached' });
    await page().keyboard.press('Control+Shift+B');
    await contract().waitFor({ state: 'detached' });
    await page()
      .getByRole('button', { name: /^Contract pane/, pressed: false })
      .click();
    await contract().waitFor();
    await page().keyboard.press('Control+`');
    await page().getByRole('region', { name: 'Terminal' }).waitFor({ state: 'detached' });
  });

  it('are as they were left after a restart, in size and in what is shown', async () => {
    const before = await width();
    await window.close();
    window = await open();
    await contract().waitFor();
    await expect.poll(width, { timeout: STEP_MS }).toBe(before);
    expect([await files().count(), await page().getByRole('region', { name: 'Terminal' }).count()]).toEqual([0, 0]);
    await thread(1).click();
    await openTab(page(), 'Live');
    await files().waitFor();
    await page().getByRole('region', { name: 'Terminal' }).waitFor();
  });

  it('have their first size again after a double click on the edge', async () => {
    await thread(0).click();
    await openTab(page(), 'Live');
    const drawn = await width();
    const box = await edge().boundingBox();
    if (!box) throw new Error('the edge is not drawn');
    await page().mouse.dblclick(box.x, box.y + 200);
    await expect.poll(width, { timeout: STEP_MS }).toBe(drawn - 80);
    expect(await window.troubles()).toEqual([]);
  });
});
