import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { chooseInDialogs, openPlace, openTab, title, useModel, wordsOf } from './support';
import { DO_IT, RULES, type SmallGoal, smallGoal } from './supportGoal';
import { claim, lastInput, type SteppedModel, say, shell } from './supportModel';
import { type WindowWithModel, windowWithModel } from './supportWindow';

const LOOSEN = `echo 'exit 0' > ${RULES}`;

let opened: WindowWithModel;
let window: OpenWindow;
let model: SteppedModel;
let goals: readonly SmallGoal[];

beforeAll(async () => {
  goals = [smallGoal('src/app.txt says done, by the rules'), smallGoal('src/app.txt says done, by looser rules')];
  opened = await windowWithModel();
  ({ window, model } = opened);
});
afterAll(async () => {
  await opened?.close();
  for (const goal of goals) goal.remove();
});

describe('a goal whose agent changes a protected file', () => {
  it('is set up with a model of this machine, a folder and a contract file, all in the window', async () => {
    await useModel(window.page, model.baseUrl);
    await draftFrom(goalAt(0));
    const words = await wordsOf(window.page.getByRole('complementary', { name: 'Activation review' }));
    expect(words).toContain(`Protected ${RULES}`);
    expect(words).toContain('Model gpt-window');
    expect(model.requests).toEqual([]);
  });

  it('is held, and asks in the inbox with exactly that change', async () => {
    model.answers([shell(DO_IT), shell(LOOSEN)], [say('The rules were in the way.'), claim('The file says done.')]);
    await activate();
    const question = await openQuestion(goalAt(0));
    const words = await wordsOf(question);
    expect(words).toContain('The agent changed a protected file.');
    expect(words).toContain(`-! grep -q TODO src/app.txt +exit 0`);
    expect(words).toContain('small service, in place');
    await window.page.getByRole('button', { name: /^Inbox\s*1$/ }).waitFor();
    expect(model.requests).toHaveLength(2);
  });

  it('puts the file back when the answer is to restore it, tells the agent, and then completes', async () => {
    model.answers([claim('The file says done, and the rules are as they were.')]);
    await window.page.getByRole('article').getByRole('button', { name: 'Restore files' }).click();
    expect(lastInput(await model.asked(3))).toMatch(
      /^The user answers:\nThe user did not accept the change to protected files; they were put back/,
    );
    await status(goalAt(0), 'Complete');
    expect(goalAt(0).repository.read(RULES)).toBe('! grep -q TODO src/app.txt\n');
    expect(goalAt(0).repository.read('src/app.txt')).toBe('done\n');
  });

  it('keeps the change when the answer, by key, is to accept it, and then completes', async () => {
    await draftFrom(goalAt(1));
    model.answers([shell(DO_IT), shell(LOOSEN)], [claim('The file says done.')]);
    await activate();
    const question = await openQuestion(goalAt(1));
    await question.focus();
    await question.press('y');
    await status(goalAt(1), 'Complete');
    expect(goalAt(1).repository.read(RULES)).toBe('exit 0\n');
    expect(model.requests).toHaveLength(5);
  });

  it('leaves an empty inbox, and says nothing in anger', async () => {
    await openPlace(window.page, 'Inbox');
    await window.page.getByRole('region', { name: 'Open questions' }).getByText('Nothing is open.').waitFor();
    expect(await wordsOf(window.page.getByRole('banner'))).toContain('Nothing waits for you.');
    expect(await window.troubles()).toEqual([]);
  });
});

function goalAt(index: number): SmallGoal {
  const goal = goals[index];
  if (goal === undefined) throw new Error(`There is no goal ${index}.`);
  return goal;
}

/** A new goal from its contract file, by the form. */
async function draftFrom({ repository, contractFile, contract }: SmallGoal): Promise<void> {
  const { app, page } = window;
  await openPlace(page, 'New goal');
  await chooseInDialogs(app, [repository.root, contractFile]);
  await page.getByRole('button', { name: 'Choose folder…' }).click();
  await page.getByText(repository.root).waitFor();
  await page.getByRole('button', { name: 'Open…' }).click();
  await page.getByRole('menuitem', { name: 'Contract file…' }).click();
  const outcome = page.getByRole('textbox', { name: 'Outcome', exact: true });
  await expect.poll(() => outcome.inputValue()).toBe(contract.outcome);
  await page.getByRole('button', { name: 'Create draft' }).click();
  await page.getByRole('button', { name: 'Activate goal' }).waitFor();
}

async function activate(): Promise<void> {
  await window.page.getByRole('button', { name: 'Activate goal' }).click();
  await openTab(window.page, 'Live');
}

async function openQuestion({ contract }: SmallGoal) {
  await window.page.getByRole('list', { name: 'Needs you' }).getByRole('button', { name: contract.outcome }).waitFor();
  await openPlace(window.page, 'Inbox');
  const question = window.page.getByRole('article', { name: contract.outcome });
  await question.waitFor();
  return question;
}

async function status({ contract }: SmallGoal, word: string): Promise<void> {
  const { page } = window;
  await page.getByRole('list', { name: 'Done' }).getByRole('button', { name: contract.outcome }).click();
  await title(page).getByText(word, { exact: true }).waitFor();
}
