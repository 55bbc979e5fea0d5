import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FlowPlace, flowPlace } from '../flows/support';
import { type OpenWindow, openWindow } from './harness';
import { openTab, STEP_MS, saveInDialogs, wordsOf } from './support';

let place: FlowPlace;
let window: OpenWindow;

beforeAll(async () => {
  place = flowPlace();
  const played = await place.run(['demo', 'research', '--json']);
  expect(played.code).toBe(0);
  window = await openWindow({ dataDir: place.data });
  window.page.setDefaultTimeout(STEP_MS);
  await window.page.getByRole('list', { name: 'Done' }).getByRole('button').click();
});
afterAll(async () => {
  await window?.close();
  place?.dispose();
});

const main = (name: string): Locator => window.page.getByRole('main', { name });

describe('a research goal in the window', () => {
  it('shows how its reviewer answered each criterion, with what the answer cites and why', async () => {
    await openTab(window.page, 'Live');
    const judged = window.page.getByRole('table', { name: 'Checks' }).getByRole('row', { name: /judged/ });
    await judged.waitFor();
    const words = await wordsOf(judged);
    expect(words).toMatch(/met every figure that the report calls confirmed was recorded by a check e\d+, e\d+, c\d+ “/);
    expect(words.match(/\bmet (every|the|no) /g)).toHaveLength(3);
  });

  it('counts among the commands none that was no command', async () => {
    // An opened output has buttons of its own.
    const rows = window.page.getByRole('list', { name: 'Commands' }).locator('button[data-row]');
    await rows.first().waitFor();
    const lines = await rows.allInnerTexts();
    expect(lines.filter((line) => line.includes('review'))).toEqual([]);
    expect(lines.filter((line) => line.includes('sandbox, no network'))).toHaveLength(lines.length);
  });

  it('keeps its four kinds of claims apart on the timeline, each with what it rests on', async () => {
    await openTab(window.page, 'Timeline');
    const claims = main('Timeline').getByRole('region', { name: 'Claims' });
    await claims.waitFor();
    const kinds = claims.getByRole('rowgroup');
    const told = (await kinds.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()).slice(1);
    expect(told).toEqual([
      expect.stringMatching(/^confirmed .* means .* e\d+ means passes: .* %, target <= 1$/),
      expect.stringMatching(/^approximate .* spread .* e\d+ spread passes: /),
      expect.stringMatching(/^blocked .* week-6 .* no evidence$/),
      expect.stringMatching(/^uncertain .* red-light /),
    ]);
  });

  it('opens an iteration over the whole width of its ledger, and says why the gate refused it', async () => {
    const ledger = main('Timeline').getByRole('region', { name: 'Ledger' });
    await ledger.getByText('refused: claim unproven').waitFor();
    await ledger.getByRole('button', { name: /^Iteration 1, open/ }).click();
    const opened = ledger.getByText('Spent', { exact: true });
    await opened.waitFor();
    const [cell, table] = await Promise.all([
      ledger.locator('td[colspan]').boundingBox(),
      ledger.getByRole('table').boundingBox(),
    ]);
    expect([cell?.x, cell?.width]).toEqual([table?.x, table?.width]);
  });

  it('is exported with its claims by kind', async () => {
    const target = join(place.root, 'evidence');
    await saveInDialogs(window.app, [target]);
    await main('Timeline').getByRole('button', { name: 'Export evidence…' }).click();
    await window.page.getByRole('dialog').getByText('Evidence exported').waitFor();
    const html = readFileSync(join(target, 'report.html'), 'utf8');
    const kinds = [...html.matchAll(/id="claims-(\w+)"/g)].map((match) => match[1]);
    expect(kinds).toEqual(['confirmed', 'approximate', 'blocked', 'uncertain']);
    expect(await window.troubles()).toEqual([]);
  });
});
