// What stands over the page: it is about what it was opened for, and keeps the keyboard until it is answered.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUSH_CHANNEL, type Push } from '../../shared/ipc/push';
import { ask, openPlace, openTab, title } from './support';
import { button, eventually, openDraft } from './supportEditor';
import { type AskingGoal, askingGoal, listed, makeAsk, orderThread } from './supportInbox';
import { listRow } from './supportThreads';
import { type WindowWithModel, windowWithModel } from './supportWindow';

let opened: WindowWithModel;
let accepted: AskingGoal;
let thread: string;

beforeAll(async () => {
  opened = await windowWithModel();
  accepted = askingGoal('acceptance');
  // Whose commit the branch is.
  accepted.repository.git('config', 'user.name', 'Somebody');
  accepted.repository.git('config', 'user.email', 'somebody@example.com');
  thread = await makeAsk(opened.window.page, opened.model, accepted);
});
afterAll(async () => {
  await opened?.close();
  accepted?.remove();
});

const page = () => opened.window.page;
const dialog = (name: string) => page().getByRole('dialog', { name });
const menuItem = (name: string) => page().getByRole('menuitem', { name });

/** Main's word to the window, as when somebody presses a notification. */
async function push(told: Push): Promise<void> {
  await opened.window.app.evaluate(
    ({ BrowserWindow }, [channel, value]) => BrowserWindow.getAllWindows()[0]?.webContents.send(channel, value),
    [PUSH_CHANNEL, told] as const,
  );
}

/** Where the focus is: in a dialog, in a field or row of the page, or nowhere. */
const focusedIn = () =>
  page().evaluate(`(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'nowhere';
    return element.closest('[role=dialog]') ? 'dialog' : element.getAttribute('aria-label') ?? element.textContent.trim();
  })()`);

describe('a dialog', () => {
  it('is not asked of another thread, when a notification leads there', async () => {
    await openDraft(page(), accepted, { ...accepted.contract, outcome: 'The one that is asked about' });
    await button(page(), 'More actions').click();
    await menuItem('Clear goal…').click();
    await dialog('Clear this goal?').waitFor();
    await push({ type: 'show', place: { name: 'thread', thread, tab: 'live', part: null } });
    await title(page()).getByRole('heading', { name: accepted.contract.outcome }).waitFor();
    await dialog('Clear this goal?').waitFor({ state: 'detached' });
    expect((await ask(page(), 'threads/list', {})).map(({ status }) => status)).not.toContain('cleared');
  });

  it('keeps the focus while it goes on to what came of it', async () => {
    await orderThread(page(), thread, { type: 'question.answer', question: 'acceptance', answer: 'accept' });
    await listed(page(), 'Done', accepted).waitFor();
    await button(page(), 'More actions').click();
    await menuItem('Bring result back…').click();
    await dialog('Bring the result back').getByRole('textbox', { name: 'Branch' }).fill('brought/by-hand');
    await dialog('Bring the result back').getByRole('button', { name: 'Make branch' }).focus();
    await page().keyboard.press('Enter');
    await dialog('Result brought back').waitFor();
    await eventually(focusedIn).toBe('dialog');
    await page().keyboard.press('Escape');
    await dialog('Result brought back').waitFor({ state: 'detached' });
    // What had opened it has the focus again.
    await eventually(focusedIn).toBe('More actions');
  });

  it('lets no key do anything behind it, and Escape close nothing but it', async () => {
    await openPlace(page(), 'Settings');
    await page().getByRole('main', { name: 'Settings' }).waitFor();
    await page().keyboard.press('Control+k');
    await page().getByRole('textbox', { name: 'Find an action' }).fill('All keys');
    await page()
      .getByRole('button', { name: /^All keys/ })
      .waitFor();
    await page().keyboard.press('Enter');
    await dialog('All keys').waitFor();
    await page().keyboard.press('/');
    await eventually(focusedIn).toBe('dialog');
    await page().keyboard.press('Escape');
    await dialog('All keys').waitFor({ state: 'detached' });
    await page().getByRole('main', { name: 'Settings' }).waitFor();
    await page().keyboard.press('Escape');
    await page().getByRole('main', { name: 'Settings' }).waitFor({ state: 'detached' });
  });
});

describe('keys', () => {
  it('go back and forward with Alt also from the tabs, which have the arrows alone', async () => {
    await listRow(page(), accepted.contract.outcome).click();
    await openTab(page(), 'Diff');
    await openTab(page(), 'Timeline');
    await page().keyboard.press('Alt+ArrowLeft');
    await page().getByRole('tab', { name: 'Diff', selected: true }).waitFor();
    await page().getByRole('tab', { name: 'Diff' }).focus();
    await page().keyboard.press('Alt+ArrowRight');
    await page().getByRole('tab', { name: 'Timeline', selected: true }).waitFor();
    await page().getByRole('tab', { name: 'Timeline' }).focus();
    await page().keyboard.press('ArrowLeft');
    await page().getByRole('tab', { name: 'Diff', selected: true }).waitFor();
  });

  it('that are held down archive the one row that they were pressed on', async () => {
    for (const outcome of ['Held first', 'Held second', 'Held third']) {
      await ask(page(), 'thread/create', {
        workspace: accepted.repository.root,
        contract: { ...accepted.contract, outcome },
        model: { api: 'responses', model: 'gpt-unasked', baseUrl: opened.model.baseUrl },
      });
    }
    await listRow(page(), 'Held third').focus();
    const { keyboard } = page();
    await keyboard.down('e');
    await listRow(page(), 'Held third').waitFor({ state: 'detached' });
    await eventually(() => page().locator('[data-thread]:focus').count()).toBe(1);
    for (let n = 0; n < 5; n += 1) await keyboard.down('e');
    await keyboard.up('e');
    // An order that is answered after any that the keys had given.
    await orderThread(page(), thread, { type: 'thread.pin', pinned: true });
    const archived = (await ask(page(), 'threads/list', {})).filter((row) => row.archived).map((row) => row.title);
    expect(archived).toEqual(['Held third']);
    expect(await opened.window.troubles()).toEqual([]);
  });
});
