import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findProgram } from '../../electron/sandbox/programs';
import { type OpenWindow, openWindow } from './harness';
import { ask, onlyThread, openPlace, openTab, STEP_MS, title } from './support';

// On a machine without a sandbox: what Settings say of it, and one goal that a person lets run without.

/** The sample's benchmarks take a minute on a loaded machine. */
const SAMPLE_MS = 170_000;

let folder: string;
let window: OpenWindow;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goalpost bare-'));
  mkdirSync(join(folder, 'bin'));
  for (const name of ['bash', 'sh', 'env', 'git', 'rg', 'cat', 'grep', 'setsid', 'stty', 'socat', 'node', 'npm', 'apt-get']) {
    const program = findProgram(name);
    if (program) symlinkSync(program, join(folder, 'bin', name));
  }
  window = await openWindow({ env: { PATH: join(folder, 'bin') } });
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window.close();
  rmSync(folder, { recursive: true, force: true });
});

const look = async (name: string) => {
  const to = process.env.GOALPOST_LOOK;
  if (!to) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.page.emulateMedia({ colorScheme });
    await window.page.screenshot({ path: join(to, `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
};

it('tells what is missing and the one command that brings it', async () => {
  const { page } = window;
  await page.getByRole('button', { name: 'Open sample' }).waitFor();
  await page.getByText('Trying', { exact: true }).waitFor({ state: 'detached' });
  await look('first');
  expect(await page.getByRole('button', { name: 'Run sample' }).isDisabled()).toBe(true);
  await page.getByText(/^It does not run here without a sandbox:/).waitFor();
  await openPlace(page, 'Settings');
  const table = page.getByRole('table', { name: 'What goals rest on' });
  await page.getByText(/^1 of 16 fail: sandbox: starts/).waitFor();
  await expect.poll(() => table.getByRole('row', { name: /Starts fails.*apt-get install -y bubblewrap/ }).count()).toBe(1);
  expect(await table.getByText('not tried').count()).toBe(8);
  await look('settings');
  await page.getByRole('button', { name: 'Test again' }).click();
  await page.getByText(/^1 of 16 fail/).waitFor();
  await page.keyboard.press('Escape');
});

it('runs a goal without a sandbox by typed words alone, says so everywhere, and takes it back', {
  timeout: 2 * SAMPLE_MS,
}, async () => {
  const { page } = window;
  await ask(page, 'sample/create', {});
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button').click();
  const thread = await onlyThread(page);
  await openTab(page, 'Goal');
  const activate = page.getByRole('button', { name: 'Activate goal' });
  expect(await activate.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Run without a sandbox…' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Run without a sandbox' });
  await dialog.getByRole('textbox').fill('yes');
  expect(await confirm.isDisabled()).toBe(true);
  await look('dialog');
  await dialog.getByRole('textbox').fill(`run checkout-${thread} without a sandbox`);
  await confirm.click();
  await title(page).getByText('no sandbox').waitFor();
  await look('draft');
  await activate.click();
  await openTab(page, 'Live');
  const commands = page.getByRole('list', { name: 'Commands' });
  await commands.getByText('no sandbox').nth(2).waitFor({ timeout: SAMPLE_MS });
  await look('live');
  expect(await page.getByRole('navigation').getByText('no sandbox').count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Restore sandbox' }).click();
  await title(page).getByText('no sandbox').waitFor({ state: 'detached' });
  const { state } = await ask(page, 'thread/open', { thread });
  expect(state.goal?.waiver).toBeNull();
  expect(await window.troubles()).toEqual([]);
});
