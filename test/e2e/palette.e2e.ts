import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, type ActionRow } from '../../shared/views/actions/table';
import { type OpenWindow, openWindow } from './harness';
import { STEP_MS, title, wordsOf } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { draftThreads, listRow, SOME_MODEL } from './supportThreads';

let window: OpenWindow;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal();
  window = await openWindow({ env: SOME_MODEL });
  window.page.setDefaultTimeout(STEP_MS);
  await draftThreads(window.page, goal, ['Checkout below 120 ms', 'Fewer flaky tests']);
});
afterAll(async () => {
  await window?.close();
  goal?.remove();
});

const field = () => window.page.getByRole('textbox', { name: 'Find an action' });
const palette = () => window.page.getByRole('dialog').filter({ has: field() });

async function openPalette(typed = ''): Promise<void> {
  await window.page.keyboard.press('Control+k');
  await field().fill(typed);
}

/** What the native menu says of an item. */
const menuItem = (id: string) =>
  window.app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    return item ? { label: item.label, enabled: item.enabled, accelerator: item.accelerator ?? null } : null;
  }, id);

describe('the palette', () => {
  it('opens by its key, shows actions with theirs, and goes where one asks for by a few letters', async () => {
    await openPalette('inb');
    await expect.poll(() => wordsOf(palette())).toMatch(/Inbox Ctrl\+I/);
    await window.page.keyboard.press('Enter');
    await title(window.page).getByText('Inbox', { exact: true }).waitFor();
    await palette().waitFor({ state: 'detached' });
  });

  it('finds threads by their titles', async () => {
    await openPalette('flaky');
    await palette().getByText('Fewer flaky tests').waitFor();
    await window.page.keyboard.press('Enter');
    await title(window.page).getByText('Fewer flaky tests').waitFor();
  });

  it('closes by Escape, gives the focus back, and has nothing to say about what is not there', async () => {
    const { page } = window;
    const outcome = page.getByRole('textbox', { name: 'Outcome', exact: true });
    await outcome.focus();
    await openPalette('zzzzz');
    await palette().getByText('Nothing is found for “zzzzz”.').waitFor();
    await page.keyboard.press('Escape');
    await palette().waitFor({ state: 'detached' });
    await expect.poll(() => outcome.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('offers what can be done with the thread, in its words', async () => {
    await openPalette('pin');
    await palette().getByText('Pin thread').waitFor();
    await window.page.keyboard.press('Enter');
    await listRow(window.page, 'Fewer flaky tests').getByRole('img', { name: 'Pinned' }).waitFor();
    await openPalette('pin');
    await palette().getByText('Unpin thread').waitFor();
    await window.page.keyboard.press('Escape');
  });
});

describe('keys', () => {
  it('go through places and back, as a history', async () => {
    const { page } = window;
    await page.locator('body').click({ position: { x: 700, y: 5 } });
    await page.keyboard.press('Control+3');
    await page.getByRole('tab', { name: 'Diff', selected: true }).waitFor();
    await page.keyboard.press('Control+,');
    await title(page).getByText('Settings', { exact: true }).waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('tab', { name: 'Diff', selected: true }).waitFor();
    await page.keyboard.press('Alt+ArrowRight');
    await title(page).getByText('Settings', { exact: true }).waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
  });

  it('step through the threads, hide the list and show it again', async () => {
    const { page } = window;
    const at = () => wordsOf(title(page).getByRole('heading'));
    const before = await at();
    await page.keyboard.press('Control+PageDown');
    await expect.poll(at).not.toBe(before);
    await page.keyboard.press('Control+PageUp');
    await expect.poll(at).toBe(before);
    await page.keyboard.press('Control+b');
    await page.getByRole('button', { name: 'Show list' }).waitFor();
    await page.keyboard.press('Control+b');
    await page.getByRole('button', { name: 'Hide list' }).waitFor();
  });

  it('are all shown where one asks for them', async () => {
    const { page } = window;
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'All keys' });
    const rows: readonly ActionRow[] = ACTIONS;
    for (const { words } of rows.filter(({ keys }) => keys !== undefined)) {
      await dialog.getByText(words, { exact: true }).first().waitFor();
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

describe('the native menu', () => {
  it('has the same actions, in their words and with their keys, and enables what can be done', async () => {
    await expect.poll(() => menuItem('thread.pin')).toEqual({ label: 'Unpin thread', enabled: true, accelerator: null });
    await expect.poll(() => menuItem('goal.reopen')).toMatchObject({ enabled: false });
    expect(await menuItem('search.open')).toMatchObject({ enabled: true, accelerator: 'CommandOrControl+Shift+F' });
    await window.page.keyboard.press('Control+i');
    await expect.poll(() => menuItem('thread.pin')).toMatchObject({ label: 'Pin thread', enabled: false });
  });

  it('does them in the window', async () => {
    await window.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('go.new')?.click());
    await title(window.page).getByText('New goal', { exact: true }).waitFor();
    expect(await window.troubles()).toEqual([]);
  });
});
