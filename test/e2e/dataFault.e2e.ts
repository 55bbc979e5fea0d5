import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { STEP_MS } from './support';

let folder: string;
let log: string;
let window: OpenWindow;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goalpost fâult-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  log = join(data, 'goalpost.db');
  writeFileSync(log, 'a text of somebody\n'.repeat(1_000));
  window = await openWindow({ dataDir: data });
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('says in place of the page why the data cannot be opened, and opens it when it is loaded again after that was mended', async () => {
  const { page } = window;
  await page.getByText('Goalpost cannot open its data').first().waitFor();
  await page.getByText('is damaged').first().waitFor();
  await page.reload();
  await page.getByText('is damaged').first().waitFor();
  rmSync(log);
  await page.reload();
  await page.getByRole('navigation', { name: 'Threads' }).getByText('None yet.').waitFor();
  expect(await page.getByText('cannot open its data').count()).toBe(0);
});
