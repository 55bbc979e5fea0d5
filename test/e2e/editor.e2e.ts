// Drafting and tightening a goal in the form: single checks tried, the tree picked from by keys, steps back, the text as the form's
// second face, and versions.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, openTab, processesOf, STEP_MS, wordsOf } from './support';
import { axeFindings } from './supportAxe';
import { box, button, type Contract, eventually, face, focused, openDraft, row, seen, tryOf } from './supportEditor';
import { type SmallGoal, smallGoal } from './supportGoal';

let goal: SmallGoal;

const SELECTION = '[document.activeElement.selectionStart, document.activeElement.selectionEnd]';

describe('the form of a draft', () => {
  let window: OpenWindow;
  let page: Page;
  let thread: string;

  beforeAll(async () => {
    goal = smallGoal();
    goal.repository.write('src/deep/inner.txt', 'x\n');
    goal.repository.write('.env', 'KEY=1\n');
    goal.repository.write('build/out.txt', 'made\n');
    window = await openWindow();
    ({ page } = window);
    page.setDefaultTimeout(STEP_MS);
    const metric = { from: 'stdout', pattern: 'p95 (?<value>[0-9]+)', target: '< 120', unit: 'ms' } as const;
    const run = 'echo p95 180; echo stray > stray.txt; cat src/app.txt';
    thread = await openDraft(page, goal, {
      ...goal.contract,
      verification: [{ id: 'p95', kind: 'command', run, metric }],
      constraints: [
        ...(goal.contract.constraints ?? []),
        {
          text: 'It ends.',
          check: { id: 'slow', kind: 'command', run: 'echo begun > build/slow.txt; sleep 987', timeout: '1h' },
        },
      ],
      boundaries: { write: ['src/', 'tset/gone.txt'] },
    });
  });
  afterAll(async () => {
    await window?.close();
    goal?.remove();
  });

  it('tries one check on the files as they are, and says what it came to, with nothing recorded', async () => {
    goal.repository.write('src/app.txt', 'not committed\n');
    await button(page, 'Try now: check p95').click();
    const tried = tryOf(page, 'p95');
    await tried.getByText('180 ms against < 120 ms').waitFor();
    const words = await wordsOf(tried);
    expect(words).toContain('180 ms, expected');
    expect(words).toContain('Exit 0');
    expect(words).toContain('Put back stray.txt');
    expect(words).toContain('Sandbox enforced');
    expect(words).toContain('not committed');
    expect(existsSync(join(goal.repository.root, 'stray.txt'))).toBe(false);
    expect(words).toContain('Kept as it was, in git under refs/goalpost/try-');
    const [ref = '', ...others] = goal.repository.git('for-each-ref', '--format=%(refname)', 'refs/goalpost').trim().split('\n');
    expect([ref, others]).toEqual([expect.stringMatching(/^refs\/goalpost\/try-/), []]);
    const { state } = await ask(page, 'thread/open', { thread });
    expect([state.goal?.status, state.evidence, state.checkpointCount]).toEqual(['draft', [], 0]);
  });

  it('shows a try as stale once a field of the check says something else, and fresh when it is tried again', async () => {
    await button(page, 'Edit check p95').click();
    const target = box(page, 'Target');
    await target.fill('< 200');
    await tryOf(page, 'p95').getByText('changed since').waitFor();
    await target.fill('< 120');
    await eventually(() => tryOf(page, 'p95').getByText('changed since').count()).toBe(0);
    await button(page, 'Close').click();
    await button(page, 'Close the try of p95').click();
  });

  it('shows a running try with its time, and stops it with all of its processes', async () => {
    await button(page, 'Try now: check slow').click();
    await tryOf(page, 'slow')
      .getByText(/running 0:0[1-9]/)
      .waitFor();
    await eventually(() => existsSync(join(goal.repository.root, 'build', 'slow.txt'))).toBe(true);
    await button(page, 'Try now: check rules').click();
    await tryOf(page, 'rules').getByText('waits').waitFor();
    await button(page, 'Stop check slow').click();
    await tryOf(page, 'rules').getByText('It passes.').waitFor();
    await eventually(() => processesOf('sleep 987')).toEqual([]);
    await seen(page, 'stopped').first().waitFor();
  });

  it('tries all of them together', async () => {
    await button(page, 'Edit check slow').click();
    await box(page, 'Command, read by bash').fill('true');
    await button(page, 'Close').click();
    await button(page, 'Try all now').click();
    await seen(page, '180 ms, expected').first().waitFor();
    await eventually(() => seen(page, 'passes').count()).toBeGreaterThanOrEqual(2);
    await button(page, 'Discard changes').click();
  });

  it('picks boundaries from the real tree by keys', async () => {
    await row(page, 'small service').focus();
    await page.keyboard.press('ArrowDown');
    await eventually(() => focused(page)).toMatch(/^build, /);
    await row(page, 'src').focus();
    await page.keyboard.press('ArrowRight');
    await row(page, 'deep').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('h');
    await eventually(() => row(page, 'deep').getAttribute('aria-label')).toBe('deep, hidden');
    await eventually(() => box(page, 'Hidden paths, one a line').inputValue()).toBe('src/deep/');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /^Read only/ }).click();
    await eventually(() => row(page, 'src').getAttribute('aria-label')).toContain('src, read');
    await eventually(() => box(page, 'Paths the agent may write, one a line').inputValue()).toBe('tset/gone.txt');
    await row(page, 'test').focus();
    await page.keyboard.press('p');
    await eventually(() => box(page, 'Protected files, one a line').inputValue()).toContain('test/');
  });

  it('tells tracked, untracked and ignored apart, hides git’s own, and flags paths that match nothing', async () => {
    expect(await wordsOf(row(page, 'build'))).toContain('ignored');
    expect(await wordsOf(row(page, '\\.env'))).toContain('untracked');
    expect(await row(page, '\\.env').getAttribute('aria-label')).toBe('.env, hidden, hidden by the app');
    expect(await row(page, '\\.git').count()).toBe(0);
    await page.getByText('writable, matches nothing').waitFor();
    await box(page, 'Find a path').fill('inner');
    await row(page, 'src/deep/inner.txt').waitFor();
    expect(await row(page, 'src/deep/inner.txt').getAttribute('aria-label')).toContain('hidden through src/deep/');
    await box(page, 'Find a path').fill('');
  });

  it('takes steps back and does them again by keys, wherever in the form they were made', async () => {
    const protectedFiles = box(page, 'Protected files, one a line');
    await row(page, 'test').focus();
    await page.keyboard.press('Control+z');
    await eventually(() => protectedFiles.inputValue()).toBe('test/rules.sh');
    await page.keyboard.press('Control+Shift+z');
    await eventually(() => protectedFiles.inputValue()).toBe('test/rules.sh\ntest/');
    const outcome = box(page, 'Outcome');
    await outcome.fill('src/app.txt says done.');
    await outcome.press('End');
    await outcome.pressSequentially(' Twice.');
    await page.keyboard.press('Control+z');
    await eventually(() => outcome.inputValue()).not.toContain('Twice');
    expect(await focused(page)).toBe('Outcome');
    await button(page, 'Redo change').click();
    await eventually(() => outcome.inputValue()).toContain('Twice');
    await page.getByText('Done again: outcome').waitFor();
  });

  it('brings back what was discarded', async () => {
    await button(page, 'Discard changes').click();
    await eventually(() => box(page, 'Outcome').inputValue()).toBe('src/app.txt says done');
    await page.getByRole('region', { name: 'The changes were discarded' }).getByRole('button', { name: 'Undo' }).click();
    await eventually(() => box(page, 'Outcome').inputValue()).toContain('Twice');
    await button(page, 'Dismiss').click();
  });

  it('shows its text as the same value, both ways, and keeps cursor and findings', async () => {
    await face(page, 'Text').check();
    const text = box(page, 'The goal as text');
    await eventually(() => text.inputValue()).toContain('Twice');
    const said = (await text.inputValue()).replace(' Twice', ' Thrice');
    await text.fill(`${said} Verified by the release notes.`);
    await page.getByText('“the release notes').waitFor();
    await page.evaluate('document.activeElement.setSelectionRange(7, 12)');
    await eventually(() => page.evaluate(SELECTION)).toEqual([7, 12]);
    await face(page, 'Form').check();
    await eventually(() => box(page, 'Outcome').inputValue()).toContain('Thrice');
    await face(page, 'Text').check();
    expect(await page.evaluate(SELECTION)).toEqual([7, 12]);
    await page.getByText('“the release notes').waitFor();
    await face(page, 'Form').check();
    await box(page, 'Outcome').fill('src/app.txt says it all');
    await face(page, 'Text').check();
    await eventually(() => text.inputValue()).toContain('says it all');
    await face(page, 'Form').check();
  });

  it('links what is wrong with a field to the field', async () => {
    const tokens = page.getByRole('textbox', { name: /^Tokens/ });
    await tokens.fill('many');
    const id = await tokens.getAttribute('aria-describedby');
    expect(await wordsOf(page.locator(`[id="${id}"]`))).not.toBe('');
    expect(await tokens.getAttribute('aria-invalid')).toBe('true');
    await tokens.fill('');
    const described = await box(page, 'Outcome').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).count()).toBe(1);
  });

  it('has nothing that axe finds serious in any face, with its tree opened and a menu over it', async () => {
    await button(page, 'Try now: check rules').click();
    await tryOf(page, 'rules').getByText('It passes.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await row(page, 'test').press('Enter');
    await page.getByRole('menuitem', { name: /^Hidden/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    for (const name of ['Text', 'Versions', 'Form']) {
      await face(page, name).check();
      expect([name, await axeFindings(page)]).toEqual([name, []]);
    }
  });

  it('keeps an open try while its faces change, fresh as long as the check says the same', async () => {
    await tryOf(page, 'rules').getByText('It passes.').waitFor();
    await openTab(page, 'Live');
    await openTab(page, 'Goal');
    await tryOf(page, 'rules').getByText('It passes.').waitFor();
    expect(await tryOf(page, 'rules').getByText('changed since').count()).toBe(0);
    await button(page, 'Edit check rules').click();
    const command = box(page, 'Command, read by bash');
    const before = await command.inputValue();
    await command.fill('true # another command');
    await face(page, 'Text').check();
    await face(page, 'Form').check();
    await tryOf(page, 'rules').getByText('changed since').waitFor();
    await button(page, 'Edit check rules').click();
    await box(page, 'Command, read by bash').fill(before);
    await eventually(() => tryOf(page, 'rules').getByText('changed since').count()).toBe(0);
    await button(page, 'Close').click();
    await button(page, 'Close the try of rules').click();
    await face(page, 'Text').check();
    await face(page, 'Form').check();
    expect(await tryOf(page, 'rules').count()).toBe(0);
  });

  it('lists its versions with what each changed, and restores one into the form', async () => {
    await button(page, 'Discard changes').click();
    const id = String(await page.evaluate('crypto.randomUUID()'));
    const { state } = await ask(page, 'thread/open', { thread });
    const contract = { ...state.goal?.contract, outcome: 'src/app.txt says done twice' } as Contract;
    await ask(page, 'thread/command', { thread, id, command: { type: 'goal.draft', contract } });
    await face(page, 'Versions').check();
    const list = page.getByRole('listbox', { name: 'Versions' });
    await list.getByRole('option', { name: /Draft 2 by you Outcome/ }).waitFor();
    await page.getByRole('insertion').filter({ hasText: 'twice' }).waitFor();
    await list.getByRole('option').first().focus();
    await page.keyboard.press('j');
    await page.getByText('all that it says').waitFor();
    await button(page, 'Restore into the form').click();
    await eventually(() => box(page, 'Outcome').inputValue()).toBe('src/app.txt says done');
    await page.getByRole('region', { name: 'The form was filled' }).getByRole('button', { name: 'Undo' }).click();
    await eventually(() => box(page, 'Outcome').inputValue()).toBe('src/app.txt says done twice');
    await page.getByRole('region', { name: 'The form was filled' }).getByRole('button', { name: 'Fill again' }).click();
    await button(page, 'Save draft').click();
    await page.getByRole('toolbar', { name: 'Form' }).getByText('Draft 3').waitFor();
    await face(page, 'Versions').check();
    await list.getByRole('option', { name: /Draft 3/ }).waitFor();
    await face(page, 'Form').check();
    expect(await window.troubles()).toEqual([]);
  });

  it('says of each flag of a tried baseline what can be done, and leads to the check', async () => {
    await button(page, 'Edit check p95').click();
    await box(page, 'Command, read by bash').fill('echo p95 90');
    await button(page, 'Edit check slow').click();
    await box(page, 'Command, read by bash').fill('false');
    await button(page, 'Try the checks').click();
    const review = page.getByRole('complementary', { name: 'Activation review' });
    await review.getByText('tighten its target').waitFor();
    await review.getByText('repair it first').waitFor();
    await review.getByRole('button', { name: 'Edit check p95 in the form' }).click();
    await box(page, 'Target').waitFor();
  });
});
