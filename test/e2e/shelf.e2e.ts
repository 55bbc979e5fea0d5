import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, openTab, STEP_MS, title, wordsOf } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { NEVER_ANSWERED, type SteppedModel, steppedModel } from './supportModel';
import { draftThreads, listedTitles, listRow } from './supportThreads';

let dataDir: string;
let goal: SmallGoal;
let model: SteppedModel;
let window: OpenWindow;

beforeAll(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'goalpost shelf-')), 'data');
  goal = smallGoal();
  model = await steppedModel();
  window = await open();
  await draftThreads(window.page, goal, ['Oldest of three', 'Middle of three', 'Newest of three']);
  await listRow(window.page, 'Newest of three').waitFor();
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  goal?.remove();
  rmSync(dirname(dataDir), { recursive: true, force: true });
});

async function open(): Promise<OpenWindow> {
  const opened = await openWindow({ dataDir, env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-window' } });
  opened.page.setDefaultTimeout(STEP_MS);
  return opened;
}

const archiveWay = () => window.page.getByRole('button', { name: /^Archived/ });
const menuItem = (name: string) => window.page.getByRole('menuitem', { name });

describe('a thread of the list', () => {
  it('is pinned by a key on its row, and stands first in its group', async () => {
    const { page } = window;
    await listRow(page, 'Oldest of three').focus();
    await page.keyboard.press('p');
    await listRow(page, 'Oldest of three').getByRole('img', { name: 'Pinned' }).waitFor();
    await expect.poll(async () => (await listedTitles(page))[0]).toContain('Oldest of three');
  });

  it('is archived from its context menu, and a toast takes it back', async () => {
    const { page } = window;
    await listRow(page, 'Middle of three').click({ button: 'right' });
    await menuItem('Archive').click();
    await listRow(page, 'Middle of three').waitFor({ state: 'detached' });
    await page.getByRole('status').getByText('Archived: Middle of three').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await listRow(page, 'Middle of three').waitFor();
  });

  it('is archived and taken back by keys alone', async () => {
    const { page } = window;
    await listRow(page, 'Middle of three').focus();
    await page.keyboard.press('e');
    await listRow(page, 'Middle of three').waitFor({ state: 'detached' });
    await archiveWay().click();
    expect(await wordsOf(page.getByRole('heading', { name: 'Archived', exact: true }))).toBe('Archived');
    await listRow(page, 'Middle of three').waitFor();
    await page.getByRole('button', { name: 'Back to the threads' }).click();
  });

  it('is where it was after a restart: pinned, and in the archive', async () => {
    await window.close();
    window = await open();
    const { page } = window;
    await listRow(page, 'Oldest of three').getByRole('img', { name: 'Pinned' }).waitFor();
    expect((await listedTitles(page)).some((text) => text.includes('Middle of three'))).toBe(false);
    await archiveWay().click();
    await listRow(page, 'Middle of three').focus();
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Back to the threads' }).click();
    await listRow(page, 'Middle of three').waitFor();
  });

  it('that works is asked about, paused first, and comes back when it goes on', async () => {
    const { page } = window;
    model.answers(NEVER_ANSWERED);
    await listRow(page, 'Newest of three').click();
    await page.getByRole('button', { name: 'Activate goal' }).click();
    await openTab(page, 'Live');
    await model.asked(1);
    await listRow(page, 'Newest of three').focus();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Pause and archive?' });
    await dialog.getByRole('button', { name: 'Leave it working' }).click();
    await listRow(page, 'Newest of three').focus();
    await page.keyboard.press('e');
    await dialog.getByRole('button', { name: 'Pause and archive' }).click();
    await listRow(page, 'Newest of three').waitFor({ state: 'detached' });
    expect(await model.requests[0]?.ended).toBe('aborted');
    await title(page).getByText('Paused', { exact: true }).waitFor();
    model.answers(NEVER_ANSWERED);
    await page.getByRole('button', { name: 'Resume' }).click();
    await listRow(page, 'Newest of three').waitFor();
    const rows = await ask(page, 'threads/list', {});
    expect(rows.filter((row) => row.archived)).toEqual([]);
    expect(await window.troubles()).toEqual([]);
  });
});
