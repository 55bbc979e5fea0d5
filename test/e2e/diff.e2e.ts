import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WindowCommand } from '../../shared/ipc/methods';
import type { OpenWindow } from './harness';
import { ask, openTab, STEP_MS, wordsOf } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { lastInput, type SteppedModel, say, shell } from './supportModel';
import { type WindowWithModel, windowWithModel } from './supportWindow';

const FILES = 5_000;
const LONG_LINES = 50_000;
const PRICE = Array.from({ length: 40 }, (_, n) => `price of item ${n + 1}`);

/** Two places of one short file, one more line in 5,000 others, and a file with another mode. */
const FIRST = [
  "sed -i '3s/price/cost/; 30s/price/cost/' src/price.txt",
  "find src/many -type f -exec sed -i '$a changed' {} +",
  'chmod +x src/app.txt',
].join(' && ');
/** The middle of a long file, a new one, a link, and one outside the boundary is not to be written. */
const SECOND = "sed -i '25000s/line/LINE/' src/long.txt && printf 'a\\0b' > src/data.bin && ln -s price.txt src/link";

let opened: WindowWithModel;
let window: OpenWindow;
let page: Page;
let model: SteppedModel;
let goal: SmallGoal;
let thread: string;
let endThird: (() => void) | undefined;

beforeAll(async () => {
  goal = smallGoal('src/app.txt says done, in the end');
  fill(goal);
  opened = await windowWithModel();
  ({ window, model } = opened);
  page = window.page;
  const third = new Promise<void>((resolve) => {
    endThird = resolve;
  });
  model.answers(
    [shell(FIRST)],
    [say('The prices are costs.')],
    [shell(SECOND)],
    [say('The long file is done.')],
    third.then(() => ({ items: [shell('true'), say('I read the list again.')] })),
    [say('There is no more to read.')],
  );
  const ref = { api: 'responses', model: 'gpt-diff', baseUrl: model.baseUrl } as const;
  ({ thread } = await ask(page, 'thread/create', { workspace: goal.repository.root, contract: goal.contract, model: ref }));
  await page.getByRole('button', { name: goal.contract.outcome }).first().click();
  await openTab(page, 'Diff');
});
afterAll(async () => {
  await opened?.close();
  goal?.remove();
});

describe('the diff of a goal', () => {
  it('says before the activation what will stand there, and when', async () => {
    await page.getByText('Changes show here from the activation of the goal on').waitFor();
    await order({ type: 'goal.activate', acceptBaseline: false });
    // The third turn is under way, and what the second has changed is in a checkpoint.
    await model.asked(5);
    await row(/^src\/data\.bin/).waitFor();
  });

  it('compares since the start, and each file says which turns touched it', async () => {
    await showsFiles(FILES + 5);
    expect(await row(/^src\/price\.txt/).getAttribute('aria-label')).toBe('src/price.txt, 2 lines added, 2 removed, turn 1');
    expect(await row(/^src\/long\.txt/).getAttribute('aria-label')).toBe('src/long.txt, 1 line added, 1 removed, turn 2');
    expect(await row(/^src\/app\.txt/).getAttribute('aria-label')).toContain('now executable');
    expect(await row(/^src\/link/).getAttribute('aria-label')).toContain('new, a link');
  });

  it('says in words what has no lines to show', async () => {
    await open(/^src\/data\.bin/);
    await page.getByText('The file is binary: there are no lines to show. It is new, of 3 bytes.').waitFor();
    await open(/^src\/app\.txt/);
    await page.getByText('Only its kind has changed: now executable.').waitFor();
    await open(/^src\/link/);
    await page.getByText('A link: it points to price.txt.').waitFor();
  });

  it('draws of thousands of files those in view, goes to the last by key, and filters', async () => {
    const drawn = await rows().count();
    expect(drawn).toBeGreaterThan(5);
    expect(drawn).toBeLessThan(120);
    await list().focus();
    await list().press('End');
    await row(/^src\/many\/d9\/f4959\.txt/).waitFor();
    expect(await rows().count()).toBeLessThan(120);
    const filter = page.getByRole('textbox', { name: 'Filter files' });
    await filter.fill('d7/f4957');
    await row(/^src\/many\/d7\/f4957\.txt/).waitFor();
    expect(await rows().count()).toBe(2);
    await filter.fill('');
    await showsFiles(FILES + 5);
  });

  it('compares one turn, and any two checkpoints', async () => {
    await page.getByRole('radio', { name: /^Turn 2, 3 files/ }).check();
    await showsFiles(3);
    expect(await labels()).toEqual(['src/data.bin', 'src/link', 'src/long.txt']);
    await page.getByRole('radio', { name: /^Turn 1/ }).check();
    await showsFiles(FILES + 2);
    await page.getByRole('radio', { name: 'Between two checkpoints' }).check();
    // Back to front: what the first turn has added is then removed.
    const ends = page.getByRole('combobox', { name: /checkpoint$/ });
    const [from, to] = await Promise.all([ends.nth(0).inputValue(), ends.nth(1).inputValue()]);
    await ends.nth(0).selectOption(to);
    await ends.nth(1).selectOption(from);
    // Lists come and go meanwhile, each at its chosen file.
    await eventually(async () => {
      await list().press('Home');
      return (await spoken()).filter((file) => file.startsWith('src/many/d0/f0.txt, 0 lines added, 1 removed')).length;
    }).toBe(1);
    await page.getByRole('radio', { name: 'Since start' }).check();
    await showsFiles(FILES + 5);
  });
});

