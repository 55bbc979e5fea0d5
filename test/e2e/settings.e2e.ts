import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, focused, openPlace, STEP_MS, wordsOf } from './support';
import { NEVER_ANSWERED, type SteppedModel, say, steppedModel } from './supportModel';

let dataDir: string;
let window: OpenWindow;
let model: SteppedModel;
let page: Page;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'goalpost set-'));
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'settings.json'), '{"theme":"pink"}');
  model = await steppedModel();
  await open();
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(): Promise<void> {
  window = await openWindow({ dataDir });
  ({ page } = window);
  page.setDefaultTimeout(STEP_MS);
  await openPlace(page, 'Settings');
}

const section = (name: string) => page.getByRole('main').getByRole('region', { name, exact: true });
const jump = (name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true });
const saved = () => page.getByRole('banner').getByText(/^Saved \d\d:\d\d/);
const settings = () => ask(page, 'settings/get', {});

/** Types into a field as a person does, and leaves it. */
async function set(name: string, value: string, within = page.getByRole('main')): Promise<void> {
  const field = within.getByRole('textbox', { name, exact: true });
  await field.fill(value);
  await field.press('Tab');
}

describe('the settings', () => {
  it('tell of a file that does not read, and keep it beside when something is saved', async () => {
    await page.getByRole('alert').filter({ hasText: 'A settings file does not read' }).waitFor();
    expect(await wordsOf(page.getByRole('alert').first())).toMatch(
      /settings\.json does not read \(theme: .*kept beside as settings\.json\.broken/,
    );
    await section('Appearance').getByRole('radio', { name: 'Dark' }).check();
    await saved().waitFor();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(readFileSync(join(dataDir, 'settings.json.broken'), 'utf8')).toBe('{"theme":"pink"}');
  });

  it('have sections that are found by what is in them, jumped to, and followed', async () => {
    const find = page.getByRole('textbox', { name: 'Find a setting' });
    await find.fill('scrollback');
    expect(await page.getByRole('navigation').getByRole('listitem').allInnerTexts()).toEqual(['Terminal']);
    await find.press('Enter');
    await expect.poll(() => jump('Terminal').getAttribute('aria-current')).toBe('page');
    await find.fill('no such thing');
    await page.getByText('No setting of that name.').waitFor();
    await find.press('Escape');
    const names = await page.getByRole('navigation').getByRole('listitem').allInnerTexts();
    expect(names).toHaveLength(12);
    for (const name of names) {
      await jump(name).click();
      await focused(section(name));
      await section(name).getByRole('heading', { name }).waitFor();
    }
  });

  it('hold at once in every window, and can be put back', async () => {
    const [other] = await Promise.all([
      window.app.waitForEvent('window'),
      window.app.evaluate(({ Menu }) => {
        const find = (items: Electron.MenuItem[]): Electron.MenuItem | undefined =>
          items.find(({ label }) => label === 'New window') ??
          items.map(({ submenu }) => submenu && find(submenu.items)).find(Boolean) ??
          undefined;
        find(Menu.getApplicationMenu()?.items ?? [])?.click();
      }),
    ]);
    const scheme = (of: Page) => of.evaluate<string>('document.documentElement.dataset.mantineColorScheme');
    await expect.poll(() => scheme(other)).toBe('dark');
    await section('Appearance').getByRole('radio', { name: 'Light' }).check();
    await expect.poll(() => scheme(other)).toBe('light');
    await section('Appearance').getByRole('radio', { name: 'Roomy' }).check();
    await expect.poll(() => other.evaluate<string>('document.documentElement.dataset.density')).toBe('roomy');
    await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => other.evaluate<string>('document.documentElement.dataset.density')).toBe('standard');
    expect((await settings()).theme).toBe('light');
    await other.close();
  });

  it('draw larger, and stop moving, where that is set', async () => {
    const width = () => page.evaluate<number>('innerWidth');
    const before = await width();
    await set('Zoom', '125');
    await expect.poll(width).toBeLessThan(before);
    await set('Zoom', '100');
    await expect.poll(width).toBe(before);
    await section('Appearance').getByRole('radio', { name: 'None' }).check();
    await expect
      .poll(() => page.evaluate<string>("getComputedStyle(document.documentElement).getPropertyValue('--t-base').trim()"))
      .toBe('0s');
  });

  it('say what a value may be, at its field, and what holds', async () => {
    const terminal = section('Terminal');
    await set('Text size', '99', terminal);
    await terminal.getByText('Text size was not saved: write a number from 8 to 28. 12 holds.').waitFor();
    expect((await settings()).terminal.fontSize).toBe(12);
    await set('Text size', '15', terminal);
    await expect.poll(async () => (await settings()).terminal.fontSize).toBe(15);
    await terminal.getByRole('checkbox', { name: 'Copy on select' }).check();
    await terminal.getByRole('radio', { name: 'Nothing' }).check();
    await set('Scrollback', '9000', terminal);
    await set('Ask before pasting', '2', terminal);
    await expect
      .poll(async () => (await settings()).terminal)
      .toEqual({
        fontSize: 15,
        scrollback: 9000,
        copyOnSelect: true,
        bell: 'off',
        pasteLines: 2,
        screenReader: false,
      });
  });

  it('let a new goal begin with their defaults', async () => {
    const defaults = section('Goal defaults');
    await set('Tokens', '-5', defaults);
    await set('Tokens', '50000', defaults);
    await set('Iteration policy', 'The smallest change first.', defaults);
    await defaults.getByRole('radio', { name: 'Worktree' }).check();
    await expect
      .poll(async () => (await settings()).goals)
      .toMatchObject({
        budget: { tokens: 50_000 },
        iteration: 'The smallest change first.',
        place: 'worktree',
      });
    await page.getByRole('button', { name: /^Back/ }).click();
    await openPlace(page, 'New goal');
    const form = page.getByRole('group', { name: 'Contract' });
    await expect
      .poll(() => form.getByRole('textbox', { name: 'Iteration policy', exact: true }).inputValue())
      .toBe('The smallest change first.');
    await openPlace(page, 'Settings');
  });

  it('turn each kind of notification off and on, and say that this session can show none', async () => {
    const notifications = section('Notifications');
    await notifications.getByText('Shows none').waitFor();
    expect(await notifications.getByRole('button', { name: 'Send a test' }).isDisabled()).toBe(true);
    await notifications.getByRole('checkbox', { name: 'Complete' }).uncheck();
    await notifications.getByRole('checkbox', { name: 'Refused' }).check();
    await expect
      .poll(async () => (await settings()).notifications)
      .toMatchObject({ complete: false, refused: true, blocked: true });
  });

  it('list every key by where it holds', async () => {
    await expect.poll(() => page.getByRole('table', { name: 'Keys: Inbox' }).getByRole('row').count()).toBeGreaterThan(2);
    expect(await wordsOf(page.getByRole('table', { name: 'Keys: Go to' }))).toContain('New goal Ctrl+N');
  });

  it('measure the data folder, open it, and find nothing that nothing cites', async () => {
    const data = section('Data folder');
    const sizes = data.getByRole('table', { name: 'Sizes' });
    await expect.poll(() => wordsOf(sizes)).toMatch(/Log [\d.]+ KB/);
    await window.app.evaluate(({ shell }) => {
      shell.openPath = (path) => {
        Object.assign(globalThis, { openedPath: path });
        return Promise.resolve('');
      };
    });
    await data.getByRole('button', { name: 'Open folder' }).click();
    await expect.poll(() => window.app.evaluate(() => (globalThis as { openedPath?: string }).openedPath)).toBe(dataDir);
    await data.getByRole('button', { name: 'Look for it' }).click();
    await data.getByRole('button', { name: /^Nothing found/ }).waitFor();
  });

  it('try the machine again', async () => {
    await section('Sandbox and machine').getByRole('button', { name: 'Test again' }).click();
    await section('Sandbox and machine')
      .getByText(/^all well/)
      .waitFor();
  });

  it('name the version, what it runs in, and the licence of every part', async () => {
    const about = section('About');
    expect(await wordsOf(about)).toMatch(/Goalpost 0\.\d+\.\d+ .*Electron \d+/);
    await about.getByRole('button', { name: 'Show licences' }).click();
    expect(await wordsOf(about.getByRole('table', { name: 'Parts and licences' }))).toMatch(/react \d+\.\d+\.\d+ MIT/);
  });

  it('are all there after a restart', async () => {
    const before = await settings();
    await window.close();
    await open();
    expect(await settings()).toEqual(before);
    await expect.poll(() => section('Terminal').getByRole('textbox', { name: 'Text size' }).inputValue()).toBe('15');
  });
});

