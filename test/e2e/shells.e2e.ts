import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, onlyThread, openTab, processesOf, STEP_MS, title, wordsOf } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { lastInput, NEVER_ANSWERED, type SteppedModel, say, shell, steppedModel } from './supportModel';

/** A loaded machine gets there within this; what waits for it is done long before. */
const LONG = { timeout: STEP_MS };

/** The end of a prompt, root's too. */
const PROMPT = /[$#]\s*$/;

/** A background process of the agent's, which tells what it is told. */
const SERVER = 'echo serving; while read -r line; do echo "heard <$line>"; done';
/** A command of the agent's that waits for somebody. */
const ASKS = 'read -r -p "your name? " name; echo "hello $name"; touch build/named';

/** One that is still at it when its host dies, and when the app does. */
const WORKS = 'test -e build/once && echo "ag"ain $((3 + 4)); touch build/once; sleep 1004';

let dataDir: string;
let goal: SmallGoal;
let model: SteppedModel;
let window: OpenWindow;

beforeAll(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'goalpost shells-')), 'data');
  goal = smallGoal();
  model = await steppedModel();
  window = await open();
  const { page } = window;
  await ask(page, 'thread/create', { workspace: goal.repository.root, contract: goal.contract });
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: goal.contract.outcome }).click();
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  goal?.remove();
  rmSync(dirname(dataDir), { recursive: true, force: true });
});

async function open(): Promise<OpenWindow> {
  const opened = await openWindow({
    dataDir,
    env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-window', SHELL: '/bin/bash' },
  });
  opened.page.setDefaultTimeout(STEP_MS);
  return opened;
}

const tabs = (page: Page): Locator => page.getByRole('tablist', { name: 'Terminals' });
const tab = (page: Page, name: string | RegExp): Locator => tabs(page).getByRole('tab', { name });
const panel = (page: Page): Locator => page.getByRole('tabpanel');
const rows = (page: Page): Locator => panel(page).locator('.xterm-rows');
/** What stands on the terminal that is looked at. */
const screen = async (page: Page): Promise<string> => (await rows(page).innerText()).replace(/\u00a0/g, ' ');
const shows = (page: Page, text: string | RegExp) => expect.poll(() => screen(page), LONG).toMatch(text);

