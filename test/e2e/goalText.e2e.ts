import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { chooseInDialogs, openPlace, STEP_MS, wordsOf } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';

const TEXT =
  '/goal The file says done verified by `grep -qx done src/app.txt` and the release notes while preserving the rules. ' +
  'Use src/. Between iterations, record it. If blocked, report why. Spend at most 5 turns.';
const FILE = 'the-file-says-done.md';

let window: OpenWindow;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal();
  window = await openWindow();
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  goal?.remove();
});

const box = (name: string) => window.page.getByRole('textbox', { name, exact: true });
const press = (name: string) => window.page.getByRole('button', { name, exact: true }).click();
const value = (name: string) => expect.poll(() => box(name).inputValue());
const saved = () => join(goal.repository.root, '.goalpost', FILE);

/** What a paste is to a field. The system's clipboard stays as it is, which other windows of the machine share. */
const PASTE = `(field, words) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', words);
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}`;

async function paste(text: string): Promise<void> {
  await box('Outcome').focus();
  const field = `document.querySelector('textarea[aria-label="Outcome"]')`;
  await window.page.evaluate(`(${PASTE})(${field}, ${JSON.stringify(text)})`);
}

async function choose(menu: 'Open…' | 'Save…', item: string | RegExp): Promise<void> {
  await press(menu);
  await window.page.getByRole('menuitem', { name: item }).click();
}

describe('the goal form and its text', () => {
  it('fills its parts from a text that is pasted into the outcome, and takes it back', async () => {
    const { app, page } = window;
    await openPlace(page, 'New goal');
    await chooseInDialogs(app, [goal.repository.root]);
    await press('Choose folder…');
    await page.getByText(goal.repository.root).waitFor();
    await paste(TEXT);
    await value('Outcome').toBe('The file says done');
    await value('Iteration policy').toBe('record it');
    await value('Blocked stop').toBe('report why');
    await value('Objective').toContain('Verified by:');
    const note = page.getByRole('region', { name: 'The form was filled' });
    expect(await wordsOf(note)).toContain('1 finding');
    await press('Undo');
    await value('Outcome').toBe('');
    await press('Fill again');
    await value('Outcome').toBe('The file says done');
  });

  it('asks before it replaces what was written, and then pastes the words where they are not to fill it', async () => {
    await box('Iteration policy').fill('My own policy.');
    await paste('/goal Else verified by `true`. Between iterations, wait.');
    await press('Paste as text');
    await value('Outcome').toContain('/goal Else verified by `true`');
    await value('Iteration policy').toBe('My own policy.');
    await box('Outcome').fill('The file says done');
  });

  it('saves to the workspace under the outcome’s name, and opens from there', async () => {
    await choose('Save…', /The workspace.*\.goalpost\/the-file-says-done\.md/);
    await expect.poll(() => existsSync(saved())).toBe(true);
    expect(readFileSync(saved(), 'utf8')).toContain('outcome: The file says done');
    await box('Iteration policy').fill('Changed.');
    await choose('Open…', new RegExp(FILE));
    await press('Replace changes');
    await value('Iteration policy').toBe('My own policy.');
  });

  it('asks before it replaces a file that was changed meanwhile', async () => {
    const others = `${readFileSync(saved(), 'utf8')}\nSomebody else’s words.\n`;
    writeFileSync(saved(), others);
    await box('Iteration policy').fill('Mine.');
    await choose('Save…', /The same file/);
    await window.page.getByText('was changed or removed since').waitFor();
    await press('Keep file');
    expect(readFileSync(saved(), 'utf8')).toBe(others);
    await choose('Save…', /The same file/);
    await press('Replace file');
    await expect.poll(() => readFileSync(saved(), 'utf8')).toContain('iteration: Mine.');
  });

  it('begins from a template', async () => {
    await choose('Open…', /flaky-test/);
    await press('Replace changes');
    await value('Outcome').toContain('passes 20 of 20 times');
    expect(await window.troubles()).toEqual([]);
  });
});
