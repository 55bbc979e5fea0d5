import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { ask, openTab, title } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { type SteppedModel, say, shell } from './supportModel';
import { type WindowWithModel, windowWithModel } from './supportWindow';

/** All that a program may print, and then it waits for lines, each of which it tells. */
const COMMAND = [
  "printf '\\033]2;the watcher\\007'",
  "printf 'first \\033[31mred\\033[0m \\033[38;2;10;200;30mtrue\\033[0m\\n'",
  "printf '漢字 👩‍👩‍👧 e\\314\\201 ends\\n'",
  "printf 'src/app.txt:1:1 needle one\\n'",
  "printf 'README.md:3 Needle two\\n'",
  "printf 'see https://example.com/report and \\033]8;;javascript:alert(1)\\033\\\\this\\033]8;;\\033\\\\\\n'",
  "printf '\\033]52;c;c3RvbGVu\\007\\007'",
  'touch build/begun',
  'while read -r line; do printf "got <%s>\\n" "$line"; echo "$line" >> build/got; done',
].join('; ');

/** Waits for a fact on a loaded machine. */
const LONG = { timeout: 60_000 };

let both: WindowWithModel;
let window: OpenWindow;
let model: SteppedModel;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal();
  both = await windowWithModel();
  ({ window, model } = both);
  const { page } = window;
  model.answers([say('I change the file.'), shell('echo changed >> src/app.txt')], [say('Now I watch.'), shell(COMMAND)]);
  await window.app.evaluate(({ clipboard }) => clipboard.writeText('mine'));
  const ref = { api: 'responses', model: 'gpt-window', baseUrl: model.baseUrl } as const;
  const { thread } = await ask(page, 'thread/create', {
    workspace: goal.repository.root,
    contract: goal.contract,
    model: ref,
  });
  await ask(page, 'thread/command', {
    thread,
    id: crypto.randomUUID(),
    command: { type: 'goal.activate', acceptBaseline: true },
  });
  await page.getByRole('list', { name: 'Working' }).getByRole('button', { name: goal.contract.outcome }).click();
  await openTab(page, 'Live');
});
afterAll(async () => {
  await both?.close();
  goal?.remove();
});