async function run(page: Page, line: string): Promise<void> {
  await panel(page).locator('textarea').focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

describe('a person’s own shell in a thread', () => {
  it('opens by its key with the cursor in it, in the thread’s place, and says what holds it', async () => {
    const { page } = window;
    await openTab(page, 'Live');
    await tabs(page).waitFor();
    await page.keyboard.press('ControlOrMeta+Shift+T');
    await tab(page, 'Shell 1').waitFor();
    expect(await wordsOf(tab(page, 'Shell 1'))).toBe('Shell 1 enforced');
    expect(await tab(page, 'Shell 1').getAttribute('aria-selected')).toBe('true');
    await shows(page, PROMPT);
    await page.keyboard.type('pwd; echo x > no.txt || echo "refu"sed; echo "in $TMPDIR"');
    await page.keyboard.press('Enter');
    await shows(page, /refused[\s\S]*in \//);
    expect((await screen(page)).replaceAll('\n', '')).toContain(goal.repository.root);
    expect(existsSync(join(goal.repository.root, 'no.txt'))).toBe(false);
  });

  it('follows the size of its place', async () => {
    const { app, page } = window;
    const size = async () => {
      await run(page, 'clear; stty size | tr " " x');
      await shows(page, /^\d+x\d+$/m);
      return (
        /^(\d+)x(\d+)$/m
          .exec(await screen(page))
          ?.slice(1)
          .map(Number) ?? []
      );
    };
    const before = await size();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1000, 760));
    await expect.poll(async () => (await size())[1], LONG).toBeLessThan(before[1] ?? 0);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1440, 900));
    await expect.poll(async () => (await size())[1], LONG).toBe(before[1]);
  });

  it('hears Ctrl-C and has job control', async () => {
    const { page } = window;
    await run(page, 'clear; (echo "be"gun; exec sleep 1000)');
    await shows(page, /^begun/m);
    await page.keyboard.press('Control+C');
    await run(page, 'echo "status $?"; sleep 1001 & jobs');
    await shows(page, /status 130[\s\S]*\[1\]\+? +Running +sleep 1001/);
  });

  it('gets what is typed while its view is being joined', async () => {
    const { page } = window;
    await run(page, 'clear');
    await tab(page, /^Commands/).click();
    // Nobody answers the view meanwhile.
    process.kill(hostOf(window), 'SIGSTOP');
    try {
      await tab(page, 'Shell 1').click();
      await run(page, 'echo "ear"ly');
    } finally {
      process.kill(hostOf(window), 'SIGCONT');
    }
    await shows(page, /^early$/m);
  });

  it('is there after a reload of the window, and goes on', async () => {
    const { page } = window;
    await run(page, 'clear; echo "be"fore');
    await shows(page, /^before$/m);
    await page.reload();
    await shows(page, /^before$/m);
    await run(page, 'echo "af"ter');
    await shows(page, /^before$[\s\S]*^after$/m);
    expect((await screen(page)).match(/^before$/gm)).toHaveLength(1);
  });

  it('is the same in another window', async () => {
    const { app, page } = window;
    const opening = app.waitForEvent('window');
    await app.evaluate(({ Menu }) => {
      const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
      file?.submenu?.items.find(({ label }) => label === 'New window')?.click();
    });
    const other = await opening;
    other.setDefaultTimeout(STEP_MS);
    await shows(other, /^before$[\s\S]*^after$/m);
    await run(other, 'echo "there"fore');
    await shows(page, /^therefore$/m);
    await run(page, 'echo "here"by');
    await shows(other, /^hereby$/m);
    await other.close();
  });

  it('is left by the keyboard, and its tab is moved to and from by arrows', async () => {
    const { page } = window;
    await panel(page).locator('textarea').focus();
    await page.keyboard.press('F6');
    expect(await page.evaluate("document.activeElement.closest('[data-region]')?.dataset.region")).not.toBe('Terminal');
    await tab(page, 'Shell 1').focus();
    await page.keyboard.press('ArrowLeft');
    expect(await tab(page, /^Commands/).getAttribute('aria-selected')).toBe('true');
    expect(await panel(page).getByRole('list', { name: 'Commands' }).isVisible()).toBe(true);
    await page.keyboard.press('End');
    await shows(page, /^hereby$/m);
  });

  it('is closed only after a word about what runs in it, and takes that with it', async () => {
    const { page } = window;
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('sleep runs in it, and is ended.').waitFor();
    await dialog.getByRole('button', { name: 'Keep open' }).click();
    expect(await tab(page, 'Shell 1').count()).toBe(1);
    await tabs(page).getByRole('button', { name: 'Close Shell 1' }).click();
    await dialog.getByRole('button', { name: 'End and close' }).click();
    await tab(page, 'Shell 1').waitFor({ state: 'detached' });
    expect(await tab(page, /^Commands/).getAttribute('aria-selected')).toBe('true');
    expect(processesOf('sleep\u00001001')).toEqual([]);
  });
});

describe('the agent’s terminals', () => {
  it('are a tab for what it leaves running, live', async () => {
    const { page } = window;
    const leave = { type: 'tool_call', name: 'shell', arguments: { command: SERVER, background: true } } as const;
    const talk = { type: 'tool_call', name: 'write_stdin', arguments: { session: 'p1', text: 'from the agent\n' } } as const;
    model.answers(
      [say('I serve.'), leave],
      [talk],
      [say('Now I ask.'), shell(ASKS)],
      [shell(WORKS)],
      [shell(WORKS)],
      NEVER_ANSWERED,
    );
    await openTab(page, 'Goal');
    await page.getByRole('button', { name: 'Activate goal' }).click();
    await openTab(page, 'Live');
    await tab(page, /^p1/).click();
    await shows(page, /serving[\s\S]*heard <from the agent>/);
    expect(await wordsOf(panel(page))).toMatch(/running.*Keys do not reach it/);
  });

  it('are not typed into until a person takes one over, who is told where the keys go', async () => {
    const { page } = window;
    await tab(page, /^Commands/).click();
    await shows(page, /your name\?/);
    await run(page, 'nobody');
    const take = panel(page).getByRole('checkbox', { name: 'Type into it' });
    await take.check();
    await panel(page).getByText('Your keys go to the agent’s command').waitFor();
    await shows(page, /your name\?\s*$/);
    await run(page, 'Ada');
    const request = await model.asked(4);
    expect(existsSync(join(goal.repository.root, 'build', 'named'))).toBe(true);
    expect(lastInput(request)).toMatch(/hello Ada[\s\S]*a person typed into this command/);
    expect(lastInput(request)).not.toMatch(/nobody/);
  });
});

