import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { chooseInDialogs, openPlace, openTab, title, useModel, wordsOf } from './support';
import { DO_IT, type SmallGoal, smallGoal } from './supportGoal';
import { claim, lastInput, NEVER_ANSWERED, type SteppedModel, say, shell } from './supportModel';
import { type WindowWithModel, windowWithModel } from './supportWindow';

let opened: WindowWithModel;
let window: OpenWindow;
let model: SteppedModel;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal();
  opened = await windowWithModel();
  ({ window, model } = opened);
});
afterAll(async () => {
  await opened?.close();
  goal?.remove();
});

const field = () => window.page.getByRole('textbox', { name: 'Message the agent' });
const queue = () => window.page.getByRole('list', { name: 'Queued messages' });

async function type(text: string, key = 'Enter'): Promise<void> {
  await field().fill(text);
  await field().press(key);
}

describe('planning, before there is a goal', () => {
  it('begins with a folder and a question, and the agent only looks', async () => {
    const { app, page } = window;
    await useModel(page, model.baseUrl);
    await openPlace(page, 'New goal');
    await chooseInDialogs(app, [goal.repository.root]);
    await page.getByRole('button', { name: 'Choose folder…' }).click();
    await page.getByText(goal.repository.root).waitFor();
    await page.getByRole('button', { name: 'Plan first' }).click();
    const contract = JSON.stringify(goal.contract);
    model.answers([say(`It says start.\n\n\`\`\`contract\n---\n${contract}\n---\nMake it say done.\n\`\`\``)]);
    await type('What would it take?');
    await page.getByRole('log').getByText('It says start.').first().waitFor();
    await title(page).getByText('Plan', { exact: true }).waitFor();
    expect(lastInput(await model.asked(1))).toContain('What would it take?');
    expect(await wordsOf(page.getByRole('main'))).toContain('Plan mode:');
  });

  it('ends in a goal whose form is filled from the plan', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Turn this plan into a goal' }).click();
    const outcome = page.getByRole('textbox', { name: 'Outcome', exact: true });
    await expect.poll(() => outcome.inputValue()).toBe(goal.contract.outcome);
    await page.getByRole('button', { name: 'Draft goal' }).click();
    await page.getByRole('button', { name: 'Activate goal' }).waitFor();
    expect(model.requests).toHaveLength(1);
  });
});

describe('messages while the agent works', () => {
  it('wait where one can see, reword and withdraw them', async () => {
    const { page } = window;
    mkdirSync(`${goal.repository.root}/build`, { recursive: true });
    model.answers([shell('touch build/begun; until [ -e build/go ]; do sleep 0.05; done')]);
    await page.getByRole('button', { name: 'Activate goal' }).click();
    await openTab(page, 'Live');
    await model.asked(2);
    await type('Keep the line end.');
    await type('And the header.');
    await queue().getByText('And the header.').waitFor();
    await queue().getByRole('button', { name: 'Withdraw: And the header.' }).click();
    await queue().getByRole('button', { name: 'Edit: Keep the line end.' }).click();
    const rewording = page.getByRole('textbox', { name: 'Reword the queued message' });
    await rewording.fill('Keep the line end as it is.');
    await rewording.press('Enter');
    await expect.poll(() => wordsOf(queue())).toBe('Queued Keep the line end as it is. Send now Edit Withdraw');
  });

  it('go into the running turn when they are sent now', async () => {
    await type('No new files.', 'Control+Enter');
    await queue().getByText('Next request').waitFor();
    model.answers(NEVER_ANSWERED);
    goal.repository.write('build/go', '');
    expect(lastInput(await model.asked(3))).toBe('The user says:\nNo new files.');
    await expect.poll(() => wordsOf(queue())).toContain('Queued Keep the line end as it is.');
  });

  it('that say stop offer a pause, and the model is not asked', async () => {
    const { page } = window;
    await type('please stop');
    const dialog = page.getByRole('dialog', { name: 'Stop the agent?' });
    await dialog.getByRole('button', { name: 'Pause goal' }).click();
    await title(page).getByText('Paused', { exact: true }).waitFor();
    expect(await model.requests[2]?.ended).toBe('aborted');
    expect(await field().inputValue()).toBe('');
    expect(model.requests).toHaveLength(3);
  });

  it('that are left are the first thing after a resume', async () => {
    const { page } = window;
    model.answers([shell(DO_IT), claim('The file says done.')]);
    await page.getByRole('button', { name: 'Resume' }).click();
    expect(lastInput(await model.asked(4))).toContain('Keep the line end as it is.');
    await title(page).getByText('Complete', { exact: true }).waitFor();
    expect(await window.troubles()).toEqual([]);
  });
});