const VIEW = 'section[aria-label^="Terminal of printf"]';
const ROWS = `${VIEW} .xterm-rows`;
const view = (): Locator => window.page.locator(VIEW);
const rows = (): Locator => window.page.locator(ROWS);
/** How the page draws the first of what the selector names. */
const style = (selector: string, property: string): Promise<unknown> =>
  window.page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`);
const input = (): Locator => view().locator('textarea');
const clipboard = (): Promise<string> => window.app.evaluate(({ clipboard: system }) => system.readText());

/** The middle of a text on the terminal's screen, for the mouse: what draws the text lies under what takes clicks. */
async function middleOf(text: string): Promise<{ readonly x: number; readonly y: number }> {
  await rows().getByText(text).first().waitFor();
  return (await window.page.evaluate(
    `(${MIDDLE})(document.querySelector(${JSON.stringify(ROWS)}), ${JSON.stringify(text)})`,
  )) as never;
}

// Run by the page.
const MIDDLE = `(element, wanted) => {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const from = node.textContent.indexOf(wanted);
    if (from < 0) continue;
    node.parentElement.scrollIntoView({ block: 'center' });
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, from + wanted.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }
  throw new Error(wanted + ' is not on the screen');
}`;

async function doubleClick(text: string): Promise<void> {
  const { x, y } = await middleOf(text);
  await window.page.mouse.dblclick(x, y);
}

/** Follows a link once the view says where it leads. What is printed or shown meanwhile may move it. */
async function follow(text: string, words: string): Promise<void> {
  const { mouse, keyboard } = window.page;
  const hovered = async () => {
    const { x, y } = await middleOf(text);
    await mouse.move(x + 2, y);
    await mouse.move(x, y);
    return view().getByText(words).count();
  };
  await expect.poll(hovered, LONG).toBe(1);
  await keyboard.down('Control');
  await mouse.down();
  await mouse.up();
  await keyboard.up('Control');
}

/** Pastes as the menu does. */
async function paste(text: string): Promise<void> {
  await window.app.evaluate(({ clipboard: system }, pasted) => system.writeText(pasted), text);
  await expect.poll(clipboard, LONG).toBe(text);
  await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.paste());
}

describe('the terminal of a running command', () => {
  it('shows what was printed, wide characters too', async () => {
    await rows().getByText('first red true').first().waitFor();
    expect((await rows().innerText()).normalize()).toContain('漢字 👩‍👩‍👧 é ends');
  });

  it('has not touched the clipboard', async () => {
    expect(await clipboard()).toBe('mine');
  });

  it('copies a selection and takes no keys', async () => {
    const { page } = window;
    await doubleClick('needle');
    await page.keyboard.press('Control+c');
    await view().getByText('Copied.').waitFor();
    expect(await clipboard()).toBe('needle');
    await page.keyboard.type('unheard\n');
    await paste('unheard\n');
    expect(existsSync(join(goal.repository.root, 'build', 'got'))).toBe(false);
  });

  it('is searched: next, previous, case and patterns', async () => {
    const { page } = window;
    await input().focus();
    await page.keyboard.press('Control+f');
    const bar = view().getByRole('search');
    const field = bar.getByRole('textbox');
    await field.fill('needle');
    await bar.getByText('1 of 2').waitFor();
    await field.press('Enter');
    await bar.getByText('2 of 2').waitFor();
    await field.press('Shift+Enter');
    await bar.getByText('1 of 2').waitFor();
    await bar.getByRole('button', { name: 'Match case' }).click();
    await bar.getByText('1 of 1').waitFor();
    await bar.getByRole('button', { name: 'Match case' }).click();
    await bar.getByRole('button', { name: 'Regular expression' }).click();
    await field.fill('need(le');
    await bar.getByText('No pattern').waitFor();
    await field.fill('(one|two)$');
    await bar.getByText('1 of 2').waitFor();
    await field.press('Escape');
    await bar.waitFor({ state: 'detached' });
  });

  it('is read larger and smaller, and remembers it', async () => {
    const { page } = window;
    const height = () =>
      view()
        .locator('.xterm-screen')
        .evaluate((element) => element.clientHeight);
    const standard = await height();
    await input().focus();
    for (let n = 0; n < 4; n += 1) await page.keyboard.press('Control+=');
    await expect.poll(height, LONG).toBeGreaterThan(standard);
    await page.reload();
    await rows().getByText('first red true').first().waitFor();
    await expect.poll(height, LONG).toBeGreaterThan(standard);
    await input().focus();
    await page.keyboard.press('Control+0');
    await expect.poll(height, LONG).toBe(standard);
  });

  it('follows the theme of the app', async () => {
    const { page } = window;
    const ground = () => style(`${VIEW} .xterm-scrollable-element`, 'backgroundColor');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(ground, LONG).toBe('rgb(251, 251, 252)');
    expect(await style(`${ROWS} .xterm-fg-1`, 'color')).toBe('rgb(191, 43, 67)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(ground, LONG).toBe('rgb(19, 20, 23)');
    await expect.poll(() => style(`${ROWS} .xterm-fg-1`, 'color'), LONG).toBe('rgb(242, 129, 143)');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('tells a screen reader each line where a person wishes it, and remembers that too', async () => {
    const { page } = window;
    const told = view().locator('.xterm-accessibility-tree');
    expect(await told.count()).toBe(0);
    const toggle = async () => {
      await view().hover();
      await view().getByRole('button', { name: 'This terminal' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Tell a screen reader each line' }).click();
      await page.keyboard.press('Escape');
    };
    await toggle();
    await told.getByText('first red true').waitFor();
    await page.reload();
    await told.getByText('first red true').waitFor();
    await toggle();
    await told.waitFor({ state: 'detached' });
  });

  it('copies a link that is no plain https, and runs nothing', async () => {
    const { page } = window;
    await follow('this', 'javascript:alert(1) · Ctrl+click copies it');
    await view().getByText('Copied the link').waitFor();
    expect(await clipboard()).toBe('javascript:alert(1)');
    expect(await page.evaluate('location.href')).toBe('app://goalpost/');
  });

  it('asks before it pastes many lines, and leaves control characters out', async () => {
    const { page } = window;
    await page.getByRole('checkbox', { name: 'Type into it' }).check();
    await input().focus();
    await page.keyboard.type('typed\n');
    await rows().getByText('got <typed>').first().waitFor();
    await paste('one\ntwo\u001b[201~\n');
    const dialog = page.getByRole('dialog', { name: 'Paste into the terminal?' });
    await dialog.getByText('2 lines, each taken as an order when it ends. 1 control character is left out.').waitFor();
    await dialog.getByRole('button', { name: 'Keep it out' }).click();
    await expect.poll(() => input().evaluate((element) => element.matches(':focus')), LONG).toBe(true);
    await paste('three\nfour\u001b[201~\n');
    await dialog.getByRole('button', { name: 'Paste the text' }).click();
    await rows().getByText('got <four[201~>').first().waitFor();
    expect(goal.repository.read('build/got')).toBe('typed\nthree\nfour[201~\n');
  });

  it('leads from a place in a file to its changes', async () => {
    const { page } = window;
    await follow('README.md:3', 'README.md, line 3 · Ctrl+click opens its changes');
    await page.getByText('README.md does not differ').first().waitFor();
    await openTab(page, 'Live');
    await follow('src/app.txt:1:1', 'src/app.txt, line 1 · Ctrl+click opens its changes');
    await page.getByRole('main', { name: 'Diff' }).getByText('src/app.txt').first().waitFor();
    await openTab(page, 'Live');
  });

  it('stands with how it ended when its command has', async () => {
    const { page } = window;
    await page.getByRole('checkbox', { name: 'Type into it' }).check();
    await view().and(page.locator('[data-state=live]')).waitFor();
    await input().focus();
    model.answers([say('It was watched.')]);
    await page.keyboard.press('Control+d');
    await view().getByText('exit 0').waitFor();
    expect(await rows().innerText()).toContain('first red true');
    await title(page).waitFor();
    expect(await window.troubles()).toEqual([]);
  });
});
