import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, chooseInDialogs, focused, openPlace, openTab, STEP_MS, title, wordsOf } from './support';
import { DO_IT, type SmallGoal, smallGoal } from './supportGoal';
import { claim, shell } from './supportModel';
import { type WindowWithModel, windowWithModel } from './supportWindow';

// What stops a goal and is mended in the settings: told in the thread, in the inbox and there, with the one button that leads to it.

let opened: WindowWithModel;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal('src/app.txt says done, with a key');
  opened = await windowWithModel();
});
afterAll(async () => {
  await opened?.close();
  goal?.remove();
});

const settingsAt = (name: string) => opened.window.page.getByRole('main').getByRole('region', { name, exact: true });

describe('a goal that cannot be worked on', () => {
  it('is not drafted without a model, and leads to where one is named', async () => {
    const { page, app } = opened.window;
    await openPlace(page, 'New goal');
    await chooseInDialogs(app, [goal.repository.root]);
    await page.getByRole('button', { name: 'Choose folder…' }).click();
    await page.getByRole('textbox', { name: 'Outcome', exact: true }).fill(goal.contract.outcome);
    const rail = page.getByRole('complementary', { name: 'New goal' });
    await rail.getByRole('button', { name: 'Plan first' }).click();
    await rail
      .getByRole('alert')
      .getByText(/No model is named/)
      .waitFor();
    await rail.getByRole('button', { name: 'Name a model' }).click();
    await settingsAt('Model and key').waitFor();
  });

  it('says in its thread, in the inbox and in the settings that the key was refused, each with the button', async () => {
    const { page } = opened.window;
    const { model } = opened;
    model.answers({ status: 401, body: { error: { message: 'Incorrect API key provided.' } } });
    const ref = { api: 'responses', model: 'gpt-window', baseUrl: model.baseUrl } as const;
    const { thread } = await ask(page, 'thread/create', { workspace: goal.repository.root, contract: goal.contract, model: ref });
    const command = { type: 'goal.activate', acceptBaseline: false } as const;
    await ask(page, 'thread/command', { thread, id: crypto.randomUUID(), command });
    await settingsAt('Model and key').getByText('1 goal stands still: the key was refused, or none is set.').waitFor();
    await settingsAt('Model and key').getByRole('button', { name: 'Open inbox' }).click();
    const row = page.getByRole('article', { name: goal.contract.outcome });
    await row.getByRole('button', { name: 'Set the key' }).click();
    await settingsAt('Model and key').waitFor();
    await page.getByRole('button', { name: /^Back/ }).click();
    await page.getByRole('list', { name: 'Needs you' }).getByRole('button', { name: goal.contract.outcome }).first().click();
    await openTab(page, 'Live');
    expect(await wordsOf(page.getByRole('main'))).toContain('the key was refused. Set a key in settings, then resume.');
    await page.getByRole('main').getByRole('button', { name: 'Set the key' }).click();
    await focused(settingsAt('Model and key'));
  });

  it('goes on from the inbox once that is set right', async () => {
    const { page } = opened.window;
    opened.model.answers([shell(DO_IT)], [claim('The file says done.')]);
    await page.getByRole('button', { name: 'Open inbox' }).click();
    const row = page.getByRole('article', { name: goal.contract.outcome });
    await row.getByRole('button', { name: /^Resume goal/ }).click();
    await page
      .getByRole('list', { name: 'Done' })
      .getByRole('button', { name: goal.contract.outcome })
      .first()
      .click({ timeout: STEP_MS });
    await title(page).getByText('Complete', { exact: true }).waitFor();
    expect(await opened.window.troubles()).toEqual([]);
  });
});