describe('a file of 50,000 lines', () => {
  it('opens at its change, with what has not changed folded away', async () => {
    await open(/^src\/long\.txt/);
    await lineShows('LINE 25000');
    await page.getByText('hunk 1 of 1').waitFor();
    await eventually(() => page.locator('.diff-hidden-lines').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Fold unchanged' }).click();
    await eventually(() => page.locator('.diff-hidden-lines').count()).toBe(0);
    await page.getByRole('button', { name: 'Fold unchanged' }).click();
  });

  it('leaves no text behind, nor does any other file: two are held while one is in view, none elsewhere', async () => {
    for (const name of [/^src\/price\.txt/, /^src\/long\.txt/, /^src\/link/, /^src\/long\.txt/, /^src\/price\.txt/]) {
      await open(name);
      await eventually(heldTexts).toBe(2);
    }
    await openTab(page, 'Live');
    await eventually(heldTexts).toBe(0);
    await openTab(page, 'Diff');
    await lineShows('cost of item 3');
  });
});

describe('a review by keys', () => {
  it('goes from hunk to hunk, past the last one to the next file, and back', async () => {
    await open(/^src\/price\.txt/);
    await page.getByText('hunk 1 of 2').waitFor();
    await list().press('n');
    await page.getByText('hunk 2 of 2').waitFor();
    await list().press('n');
    await selected(/^src\/many\/d0\/f0\.txt/);
    await page.getByText('hunk 1 of 1').waitFor();
    await list().press('p');
    await selected(/^src\/price\.txt/);
    await page.getByText('hunk 2 of 2').waitFor();
    await list().press('k');
    await selected(/^src\/long\.txt/);
    await list().press('j');
    await selected(/^src\/price\.txt/);
  });

  it('marks files and goes on, and the marks outlive a reload of the window', async () => {
    await list().press('v');
    await selected(/^src\/many\/d0\/f0\.txt/);
    await list().press('Space');
    await selected(/^src\/many\/d0\/f100\.txt/);
    await page.getByText(`2 of ${counted(FILES + 5)} reviewed`).waitFor();
    await page.reload();
    await page.getByText(`2 of ${counted(FILES + 5)} reviewed`).waitFor();
    expect(await row(/^src\/price\.txt/).getAttribute('aria-label')).toContain('reviewed');
    await selected(/^src\/many\/d0\/f100\.txt/);
  });

  it('counts what one turn changed apart', async () => {
    await page.getByRole('radio', { name: /^Turn 2/ }).check();
    await page.getByText('0 of 3 reviewed').waitFor();
    await page.getByRole('radio', { name: 'Since start' }).check();
  });
});

describe('a comment on a line', () => {
  const words = 'The thirtieth is free: it has no cost.';

  it('is written beneath its line, and is not lost by looking at another file or reloading', async () => {
    await open(/^src\/price\.txt/);
    await page.getByText('hunk 1 of 2').waitFor();
    await list().press('n');
    await page.getByText('hunk 2 of 2').waitFor();
    await list().press('c');
    const field = page.getByRole('textbox', { name: 'Comment on line 30, to the agent' });
    await eventually(() => page.evaluate('document.activeElement?.labels?.[0]?.textContent')).toBe(
      'Comment on line 30, to the agent',
    );
    // Keys of the review are letters like others in here.
    await field.pressSequentially('The thirtieth');
    await field.press('Escape');
    await open(/^src\/long\.txt/);
    await lineShows('LINE 25000');
    await page.reload();
    await open(/^src\/price\.txt/);
    await eventually(() => field.inputValue()).toBe('The thirtieth');
    await field.fill(words);
    await field.press('Enter');
    const card = page.getByRole('article', { name: 'Comment on line 30' });
    await card.getByText('queued, goes first at the next turn').waitFor();
    expect(await row(/^src\/price\.txt/).getAttribute('aria-label')).toContain('1 comment');
  });

  it('comes to the model with path, line and code, and is shown as delivered where it was made', async () => {
    endThird?.();
    const requests = await model.asked(7).then(() => model.requests);
    const told = requests.map(lastInput).find((text) => text.includes(words));
    expect(told).toContain('On `src/price.txt`, line 30, after the change, as of checkpoint c');
    expect(told).toContain('> cost of item 30');
    await page
      .getByRole('article', { name: 'Comment on line 30' })
      .getByText(/^delivered in turn \d$/)
      .waitFor();
  });
});

describe('what is put back from the diff', () => {
  it('is one hunk, after it was asked, and it comes back', async () => {
    // The model has no answer left, which fails the goal: nothing works on the tree any more.
    await eventually(async () => (await ask(page, 'thread/open', { thread })).state.turn).toBeNull();
    await page.getByText('hunk 1 of 2').waitFor();
    await list().press('Shift+R');
    const dialog = page.getByRole('dialog', { name: 'Revert a hunk of price.txt?' });
    expect(await wordsOf(dialog)).toContain('Line 3 of src/price.txt becomes again what it was at c1.');
    await dialog.getByRole('button', { name: 'Revert this hunk' }).click();
    await page.getByText(/^Put back lines of src\/price\.txt: 1 file, now c\d+\.$/).waitFor();
    expect(goal.repository.read('src/price.txt').split('\n')[2]).toBe('price of item 3');
    expect(goal.repository.read('src/price.txt').split('\n')[29]).toBe('cost of item 30');
    await page.getByText('hunk 1 of 1').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    // One stays at the line where one was, which is now above, in the first or in the second of two.
    await page.getByText(/hunk \d of 2|2 hunks/).waitFor();
    expect(goal.repository.read('src/price.txt').split('\n')[2]).toBe('cost of item 3');
  });

  it('is one turn, leaving the other', async () => {
    await page.getByRole('radio', { name: /^Turn 2/ }).check();
    await showsFiles(3);
    await page.getByRole('button', { name: 'Revert…' }).click();
    await page.getByRole('menuitem', { name: 'Revert turn 2…' }).click();
    await page.getByRole('dialog', { name: 'Revert turn 2?' }).getByRole('button', { name: 'Revert turn 2' }).click();
    await page.getByText(/^Put back what \S+ changed: 3 files, now c\d+\.$/).waitFor();
    expect(goal.repository.read('src/long.txt').split('\n')[24_999]).toBe('line 25000');
    expect(goal.repository.read('src/price.txt').split('\n')[2]).toBe('cost of item 3');
  });

  it('is said without anger and within the page’s policy', async () => {
    expect(await window.troubles()).toEqual([]);
  });
});

function fill({ repository }: SmallGoal): void {
  repository.write('src/price.txt', `${PRICE.join('\n')}\n`);
  repository.write('src/long.txt', Array.from({ length: LONG_LINES }, (_, n) => `line ${n + 1}\n`).join(''));
  for (let n = 0; n < FILES; n++) repository.write(`src/many/d${n % 50}/f${n}.txt`, `file ${n}\n`);
  repository.git('add', '-A');
  repository.git('commit', '-q', '-m', 'many files');
}

async function order(command: WindowCommand): Promise<void> {
  const id = String(await page.evaluate('crypto.randomUUID()'));
  await ask(page, 'thread/command', { thread, id, command });
}

const list = (): Locator => page.getByRole('tree', { name: 'Changed files' });
const rows = (): Locator => list().getByRole('treeitem');
const row = (name: RegExp): Locator => list().getByRole('treeitem', { name });

/** A file near the top of the list, wherever that is scrolled to. */
async function open(name: RegExp): Promise<void> {
  await list().press('Home');
  await row(name).click();
  await selected(name);
}

/** What a screen reader says of the files among the rows that are drawn. */
function spoken(): Promise<readonly string[]> {
  const files = list().locator('[role=treeitem][aria-level="2"]');
  return files.evaluateAll((found) => found.map((file) => file.getAttribute('aria-label') ?? ''));
}

async function labels(): Promise<readonly string[]> {
  return (await spoken()).map((label) => label.split(',')[0] ?? '');
}

async function showsFiles(count: number): Promise<void> {
  await page.getByText(new RegExp(`\\d+ of ${counted(count)} reviewed`)).waitFor();
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}

async function selected(name: RegExp): Promise<void> {
  await eventually(() => row(name).getAttribute('aria-selected')).toBe('true');
}

async function lineShows(text: string): Promise<void> {
  // The editor draws blanks as other blanks.
  const lines = async () =>
    (await page.locator('.monaco-diff-editor .view-lines').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  await eventually(lines).toContain(text);
}

/** A fact of the page, as soon as it is one. */
const eventually = <T>(fact: () => T | Promise<T>) => expect.poll(fact, { timeout: STEP_MS });

async function heldTexts(): Promise<number> {
  return Number(await page.evaluate('countEditorModels()'));
}
