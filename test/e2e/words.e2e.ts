// The window in a language of its own: what is said past the catalogue stands out, as its marks are missing.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../build/root.mjs';
import { type OpenWindow, openWindow } from './harness';
import { STEP_MS, title } from './support';

/** Every message between these marks, its letters accented: what has none was not translated. */
const [OPENS, CLOSES] = ['⟦', '⟧'];

let folder: string;
let window: OpenWindow;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goalpost words-'));
  const file = join(folder, 'accents.json');
  writeFileSync(file, JSON.stringify(accented()));
  window = await openWindow({ env: { GOALPOST_TRANSLATION: file } });
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a window in another language', () => {
  it('says so to screen readers', async () => {
    expect(await window.page.locator('html').getAttribute('lang')).toBe('eo');
  });

  it.each([
    ['go.new', 'New goal'],
    ['go.inbox', 'Inbox'],
    ['go.settings', 'Settings'],
  ])('speaks it where the menu’s %s leads', async (action, heading) => {
    const { app, page } = window;
    await app.evaluate(({ BrowserWindow }, name) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send('goalpost:push', { type: 'action', action: name });
    }, action);
    await title(page).getByText(marked(heading)).waitFor();
    expect(await unmarked(page)).toEqual([]);
  });
});

/** The catalogue in accents, a third longer, as translations are. */
function accented() {
  const { messages, plurals } = JSON.parse(readFileSync(join(ROOT, 'shared/words/catalogue.json'), 'utf8')) as Catalogue;
  const names = (of: Readonly<Record<string, unknown>>) => Object.keys(of);
  return {
    language: 'eo',
    messages: Object.fromEntries(names(messages).map((message) => [message, marked(message)])),
    plurals: Object.fromEntries(names(plurals).map((forms) => [forms, { other: marked(`{0} ${forms.split('|')[1]}`) }])),
  };
}

interface Catalogue {
  readonly messages: Readonly<Record<string, readonly string[]>>;
  readonly plurals: Readonly<Record<string, readonly string[]>>;
}

function marked(message: string): string {
  const letters = message.replace(/[aeiou]/g, (letter) => 'áéíóú'['aeiou'.indexOf(letter)] ?? letter);
  return `${OPENS}${letters}${'~'.repeat(Math.ceil(message.length / 3))}${CLOSES}`;
}

/** Texts in view, and names for those who hear them, without a mark; what a machine reads or says is nobody's to translate. */
async function unmarked(page: Page): Promise<readonly string[]> {
  const spoken = (await page.evaluate(SPOKEN)) as readonly string[];
  return [...new Set(spoken.map((text) => text.trim()))].filter((text) => /\p{L}{2}/u.test(text) && !text.includes(OPENS));
}

const SPOKEN = `(() => {
  const spoken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement } = node;
    const machine = parentElement.closest('code, pre, kbd, script, style, [translate=no]');
    if (parentElement.checkVisibility() && !machine) spoken.push(node.textContent);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'placeholder']) spoken.push(element.getAttribute(name) ?? '');
  }
  return spoken;
})()`;
