import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { openPlace, STEP_MS, title } from './support';
import { DO_IT } from './supportGoal';
import { type AskingGoal, askingGoal, focused, listed, makeAsk, orderThread, rowOf } from './supportInbox';
import { claim, lastInput, type SteppedModel, shell, steppedModel } from './supportModel';

let dataDir: string;
let model: SteppedModel;
let window: OpenWindow;
let goals: readonly AskingGoal[];

beforeAll(async () => {
  goals = [askingGoal('blocked'), askingGoal('permission'), askingGoal('acceptance')];
  dataDir = mkdtempSync(join(tmpdir(), 'goalpost restart-'));
  model = await steppedModel();
  window = await open();
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  for (const goal of goals ?? []) goal.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(): Promise<OpenWindow> {
  const opened = await openWindow({ dataDir, env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-window' } });
  opened.page.setDefaultTimeout(STEP_MS);
  return opened;
}

const [BLOCKED, PERMISSION, ACCEPTANCE] = [0, 1, 2];

function goalAt(index: number | undefined): AskingGoal {
  const goal = goals[index ?? -1];
  if (!goal) throw new Error(`There is no goal ${index}.`);
  return goal;
}

/** What pages keep of their own, as it lies on the disk. */
function isKept(text: string): boolean {
  const folder = join(dataDir, 'window', 'Local Storage', 'leveldb');
  return readdirSync(folder).some((name) => /\.(log|ldb)$/.test(name) && readFileSync(join(folder, name)).includes(text));
}

async function secondWindow(): Promise<Page> {
  const opening = window.app.waitForEvent('window');
  await window.app.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
    file?.submenu?.items.find(({ label }) => label === 'New window')?.click();
  });
  const page = await opening;
  page.setDefaultTimeout(STEP_MS);
  await page.waitForLoadState('load');
  return page;
}

describe('a question that is half answered', () => {
  it('keeps what was typed when the app is killed, is answered after the restart, and the goal goes on', async () => {
    const goal = goalAt(BLOCKED);
    await makeAsk(window.page, model, goal);
    await openPlace(window.page, 'Inbox');
    const radio = (page: Page) => rowOf(page, goal).getByRole('radio', { name: 'staging' });
    const day = (page: Page) => rowOf(page, goal).getByRole('textbox');
    await radio(window.page).check();
    await day(window.page).fill('the 3rd, and');
    await expect.poll(() => isKept('the 3rd, and')).toBe(true);
    await window.kill();
    window = await open();
    await openPlace(window.page, 'Inbox');
    await expect.poll(() => day(window.page).inputValue()).toBe('the 3rd, and');
    expect(await radio(window.page).isChecked()).toBe(true);
    await day(window.page).press('End');
    await window.page.keyboard.type(' never the 1st');
    await window.page.keyboard.press('Escape');
    model.answers([shell(DO_IT)], [claim('The file says done.')]);
    await window.page.keyboard.press('y');
    expect(lastInput(await model.asked(3))).toContain('Answer (start): the 3rd, and never the 1st');
    await listed(window.page, 'Done', goal).click();
    await title(window.page).getByText('Complete', { exact: true }).waitFor();
  });

  it('an answer that can still be taken back is sent with the window that is closed', async () => {
    const goal = goalAt(ACCEPTANCE);
    await makeAsk(window.page, model, goal);
    await openPlace(window.page, 'Inbox');
    await rowOf(window.page, goal).focus();
    await window.page.keyboard.press('y');
    await rowOf(window.page, goal).getByRole('button', { name: /^Undo/ }).waitFor();
    await window.page.reload();
    await listed(window.page, 'Done', goal).waitFor();
  });
});

describe('two windows on one inbox', () => {
  it('tell that the other answered, let the row go, and do not send what was about to be', async () => {
    const goal = goalAt(PERMISSION);
    await makeAsk(window.page, model, goal);
    const other = await secondWindow();
    for (const page of [window.page, other]) {
      await openPlace(page, 'Inbox');
      await rowOf(page, goal).waitFor();
    }
    model.answers([shell(DO_IT)], [claim('The file says done.')]);
    await rowOf(other, goal).focus();
    await other.keyboard.press('n');
    await other.keyboard.type('leave the file');
    await other.keyboard.press('Control+Enter');
    await rowOf(other, goal).getByRole('button', { name: /^Undo/ }).waitFor();
    await rowOf(window.page, goal).focus();
    await window.page.getByText(`${goal.contract.outcome}: answered elsewhere “no: leave the file”.`).waitFor();
    await rowOf(window.page, goal).waitFor({ state: 'detached' });
    await other.getByText(`${goal.contract.outcome}: answered: No.`).waitFor();
    expect(await focused(window.page)).not.toBe('nothing');
    await other.close();
  });

  it('say that a question closed itself when what asked it is gone', async () => {
    const goal = askingGoal('budget', ' again');
    try {
      const thread = await makeAsk(window.page, model, goal);
      await rowOf(window.page, goal).focus();
      await window.page.keyboard.press('y');
      await rowOf(window.page, goal).getByRole('button', { name: /^Undo/ }).waitFor();
      await orderThread(window.page, thread, { type: 'goal.clear' });
      await window.page.getByText(`${goal.contract.outcome}: closed: the goal was cleared; your answer was not sent.`).waitFor();
      expect(await window.troubles()).toEqual([]);
    } finally {
      goal.remove();
    }
  });
});
