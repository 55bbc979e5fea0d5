import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, chooseInDialogs, onlyThread, openPlace, openTab, STEP_MS, title, useModel } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { type SteppedModel, steppedModel } from './supportModel';

let window: OpenWindow;
let model: SteppedModel;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal();
  model = await steppedModel();
  window = await openWindow();
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  goal?.remove();
});

const WORDS = 'Make the file say done.';
const outcome = () => window.page.getByRole('textbox', { name: 'Outcome', exact: true });
const button = (name: string) => window.page.getByRole('button', { name, exact: true });
/** Its name holds the keys that press it. */
const primary = (name: string) => window.page.getByRole('button', { name });
const proposal = () =>
  ({
    type: 'tool_call',
    name: 'propose_contract',
    arguments: { ...goal.contract, objective: 'Seen in the workspace.' },
  }) as const;

describe('a goal described in plain words', () => {
  it('fills the form while the contract comes, and is interrupted by kill −9 without losing the words', async () => {
    const { app, page, dataDir } = window;
    await useModel(page, model.baseUrl);
    await openPlace(page, 'New goal');
    await chooseInDialogs(app, [goal.repository.root]);
    await button('Choose folder…').click();
    // Of the five events that bring the arguments in, most have come, and the answer never ends.
    model.answers({ items: [proposal()], hangAfter: 6 });
    await page.getByRole('textbox', { name: 'The work, in plain words' }).fill(WORDS);
    await button('Propose contract').click();
    await page.getByText('Writes the contract').waitFor();
    await expect.poll(() => outcome().inputValue()).toBe(goal.contract.outcome);
    expect([await outcome().isDisabled(), await primary('Draft goal').isDisabled()]).toEqual([true, true]);
    await window.kill();
    window = await openWindow({ dataDir });
    window.page.setDefaultTimeout(STEP_MS);
    await window.page
      .getByRole('list', { name: 'Waiting' })
      .getByRole('button', { name: /Make the file say done/ })
      .click();
    await openTab(window.page, 'Goal');
    await window.page.getByText('No draft: the app stopped in the middle of it.').waitFor();
    expect(await outcome().inputValue()).toBe('');
  });

  it('is asked again with the same words, and every field is marked until it is accepted or edited', async () => {
    const { page } = window;
    model.answers([proposal()]);
    await button('Ask again').click();
    await button('Accept the proposed outcome').waitFor();
    const thread = await onlyThread(page);
    const { state } = await ask(page, 'thread/open', { thread });
    expect([state.proposal?.contract.outcome, state.unclaimed.requests]).toEqual([goal.contract.outcome, 2]);
    await button('Accept the proposed outcome').click();
    await button('Accept the proposed outcome').waitFor({ state: 'detached' });
    await button('Undo').click();
    await button('Accept the proposed outcome').waitFor();
    await outcome().fill('The file says done.');
    await button('Accept the proposed outcome').waitFor({ state: 'detached' });
  });

  it('goes back to what the form said, comes again, and keeps its marks over a reload', async () => {
    const { page } = window;
    await button('Discard proposal').click();
    await expect.poll(() => outcome().inputValue()).toBe('');
    await button('Undo').click();
    await expect.poll(() => outcome().inputValue()).toBe('The file says done.');
    await page.reload();
    await button('Accept all').waitFor();
    await expect.poll(() => outcome().inputValue()).toBe('The file says done.');
  });

  it('is activated only once nothing of it waits, and nothing but the draft was spent till then', async () => {
    const { page } = window;
    await primary('Draft goal').click();
    await page.getByText(/proposed fields? waits?: accept or edit/).waitFor();
    expect(await primary('Activate goal').isDisabled()).toBe(true);
    await button('Accept all').click();
    await expect.poll(() => primary('Activate goal').isEnabled()).toBe(true);
    const { state } = await ask(page, 'thread/open', { thread: await onlyThread(page) });
    expect([state.goal?.usage.requests, state.goal?.usage.turns, model.requests.length]).toEqual([2, 0, 2]);
  });
});

describe('a proposal for a form with words of one’s own', () => {
  it('leaves them as they were, and offers the agent’s', async () => {
    const { page } = window;
    await outcome().fill('My own outcome.');
    model.answers([proposal()]);
    await button('Describe…').click();
    await page.getByRole('textbox', { name: 'The work, in plain words' }).fill('Draft it once more.');
    await button('Propose contract').click();
    await page.getByText('Yours stay: outcome.').waitFor();
    expect(await outcome().inputValue()).toBe('My own outcome.');
    await button('Use the agent’s there').click();
    await button('Accept the proposed outcome').waitFor();
    expect(await outcome().inputValue()).toBe(goal.contract.outcome);
    await button('Undo').click();
    await expect.poll(() => outcome().inputValue()).toBe('My own outcome.');
  });
});

describe('the sample’s scripted agent', () => {
  it('drafts for any words, says that it is scripted, and is reviewed like every draft', async () => {
    const { page } = window;
    await ask(page, 'sample/create', {});
    await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: /p95/ }).click();
    await openTab(page, 'Goal');
    await button('Describe…').click();
    await page.getByRole('textbox', { name: 'The work, in plain words' }).fill('Make checkout fast');
    await button('Propose contract').click();
    await button('Accept all').waitFor();
    expect(await page.getByRole('textbox', { name: 'Objective' }).inputValue()).toContain('no model was asked');
    await title(page).getByText('Draft', { exact: true }).waitFor();
    expect(await window.troubles()).toEqual([]);
  });
});
