import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeLongThread, writeThreads } from '../rigs/threadStore';
import { type OpenWindow, openWindow } from './harness';
import { ask, openTab, STEP_MS } from './support';

const THREADS = 300;
const TURNS = 400;

let folder: string;
let data: string;
let window: OpenWindow;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goalpost lông-'));
  data = join(folder, 'data');
  mkdirSync(data);
  writeThreads(join(data, 'goalpost.db'), folder, THREADS, 40);
  writeLongThread(join(data, 'goalpost.db'), folder, 'long', TURNS);
  window = await openWindow({ dataDir: data });
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  rmSync(folder, { recursive: true, force: true });
});

const list = () => window.page.getByRole('list', { name: 'Threads by need' });
const log = () => window.page.getByRole('log');

/**
 * Runs in the page that stands there now: Playwright itself knows no page again that has died. Empty where it does not answer, as a page
 * does that is just dying.
 */
function inPage(app: ElectronApplication, script: string): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }, [code, patience]) => {
      const late = new Promise((resolve) => setTimeout(resolve, patience, ''));
      return Promise.race([BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code, true), late]);
    },
    [script, 2_000] as const,
  );
}

const FIRST_IN_SIGHT = `(() => {
  const log = document.querySelector('[role="log"]');
  const top = log?.getBoundingClientRect().top ?? 0;
  const rows = [...(log?.querySelectorAll('[data-index]') ?? [])];
  return rows.map((row) => [row.getBoundingClientRect(), row.innerText]).filter(([box]) => box.bottom > top + 8).sort((a, b) => a[0].top - b[0].top)[0]?.[1] ?? '';
})()`;

describe('a list of hundreds of threads', () => {
  it('draws those in sight, says how many there are, and is walked through to its end by keys', async () => {
    const { page } = window;
    await list().locator('[data-thread]').first().waitFor();
    expect(await list().locator('[data-thread]').count()).toBeLessThan(100);
    const rows = await ask(page, 'threads/list', {});
    expect(rows).toHaveLength(THREADS + 1);
    await list().locator('[data-thread]').first().focus();
    await page.keyboard.press('End');
    const last = async () => page.evaluate("document.activeElement?.closest('li')?.getAttribute('aria-posinset')");
    await expect.poll(last, { timeout: STEP_MS }).toBe(`${rows.filter((row) => row.group === 'done').length}`);
    await page.keyboard.press('Home');
    await expect.poll(last, { timeout: STEP_MS }).toBe('1');
    for (let n = 0; n < 5; n += 1) await page.keyboard.press('j');
    await expect.poll(last, { timeout: STEP_MS }).toBe('6');
  });
});

describe('a long thread', () => {
  it('opens at its end, and is read back to its beginning', async () => {
    const { page } = window;
    await page.locator('[data-thread="long"]').first().click();
    await openTab(page, 'Live');
    await log().getByText(`Turn ${TURNS}`).first().waitFor();
    const top = async () => {
      await log().evaluate((element) => {
        element.scrollTop = 0;
      });
      return log().innerText();
    };
    await expect.poll(top, { timeout: STEP_MS }).toContain('Contract drafted');
    expect(await log().locator('[data-index]').count()).toBeLessThan(120);
  });
});

/** A page that takes the place of another is there within a second. */
const NEW_PAGE_MS = 20_000;

/**
 * Playwright holds each new page before it runs, to attach to it, and may lose sight of it then (`openWindow` of `harness.ts`): a page
 * that takes the place of a dead one is then held for ever, which no page of a person's is. So it is tried again, with a new window.
 */
describe('a window whose page dies', { retry: 2 }, () => {
  beforeEach(async () => {
    await window.kill();
    await window.close();
    window = await openWindow({ dataDir: data });
    window.page.setDefaultTimeout(STEP_MS);
    await window.page.locator('[data-thread="long"]').first().click();
    await openTab(window.page, 'Live');
    await log().getByText(`Turn ${TURNS}`).first().waitFor();
  });

  it('comes back to its thread, to the row that was read and to what was typed, and says so', async () => {
    const { page, app } = window;
    const middle = () =>
      log().evaluate((element) => {
        element.scrollTop = element.scrollHeight / 2;
      });
    await middle();
    await page.getByRole('textbox', { name: 'Message the agent' }).fill('half a mess');
    // Rows are measured as they come into sight; then the place is kept.
    await expect
      .poll(() => page.evaluate("sessionStorage.getItem('goalpost.reading.long')"), { timeout: STEP_MS })
      .toContain('turn');
    await expect
      .poll(
        async () => {
          const kept = JSON.parse(String(await page.evaluate("sessionStorage.getItem('goalpost.reading.long')")));
          return (await page.evaluate(FIRST_IN_SIGHT)) !== '' && kept.turn !== null;
        },
        { timeout: STEP_MS },
      )
      .toBe(true);
    const kept = await page.evaluate("sessionStorage.getItem('goalpost.reading.long')");
    const read = await page.evaluate(FIRST_IN_SIGHT);
    expect(await inPage(app, FIRST_IN_SIGHT)).toBe(read);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    const words = () => inPage(app, 'document.body.innerText').catch(() => '');
    await expect.poll(words, { timeout: NEW_PAGE_MS }).toContain('Window reloaded');
    await expect.poll(() => inPage(app, FIRST_IN_SIGHT), { timeout: STEP_MS }).toBe(read);
    expect(await inPage(app, "sessionStorage.getItem('goalpost.reading.long')")).toBe(kept);
    expect(await inPage(app, 'document.querySelector(\'[aria-label="Message the agent"]\').value')).toBe('half a mess');
    await inPage(app, 'location.reload()');
    await expect.poll(() => inPage(app, FIRST_IN_SIGHT).catch(() => ''), { timeout: STEP_MS }).toBe(read);
    expect(await words()).not.toContain('Window reloaded');
  });
});