describe('the terminal host', () => {
  it('dies: the window says what was lost, marks it ended, and new shells work', async () => {
    const { page } = window;
    await page.getByRole('button', { name: /^New shell/ }).click();
    await shows(page, PROMPT);
    process.kill(hostOf(window), 'SIGKILL');
    await page.getByRole('alert').filter({ hasText: 'The terminal host died' }).waitFor();
    await expect.poll(() => wordsOf(panel(page)), LONG).toMatch(/ended: its terminal host died/);
    expect(await wordsOf(tab(page, /^Shell/))).toMatch(/ended$/);
    expect(await tab(page, /^p1/).count()).toBe(0);
    const before = await tab(page, /^Shell/).count();
    await page.getByRole('button', { name: /^New shell/ }).click();
    await expect.poll(() => tab(page, /^Shell/).count(), LONG).toBe(before + 1);
    await shows(page, PROMPT);
    await run(page, 'echo "works a"gain');
    await shows(page, /^works again$/m);
    await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.getByRole('alert').count()).toBe(0);
    await title(page).getByText('Active', { exact: true }).waitFor();
    expect(lastInput(await model.asked(5))).toMatch(/the process that holds the terminals died/);
  });

  it('and the app killed, the last screen is there at the next start, marked ended', async () => {
    const { page } = window;
    const thread = await onlyThread(page);
    await run(page, 'echo "last w"ords');
    await shows(page, /^last words$/m);
    await expect.poll(() => savedScreens(thread), LONG).toMatch(/last words/);
    await expect.poll(() => savedScreens(thread), LONG).toMatch(/again 7/);
    await window.kill();
    await window.close();
    window = await open();
    await openTab(window.page, 'Live');
    await tab(window.page, /^Shell/)
      .last()
      .click();
    await shows(window.page, /^last words$/m);
    expect(await wordsOf(panel(window.page))).toMatch(/^ended with the app/);
    expect(await wordsOf(tab(window.page, /^Shell/).last())).toMatch(/ended$/);
    await tab(window.page, /^Commands/).click();
    await shows(window.page, /^again 7$/m);
    expect(await wordsOf(panel(window.page).getByRole('listitem').last())).toMatch(/cut off.*ended: cut off/);
    expect(await window.troubles()).toEqual([]);
  });

  it('and all that lived in it ends with the app', async () => {
    const { page } = window;
    await page.getByRole('button', { name: /^New shell/ }).click();
    await shows(page, PROMPT);
    await run(page, 'sleep 1002 & echo "under w"ay');
    await shows(page, /^under way$/m);
    await window.close();
    expect(processesOf('sleep\u00001002')).toEqual([]);
    window = await open();
  });
});

/** The process that holds the terminals, a child of the app's first. */
function hostOf({ app }: OpenWindow): number {
  const main = app.process().pid;
  const found = readdirSync('/proc').find((name) => {
    if (!/^\d+$/.test(name) || !existsSync(`/proc/${name}/cmdline`)) return false;
    return /node\.mojom\.NodeService/.test(readFileSync(`/proc/${name}/cmdline`, 'utf8')) && isBelow(Number(name), main);
  });
  if (found === undefined) throw new Error('there is no terminal host');
  return Number(found);
}

function isBelow(pid: number, top: number | undefined): boolean {
  const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return parent === top || (parent > 1 && isBelow(parent, top));
}

/** What is kept on disk of the thread's screens; a file may be replaced while it is read. */
function savedScreens(thread: string): string {
  const folder = join(dataDir, 'screens');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes(thread));
  return files.flatMap((name) => (name.endsWith('.screen') ? [unzipped(join(folder, name))] : [])).join('\n');
}

function unzipped(file: string): string {
  try {
    const bytes = readFileSync(file);
    return gunzipSync(bytes.subarray(bytes.indexOf('\n') + 1)).toString();
  } catch {
    return '';
  }
}
