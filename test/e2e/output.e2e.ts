import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { ask, openTab, saveInDialogs, title } from './support';
import { DO_IT, type SmallGoal, smallGoal } from './supportGoal';
import { claim, type SteppedModel, say, shell } from './supportModel';
import { type WindowWithModel, windowWithModel } from './supportWindow';

// The stored output of a command that has ended, in the real window: one that no page could hold as text.

const LINES = 250_000;
const NEEDLE_AFTER = 150_000;
/** Coloured in the middle of a word, which no reader sees. */
const PRINT = [
  `seq -f 'line %.0f passes' 1 ${NEEDLE_AFTER}`,
  "printf 'the \\033[32mn\\033[1m\u00e4dle\\033[0m is here\\n'",
  `seq -f 'line %.0f passes' ${NEEDLE_AFTER + 1} ${LINES}`,
].join('; ');
const line = (nth: number) => `line ${nth} passes`;
const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, nth) => line(from + nth));
const TEXT = [...numbered(1, NEEDLE_AFTER), 'the nädle is here', ...numbered(NEEDLE_AFTER + 1, LINES)].join('\n');

let opened: WindowWithModel;
let window: OpenWindow;
let model: SteppedModel;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal();
  opened = await windowWithModel();
  ({ window, model } = opened);
  const { page } = window;
  model.answers([say('I print a lot.'), shell(PRINT)], [shell(DO_IT)], [claim('It says done.')]);
  const ref = { api: 'responses', model: 'gpt-window', baseUrl: model.baseUrl } as const;
  const { thread } = await ask(page, 'thread/create', { workspace: goal.repository.root, contract: goal.contract, model: ref });
  const id = String(await page.evaluate('crypto.randomUUID()'));
  await ask(page, 'thread/command', { thread, id, command: { type: 'goal.activate', acceptBaseline: true } });
  await page.getByRole('button', { name: goal.contract.outcome }).first().click();
  await title(page).getByText('Complete', { exact: true }).waitFor();
  await openTab(page, 'Live');
  await page
    .getByRole('list', { name: 'Commands' })
    .getByRole('button', { name: /seq -f/, expanded: false })
    .click();
});
afterAll(async () => {
  await opened?.close();
  goal?.remove();
});

const output = () => window.page.getByRole('region', { name: /^Output of seq/ });
const text = () => output().getByRole('region', { name: /^Text of seq/ });
const row = (words: string): Locator => text().getByText(words, { exact: true });
const status = () => output().getByRole('search').getByRole('status');
const copied = () => window.app.evaluate(({ clipboard }) => clipboard.readText());

/** Whether a row stands in the view, and not only in the page. */
async function seen(locator: Locator): Promise<boolean> {
  const [inner, outer] = [await locator.boundingBox(), await text().boundingBox()];
  return inner !== null && outer !== null && inner.y >= outer.y - 1 && inner.y + inner.height <= outer.y + outer.height + 1;
}

async function look(words: string): Promise<void> {
  await output().getByRole('textbox', { name: 'Find in the output' }).fill(words);
}

describe('a stored output of a quarter of a million lines', () => {
  it('opens with its first rows drawn and no others, and goes to its end by a key', async () => {
    // Whole, to the last byte: what is shown first tells how far main is with counting.
    await expect.poll(() => output().innerText()).toContain(`${(LINES + 1).toLocaleString('en-US')} lines, `);
    await row(line(1)).waitFor();
    expect(await text().locator('[data-at]').count()).toBeLessThan(150);
    await text().focus();
    await text().press('End');
    await row(line(LINES)).waitFor();
    await expect.poll(() => seen(row(line(LINES)))).toBe(true);
    await text().press('Home');
    await expect.poll(() => seen(row(line(1)))).toBe(true);
  });

  it('is searched whole, with the keys that one expects', async () => {
    await text().press('Control+f');
    await look('NÄDLE');
    await expect.poll(() => status().innerText()).toBe('1 of 1, line 150,001');
    await expect.poll(() => seen(text().getByText('nädle', { exact: true }))).toBe(true);
    await output().getByRole('button', { name: 'Match case' }).click();
    await expect.poll(() => status().innerText()).toBe('Not found');
    await output().getByRole('button', { name: 'Regular expression' }).click();
    await look('line 24999\\d passes$');
    await expect.poll(() => status().innerText()).toBe('1 of 10, line 249,991');
    await window.page.keyboard.press('Enter');
    await expect.poll(() => status().innerText()).toBe('2 of 10, line 249,992');
    await window.page.keyboard.press('Shift+Enter');
    await window.page.keyboard.press('Shift+Enter');
    await expect.poll(() => status().innerText()).toBe('10 of 10, line 250,000');
    await expect.poll(() => seen(row(line(249_999)))).toBe(true);
    await look('(');
    await expect.poll(() => status().innerText()).toMatch(/^This is no regular expression/);
    await window.page.keyboard.press('Escape');
    await output().getByRole('search').waitFor({ state: 'detached' });
    expect(await text().evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });

  it('is copied as it reads: what was drawn, a word, or all of it', async () => {
    await text().press('Home');
    await output().scrollIntoViewIfNeeded();
    await expect.poll(() => seen(row(line(1)))).toBe(true);
    const [first, third] = [await row(line(1)).boundingBox(), await row(line(3)).boundingBox()];
    if (!first || !third) throw new Error('the first rows are not drawn');
    const { mouse } = window.page;
    await mouse.move(first.x + 1, first.y + 9);
    await mouse.down();
    await mouse.move(third.x + third.width - 1, third.y + 9, { steps: 4 });
    await mouse.up();
    await text().press('Control+c');
    await expect.poll(copied).toBe([line(1), line(2), line(3)].join('\n'));
    await mouse.dblclick(third.x + 2, third.y + 9);
    await text().press('Control+c');
    await expect.poll(copied).toBe('line');
    await text().press('Control+a');
    await text().press('Control+c');
    await expect.poll(async () => (await copied()).length).toBe(TEXT.length > 5_000_000 ? 5_000_000 : TEXT.length);
    expect(TEXT.startsWith(await copied())).toBe(true);
    await text().press('Escape');
    await output().getByRole('button', { name: 'Copy all' }).waitFor();
  });

  it('is saved as it reads, or as it was printed', async () => {
    const { app, page } = window;
    const [plain, raw] = [join(goal.repository.root, '..', 'plain.txt'), join(goal.repository.root, '..', 'raw.txt')];
    await saveInDialogs(app, [plain, raw]);
    const save = async (which: string, path: string) => {
      await output().getByRole('button', { name: 'Save…' }).click();
      await page.getByRole('menuitem', { name: which }).click();
      await output().getByText(`bytes in ${path}`, { exact: false }).waitFor();
    };
    await save('Plain text…', plain);
    expect(readFileSync(plain, 'utf8') === `${TEXT}\n`).toBe(true);
    await save('As printed, with its escape sequences…', raw);
    expect(readFileSync(raw, 'utf8')).toContain('the \u001b[32mn\u001b[1mädle\u001b[0m is here\r\n');
    expect(await window.troubles()).toEqual([]);
  });
});
