// What tests of our own window ask of it: the bridge as its page has it, the ways through it, and the words on it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication, Locator, Page } from 'playwright-core';
import type { Answer, Method, Params, Results } from '../../shared/ipc/methods';
import type { Bridge } from '../../shared/ipc/push';

declare global {
  // What the preload puts on the page's global object.
  var goalpost: Bridge;
}

/** One call over the bridge, as a page makes it. */
export function callBridge<M extends Method>(page: Page, method: M, params: Params<M>): Promise<Answer<M>> {
  return page.evaluate(([name, value]) => goalpost.call(name, value), [method, params] as const) as Promise<Answer<M>>;
}

/** The result of a call that has to be answered. */
export async function ask<M extends Method>(page: Page, method: M, params: Params<M>): Promise<Results[M]> {
  const answer = await callBridge(page, method, params);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

/** The one thread of the data folder. */
export async function onlyThread(page: Page): Promise<string> {
  const rows = await ask(page, 'threads/list', {});
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} threads, and not one`);
  return row.thread;
}

/** The next native dialogs of this kind answer with these paths, one after the other, in place of a person. */
export async function chooseInDialogs(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const left = [...chosen];
    dialog.showOpenDialog = () => {
      const path = left.shift();
      return Promise.resolve({ canceled: path === undefined, filePaths: path === undefined ? [] : [path] });
    };
  }, paths);
}

/** The same for the dialogs that ask where to save. */
export async function saveInDialogs(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const left = [...chosen];
    dialog.showSaveDialog = () => {
      const path = left.shift();
      return Promise.resolve({ canceled: path === undefined, filePath: path ?? '' });
    };
  }, paths);
}

/** Far above what any step takes on a loaded machine, and short enough that a test that fails says where. */
export const STEP_MS = 60_000;

/** The thread's status word in its title row. */
export function title(page: Page): Locator {
  return page.getByRole('banner');
}

export async function openTab(page: Page, name: 'Live' | 'Goal' | 'Diff' | 'Timeline'): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

export async function openPlace(page: Page, name: 'New goal' | 'Inbox' | 'Settings'): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click();
}

/** Resolves when what is meant has the focus. */
export async function focused(locator: Locator): Promise<void> {
  await locator.and(locator.page().locator(':focus')).waitFor();
}

/** Text on the page as it reads: without the layout's line breaks. */
export async function wordsOf(locator: Locator): Promise<string> {
  return (await locator.innerText()).replace(/\s+/g, ' ').trim();
}

/** Names a model on a server of this machine in the settings, as a person does; such a server needs no key. */
export async function useModel(page: Page, baseUrl: string, api = 'Responses'): Promise<void> {
  await openPlace(page, 'Settings');
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill('gpt-window');
  await page.getByRole('textbox', { name: 'Server', exact: true }).fill(baseUrl);
  await page.getByRole('combobox', { name: 'API', exact: true }).selectOption({ label: api });
  await page.getByRole('button', { name: 'Save model' }).click();
  // Saved is what no longer differs from what is set.
  await page.getByRole('button', { name: 'Save model', disabled: true }).waitFor();
  await page.getByRole('button', { name: /^Back/ }).click();
}

/** Living processes that name the folder in their command line or environment. */
export function processesOf(folder: string): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.map((pid) => readQuietly(`/proc/${pid}/cmdline`)).filter((command) => command.includes(folder));
}

/** A process may end between the listing and the reading. */
function readQuietly(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
