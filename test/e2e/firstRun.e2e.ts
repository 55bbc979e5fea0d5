import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { STEP_MS, title, wordsOf } from './support';

// The sample's own commands and benchmarks take about twenty seconds on an idle machine.
const SAMPLE_MS = 150_000;

let window: OpenWindow;

beforeAll(async () => {
  window = await openWindow();
  window.page.setDefaultTimeout(STEP_MS);
  await window.page.evaluate("globalThis.clicks = 0; addEventListener('click', () => globalThis.clicks++, true)");
});
afterAll(() => window?.close());

const clicks = () => window.page.evaluate<number>('globalThis.clicks');

it('tells what the sample may touch and what this machine gives, and needs no key', async () => {
  const { page } = window;
  const words = await wordsOf(page.getByRole('main'));
  expect(words).toContain('It writes src/, bench/fixtures/ and test/ of its own fresh repository and nothing else');
  expect(words).toContain('no model, no network, no key, nothing is spent');
  await page.getByText('Trying', { exact: true }).waitFor({ state: 'detached' });
  expect(await wordsOf(page.getByRole('complementary', { name: 'This machine' }))).toMatch(
    /Sandbox Enforced.*Key None yet the sample needs none/,
  );
});

it('runs the sample at one click, to its end, and then leads to a goal of one’s own', {
  timeout: SAMPLE_MS + 30_000,
}, async () => {
  const { page } = window;
  await page.getByRole('button', { name: 'Run sample' }).click();
  await page.getByRole('log').waitFor();
  expect(await clicks()).toBe(1);
  await title(page).getByText('Complete', { exact: true }).waitFor({ timeout: SAMPLE_MS });
  const after = page.getByRole('complementary', { name: 'After the sample' });
  expect(await wordsOf(after)).toContain('Your first own goal: name a model');
  await after.getByRole('button', { name: 'Connect a model' }).click();
  await page.getByRole('textbox', { name: 'Model', exact: true }).waitFor();
  await page.getByRole('button', { name: /^Back/ }).click();
  await after.getByRole('button', { name: 'New goal' }).click();
  await page.getByRole('textbox', { name: 'Outcome', exact: true }).waitFor();
  expect(await clicks()).toBe(4);
  expect(await window.troubles()).toEqual([]);
});
