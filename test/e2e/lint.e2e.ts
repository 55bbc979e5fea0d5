import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, openPlace, openTab, STEP_MS, wordsOf } from './support';

let window: OpenWindow;

beforeAll(async () => {
  window = await openWindow();
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(() => window?.close());

const field = (name: string) => window.page.getByRole('textbox', { name, exact: true });
const part = (name: string) => window.page.getByRole('region', { name, exact: true });

describe('lint in the goal form', () => {
  it('says nothing before anything is written', async () => {
    await openPlace(window.page, 'New goal');
    await field('Outcome').waitFor();
    expect(await wordsOf(part('Verdict'))).toContain('Shown once something is written.');
    expect(await wordsOf(part('Outcome'))).toContain('An end state that a check can judge');
  });

  it('lights up at the part as it is typed, with a verdict for the whole', async () => {
    await field('Outcome').pressSequentially('Improve performance');
    await part('Outcome').getByText('“Improve” says what to do').waitFor();
    expect(await wordsOf(part('Outcome'))).toMatch(/^Outcome weak 55 /);
    expect(await part('Verdict').locator('[aria-current]').innerText()).toBe('weak');
    expect(await wordsOf(part('Verification'))).toContain('No check proves the outcome');
    expect(await wordsOf(part('Constraints'))).toContain('Nothing is said that must not get worse on the way');
  });

  it('takes a rewrite over at a click, and takes it back', async () => {
    await part('Outcome')
      .getByRole('button', { name: /^Add “p95 of/ })
      .click();
    expect(await field('Outcome').inputValue()).toMatch(/^Improve performance: p95 of \[the operation\] is below/);
    await part('Outcome').getByRole('button', { name: 'Undo' }).click();
    expect(await field('Outcome').inputValue()).toBe('Improve performance');
  });

  it('takes the first rewrite of a part over by keys, and keeps what is typed after it', async () => {
    await field('Iteration policy').focus();
    await window.page.keyboard.press('Alt+Enter');
    await expect.poll(() => field('Iteration policy').inputValue()).toMatch(/^One hypothesis a turn\. Record what changed/);
    await field('Blocked stop').fill('If it cannot run, stop and report what was tried.');
    await part('Iteration policy').getByRole('button', { name: 'Undo' }).click();
    expect(await field('Iteration policy').inputValue()).toBe('');
    expect(await field('Blocked stop').inputValue()).toBe('If it cannot run, stop and report what was tried.');
  });

  it('adds a check that the checks table then shows', async () => {
    await part('Verification').getByRole('button', { name: /^Use/ }).click();
    await part('Checks').getByRole('row').filter({ hasText: 'outcome' }).first().waitFor();
    await expect.poll(() => wordsOf(part('Verification'))).toContain('is still to be filled in');
  });

  it('holds nothing against the sample’s goal', async () => {
    await ask(window.page, 'sample/create', {});
    await window.page.getByRole('list', { name: 'Waiting' }).getByRole('button').click();
    await openTab(window.page, 'Goal');
    await expect.poll(() => field('Outcome').inputValue()).toBe('Reduce p95 checkout latency below 120 ms.');
    await part('Verdict').getByText('Nothing is held against it.').waitFor();
    expect(await part('Verdict').locator('[aria-current]').innerText()).toBe('strong');
    expect(await window.troubles()).toEqual([]);
  });
});
