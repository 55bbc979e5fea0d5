import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEventStore } from '../../electron/store/eventStore';
import { longThread } from '../fakes/longThread';
import { type OpenWindow, openWindow } from './harness';
import { openTab, STEP_MS, wordsOf } from './support';

const TURNS = 1_000;

let dataDir: string;
let window: OpenWindow;

beforeAll(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'goalpost long-')), 'data');
  mkdirSync(dataDir, { recursive: true });
  const store = openEventStore(join(dataDir, 'goalpost.db'), { mode: 'write' });
  if (!store.ok) throw new Error(store.error.message);
  const events = longThread(TURNS, Date.now());
  store.value.append({ thread: 'th', after: 0, events: events.map(({ at, type, data }) => ({ at, type, data })) });
  store.value.dispose();
  window = await openWindow({ dataDir });
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  rmSync(dirname(dataDir), { recursive: true, force: true });
});

const page = () => window.page;
const axis = () => page().getByRole('application', { name: /^Turns, tools/ });
const ledger = () => page().getByRole('region', { name: 'Ledger' });

describe('the timeline of a goal of 1,000 turns', () => {
  it('is drawn whole in marks that the pixels have room for', async () => {
    await page().getByRole('list', { name: 'Waiting' }).getByRole('button').click();
    await openTab(page(), 'Timeline');
    await axis().waitFor();
    await page()
      .getByRole('img', { name: /^1,000 turns, / })
      .waitFor();
    // Several turns are one mark where a pixel has not room for each; a mark for all of them would say nothing.
    const marks = () => axis().locator('[data-step]').count();
    await expect.poll(marks, { timeout: STEP_MS }).toBeGreaterThan(30);
    expect(await marks()).toBeLessThan(4_000);
  });

  it('comes closer where several turns are one mark, until each stands for itself', async () => {
    await axis().focus();
    await page().keyboard.press('Home');
    const sentence = axis().getByRole('status');
    await expect.poll(() => wordsOf(sentence), { timeout: STEP_MS }).toMatch(/^\d+ turns, Turn 1 to Turn \d+, /);
    for (let step = 0; step < 8 && !/^Turn 1, /.test(await wordsOf(sentence)); step++) {
      await page().keyboard.press('Enter');
      await page().keyboard.press('Home');
    }
    await expect.poll(() => wordsOf(sentence), { timeout: STEP_MS }).toMatch(/^Turn 1, /);
  });

  it('has a ledger that draws its last rows, and finds any', async () => {
    const rows = ledger().getByRole('button', { name: /^Iteration \d/ });
    expect(await rows.count()).toBeLessThan(100);
    await ledger().getByRole('textbox', { name: 'Find iterations' }).fill('--try 500');
    await ledger().getByRole('button', { name: 'Iteration 500, open' }).waitFor();
    await expect.poll(() => rows.count(), { timeout: STEP_MS }).toBe(1);
    expect(await window.troubles()).toEqual([]);
  });
});