describe('a test of the connection', () => {
  const result = () => section('Model and key').getByRole('status');
  const test = async (baseUrl: string) => {
    await page.getByRole('textbox', { name: 'Server', exact: true }).fill(baseUrl);
    await page.getByRole('button', { name: 'Test connection' }).click();
  };

  beforeAll(() => page.getByRole('textbox', { name: 'Model', exact: true }).fill('gpt-window'));

  it('works with a server of this machine, before anything is saved, and tells what it cost', async () => {
    model.answers([say('ok')]);
    await test(model.baseUrl);
    await result().getByText('Works').waitFor();
    expect(await wordsOf(result())).toMatch(/^Works \d+ ms, \d+ tokens, no price set/);
    await page.getByRole('textbox', { name: 'Model', exact: true }).fill('gpt-other');
    await result()
      .getByText(/^Not tested as it stands/)
      .waitFor();
    await page.getByRole('textbox', { name: 'Model', exact: true }).fill('gpt-window');
    await result().getByText('Works').waitFor();
  });

  it.each([
    ['Key refused', 401, { error: { message: 'Incorrect API key provided.' } }],
    ['Model unknown', 404, { error: { code: 'model_not_found', message: 'The model does not exist.' } }],
    ['Quota used up', 429, { error: { code: 'insufficient_quota', message: 'Over.' } }],
  ])('tells: %s', async (word, status, body) => {
    model.answers({ status, body });
    await test(model.baseUrl);
    await result().getByText(word).waitFor();
  });

  it('tells a server that is none of models, and one that is not there', async () => {
    const plain = createServer((_request, answer) => answer.end('hello'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void plain.close());
    await test(`http://127.0.0.1:${(plain.address() as AddressInfo).port}/v1`);
    await result().getByText('Another API').waitFor();
    await test('http://127.0.0.1:9/v1');
    await result().getByText('Not reached').waitFor();
  });

  it('is cancelled while the server keeps silent', async () => {
    model.answers(NEVER_ANSWERED);
    const asked = model.asked(model.requests.length + 1);
    await test(model.baseUrl);
    await asked;
    await page.getByRole('button', { name: 'Cancel test' }).click();
    await result().getByText('Cancelled').waitFor();
    await page.getByRole('button', { name: 'Test connection' }).waitFor();
  });

  it('says nothing in anger', async () => {
    expect(await window.troubles()).toEqual([]);
  });
});
