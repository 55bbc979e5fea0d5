import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { ask, openPlace, openTab, title, useModel, wordsOf } from './support';
import { DO_IT, RULES, type SmallGoal, smallGoal } from './supportGoal';
import { claim, lastInput, type SteppedModel, shell } from './supportModel';
import { type WindowWithModel, windowWithModel } from './supportWindow';

let opened: WindowWithModel;
let window: OpenWindow;
let model: SteppedModel;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal('src/app.txt says done, and reads well');
  opened = await windowWithModel();
  ({ window, model } = opened);
});
afterAll(async () => {
  await opened?.close();
  goal?.remove();
});

describe('a goal with checks of every kind', () => {
  it('has its checks tried before it is activated, and says what they come to', async () => {
    const { page } = window;
    await useModel(page, model.baseUrl);
    const { contract } = goal;
    const [proof] = contract.verification ?? [];
    const often = { ...proof, repeat: { times: 3, judge: { atLeast: 2 }, warmUp: 1 } };
    const missing = { id: 'missing', kind: 'command', run: 'no-such-program-here' };
    const look = { id: 'reads-well', kind: 'human', ask: 'src/app.txt reads well' };
    const verification = [often, missing, look] as typeof contract.verification;
    await ask(page, 'thread/create', { workspace: goal.repository.root, contract: { ...contract, verification } });
    await page.getByRole('list', { name: 'Waiting' }).getByRole('button').click();
    await openTab(page, 'Goal');
    await page.getByRole('button', { name: 'Try the checks', exact: true }).click();
    const review = page.getByRole('complementary', { name: 'Activation review' });
    await review.getByRole('button', { name: 'Try the checks again' }).waitFor();
    const words = await wordsOf(review);
    expect(words).toContain('missing cannot start: exit 127');
    expect(words).toContain('reads-well a person at a claim');
    expect(model.requests).toEqual([]);
  });
  it('is edited: so many of several starts, after some to warm up', async () => {
    const { page } = window;
    await page.getByRole('button', { name: /^Edit/ }).first().click();
    await page.getByRole('textbox', { name: 'Of them, at least' }).fill('4');
    await page.getByText('cannot be more than times').waitFor();
    await page.getByRole('textbox', { name: 'Of them, at least' }).fill('3');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('cell', { name: 'at least 3 of 3 after 1 to warm up' }).waitFor();
    await page.getByRole('button', { name: /^Edit/ }).nth(1).click();
    await page.getByRole('textbox', { name: 'Command, read by bash' }).fill('true');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('button', { name: /^Edit/ }).nth(2).click();
    await page.getByRole('textbox', { name: /^What somebody is to look at/ }).waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
  });

  it('sends a change to protected files back with a note, which the agent reads first', async () => {
    const { page } = window;
    model.answers([shell(DO_IT), shell(`echo 'exit 0' > ${RULES}`)], [claim('done')]);
    await page.getByRole('button', { name: 'Activate goal' }).click();
    await page.getByRole('button', { name: 'Activate all the same' }).click();
    await page.getByRole('list', { name: 'Needs you' }).getByRole('button').waitFor();
    await openPlace(page, 'Inbox');
    const question = page.getByRole('article');
    await question.getByText('The agent changed a protected file.').waitFor();
    model.answers([shell(`git show HEAD:${RULES} > ${RULES}`)], [claim('done, by the rules')]);
    await question.getByRole('button', { name: /^Send back…/ }).click();
    await question.getByRole('textbox', { name: 'What the agent is to do about it' }).fill('Put the rules back.');
    await question.getByRole('button', { name: /^Send back/ }).click();
    expect(lastInput(await model.asked(3))).toContain('sends it back: Put the rules back.');
  });

  it('asks a person once the rest passes, and completes on their word', async () => {
    const { page } = window;
    const question = page.getByRole('article');
    await question.getByText('Somebody must look at reads-well.').waitFor();
    const name = question.getByRole('textbox', { name: /^Your name/ });
    await name.fill('Ada');
    await question.getByRole('textbox', { name: /^Note/ }).fill('It does.');
    await question.getByRole('button', { name: /^It passes/ }).click();
    await page.getByRole('list', { name: 'Done' }).getByRole('button').click();
    await title(page).getByText('Complete', { exact: true }).waitFor();
    await openTab(page, 'Live');
    await page.getByText('says Ada').waitFor();
    await openTab(page, 'Timeline');
    expect(await window.troubles()).toEqual([]);
  });
});
