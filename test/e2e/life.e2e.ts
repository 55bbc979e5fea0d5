import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, onlyThread, openTab, processesOf, STEP_MS, title, wordsOf } from './support';
import { DO_IT, type SmallGoal, smallGoal } from './supportGoal';
import { claim, lastInput, NEVER_ANSWERED, type SteppedModel, say, shell, steppedModel } from './supportModel';

// Longer than any test; whoever sees it end has seen it killed.
const LONG = 'touch build/begun; echo it has begun; sleep 1000';

let dataDir: string;
let goal: SmallGoal;
let model: SteppedModel;
let window: OpenWindow;

beforeAll(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'goalpost life-')), 'data');
  goal = smallGoal();
  model = await steppedModel();
  window = await open();
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  goal?.remove();
  rmSync(dirname(dataDir), { recursive: true, force: true });
});

/** The model and its server from the environment, as a terminal's user names them. */
async function open(): Promise<OpenWindow> {
  const opened = await openWindow({ dataDir, env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-window' } });
  opened.page.setDefaultTimeout(STEP_MS);
  return opened;
}

describe('a goal through the life of its window', () => {
  it('works once it is activated', async () => {
    const { page } = window;
    const { contract, repository } = goal;
    await ask(page, 'thread/create', { workspace: repository.root, contract });
    await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: contract.outcome }).click();
    model.answers([say('I look at it first.'), shell('cat src/app.txt')], NEVER_ANSWERED);
    await page.getByRole('button', { name: 'Activate goal' }).click();
    await openTab(page, 'Live');
    await model.asked(2);
    await page.getByRole('log').getByText('I look at it first.').first().waitFor();
  });

  it('paused, ends the request under way and makes no other, whatever is written to it', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Pause' }).click();
    await title(page).getByText('Paused', { exact: true }).waitFor();
    expect(await model.requests[1]?.ended).toBe('aborted');
    const field = page.getByRole('textbox', { name: 'Message the agent' });
    await field.fill('Mind the line end.');
    await field.press('Enter');
    await page.getByRole('main').getByText('Mind the line end.').first().waitFor();
    expect(await wordsOf(page.getByRole('main'))).toMatch(/0 model calls|paused/i);
    expect(model.requests).toHaveLength(2);
  });

  it('is the same after a reload of the window: its state, and every word on the screen', async () => {
    const { page } = window;
    const thread = await onlyThread(page);
    const [state, screen] = [await ask(page, 'thread/open', { thread }), await screenOf(window)];
    await page.reload();
    await title(page).getByText('Paused', { exact: true }).waitFor();
    await page.getByRole('log').getByText('I look at it first.').first().waitFor();
    expect(await ask(page, 'thread/open', { thread })).toEqual(state);
    await expect.poll(() => screenOf(window)).toEqual(screen);
    expect(model.requests).toHaveLength(2);
  });

  it('resumed, goes on with the message first', async () => {
    const { page } = window;
    model.answers([say('Now something long.'), shell(LONG)]);
    await page.getByRole('button', { name: 'Resume' }).click();
    expect(lastInput(await model.asked(3))).toMatch(/Mind the line end\./);
    await title(page).getByText('Active', { exact: true }).waitFor();
    await expect.poll(() => existsSync(join(goal.repository.root, 'build', 'begun'))).toBe(true);
    await page.getByRole('log').getByText('Now something long.').first().waitFor();
  });

  it('quit in the middle of a turn, takes its command with it', async () => {
    const troubles = await window.troubles();
    await window.close();
    expect(troubles).toEqual([]);
    expect(processesOf(goal.repository.root)).toEqual([]);
    expect(model.requests).toHaveLength(3);
  });

  it('started again, marks the turn interrupted, runs nothing of it again, and completes', async () => {
    rmSync(join(goal.repository.root, 'build'), { recursive: true });
    model.answers([shell(DO_IT)], [claim('The file says done.')]);
    window = await open();
    const { page } = window;
    await title(page).getByText('Complete', { exact: true }).waitFor();
    expect(JSON.stringify(model.requests[3]?.body)).toMatch(/Interrupted/i);
    const log = page.getByRole('log');
    expect(await wordsOf(log)).toMatch(/[Ii]nterrupted/);
    expect(existsSync(join(goal.repository.root, 'build', 'begun'))).toBe(false);
    expect(goal.repository.read('src/app.txt')).toBe('done\n');
    expect(model.requests).toHaveLength(5);
    expect(await window.troubles()).toEqual([]);
  });
});

/** The words of the live view; of the list and the title those that do not grow older. */
async function screenOf({ page }: OpenWindow) {
  const words = (name: string) => wordsOf(page.locator(`[data-region="${name}"]`));
  return { conversation: await words('Conversation'), contract: await words('Contract'), title: await wordsOf(title(page)) };
}
