import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, openTab, STEP_MS, title, useModel, wordsOf } from './support';
import { DO_IT, type SmallGoal, smallGoal } from './supportGoal';
import { claim, NEVER_ANSWERED, say, shell } from './supportModel';
import { type WindowWithModel, windowWithModel } from './supportWindow';

let opened: WindowWithModel;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal();
  opened = await windowWithModel();
});
afterAll(async () => {
  await opened?.close();
  goal?.remove();
});

const page = () => opened.window.page;
const axis = () => page().getByRole('application', { name: /^Turns, tools/ });
const sentence = () => axis().getByRole('status');
const spend = () => page().getByRole('region', { name: 'Spend' });
const limitRow = (name: string) =>
  spend()
    .getByRole('table', { name: 'Limits' })
    .getByRole('row', { name: new RegExp(`^${name}`) });
const says = (locator: Locator, words: RegExp) => expect.poll(() => wordsOf(locator), { timeout: STEP_MS }).toMatch(words);

/** Presses a key on the axis until the mark says that. */
async function walk(key: string, words: RegExp): Promise<void> {
  await axis().focus();
  for (let step = 0; step < 20; step++) {
    if (words.test(await wordsOf(sentence()))) return;
    await page().keyboard.press(key);
  }
  await says(sentence(), words);
}

describe('the timeline of a goal at its limit', () => {
  it('says that a limit is used up, and that two turns are not enough to foretell another', async () => {
    const { model } = opened;
    await useModel(page(), model.baseUrl);
    const contract = { ...goal.contract, budget: { tokens: 200_000, turns: 2 } };
    await ask(page(), 'thread/create', { workspace: goal.repository.root, contract });
    await page().getByRole('list', { name: 'Waiting' }).getByRole('button').click();
    model.answers(
      [shell('sleep 1; echo half > src/app.txt')],
      [say('Half of it.')],
      [shell('sleep 1; echo looked')],
      [claim('It says half.')],
      [say('Not yet.')],
      [say('Half is done; one word is left.')],
    );
    await page().getByRole('button', { name: 'Activate goal' }).click();
    await title(page()).getByText('Limited', { exact: true }).waitFor();
    await openTab(page(), 'Timeline');
    await limitRow('Turns').waitFor();
    await says(limitRow('Turns'), /2 of 2 0 used up$/);
    await says(limitRow('Tokens'), /not enough turns yet: 2 of 3$/);
  });

  it('extends and resumes in place, and says what that buys', async () => {
    const { model } = opened;
    model.answers([shell('echo more')], [say('More of it.')], NEVER_ANSWERED);
    await spend().getByRole('button', { name: 'Extend and resume…' }).click();
    await spend().getByRole('textbox', { name: 'Turns' }).fill('6');
    await says(spend(), /Turns \+4: buys 4 turns\./);
    await spend().getByRole('button', { name: 'Extend and resume', exact: true }).click();
    await title(page()).getByText('Active', { exact: true }).waitFor();
    await model.asked(9);
  });

  it('foretells the limit from the last three turns, as a range or an hour', async () => {
    await says(limitRow('Tokens'), /in [\d,]+ (turns?|to [\d,]+ turns)( or more)?, .*\d\d:\d\d/);
    await says(limitRow('Turns'), /in [23] turns, /);
  });

  it('shows what was spent by kind, the wrap-up apart', async () => {
    const kinds = spend().getByRole('table', { name: 'Spend by kind' }).getByRole('rowheader');
    expect(await kinds.allInnerTexts()).toEqual(expect.arrayContaining(['Work', 'Wrap-ups']));
  });
});

describe('the marks of the timeline', () => {
  it('stand still with a goal that is paused from here', async () => {
    await page().getByRole('main', { name: 'Timeline' }).getByRole('button', { name: 'Pause', exact: true }).click();
    await title(page()).getByText('Paused', { exact: true }).waitFor();
  });

  it('are walked through by keys, each read out, and a command leads to its stored output and back', async () => {
    await axis().focus();
    await page().keyboard.press('ArrowRight');
    await says(sentence(), /^Turn 1, /);
    await page().keyboard.press('ArrowDown');
    await walk('Home', /^shell sleep 1; echo half/);
    await page().keyboard.press('Enter');
    const command = page()
      .getByRole('list', { name: 'Commands' })
      .getByRole('button', { name: /echo half/ });
    await command.waitFor();
    await expect.poll(() => command.getAttribute('aria-expanded'), { timeout: STEP_MS }).toBe('true');
    await page().keyboard.press('Alt+ArrowLeft');
    await axis().waitFor();
    await says(sentence(), /^shell sleep 1; echo half/);
    await expect.poll(() => axis().evaluate((element) => element.matches(':focus')), { timeout: STEP_MS }).toBe(true);
  });

  it('lead from a turn to the conversation there, and to what it changed', async () => {
    await axis().focus();
    await page().keyboard.press('ArrowUp');
    await walk('Home', /^Turn 1, /);
    await page().keyboard.press('Enter');
    await page().getByRole('log').getByText('Half of it.').first().waitFor();
    await page().getByRole('button', { name: 'Back to timeline' }).click();
    await axis().getByRole('button', { name: 'Diff' }).click();
    await page()
      .getByRole('tree', { name: 'Changed files' })
      .getByRole('treeitem', { name: /app\.txt/ })
      .waitFor();
    await page().getByRole('button', { name: 'Back to timeline' }).click();
    await axis().waitFor();
  });

  it('lead from a check to its output, and from a decision of the gate to its evidence in the ledger', async () => {
    await axis().focus();
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('ArrowDown');
    await walk('End', /^says-done .*asked by the gate/);
    await page().keyboard.press('Enter');
    const check = page()
      .getByRole('list', { name: 'Commands' })
      .getByRole('button', { name: /grep -qx done/, expanded: true });
    await check.first().waitFor();
    await page().keyboard.press('Alt+ArrowLeft');
    await axis().waitFor();
    await axis().focus();
    await page().keyboard.press('ArrowDown');
    await walk('End', /^Gate refused: says-done/);
    await page().keyboard.press('Enter');
    const row = page().getByRole('button', { name: 'Iteration 2, close' });
    await row.waitFor();
    await expect.poll(() => row.evaluate((element) => element.matches(':focus')), { timeout: STEP_MS }).toBe(true);
  });

  it('lead by a click as well', async () => {
    await axis().locator('[data-step^="still"]').last().click();
    await page().getByRole('log').waitFor();
    await openTab(page(), 'Timeline');
    await axis().waitFor();
    const turn = axis().locator('[data-step^="turns"]').first();
    const onItsWords = {};
    const onTheBarBesideThem = { position: { x: 3, y: 9 } };
    for (const place of [onItsWords, onTheBarBesideThem]) {
      await turn.click(place);
      await page().getByRole('log').getByText('Half of it.').first().waitFor();
      await openTab(page(), 'Timeline');
      await axis().waitFor();
    }
  });
});

describe('the window on the time axis', () => {
  const head = () =>
    page()
      .getByRole('main', { name: 'Timeline' })
      .getByText(/ of \d\d:\d\d:\d\d to \d\d:/);

  it('is zoomed and moved by keys, and is the whole again', async () => {
    await axis().focus();
    await page().keyboard.press('+');
    await head().waitFor();
    const before = await wordsOf(head());
    // A step may be less than the second that the words tell.
    const moved = async () => {
      await page().keyboard.press('Shift+ArrowRight');
      return wordsOf(head());
    };
    await expect.poll(moved, { timeout: STEP_MS }).not.toBe(before);
    await page().keyboard.press('0');
    await head().waitFor({ state: 'detached' });
  });

  it('is zoomed by the wheel at the pointer, and the cursor reads what stood there', async () => {
    const box = await axis().boundingBox();
    if (!box) throw new Error('the axis is not drawn');
    await page().mouse.move(box.x + box.width / 2, box.y + 40);
    await page()
      .getByRole('main', { name: 'Timeline' })
      .getByText(/tokens · .*active/)
      .waitFor();
    await page().keyboard.down('Control');
    await page().mouse.wheel(0, -300);
    await page().keyboard.up('Control');
    await page().mouse.move(0, 0);
    await head().waitFor();
    await page().getByRole('button', { name: 'Whole' }).click();
    await head().waitFor({ state: 'detached' });
  });
});

describe('active time on the axis', () => {
  const choice = () => page().getByRole('radiogroup', { name: 'Time on the axis' });
  const active = () => choice().getByRole('radio', { name: /^Active time/ });
  const lanes = () => axis().getByRole('img', { name: /; the gate refused/ });
  const spanOf = async (locator: Locator) => {
    const box = await locator.boundingBox();
    if (!box) throw new Error('it is not drawn');
    return box;
  };

  it('takes the pause out for lanes and plots alike, and says so', async () => {
    const pause = axis().locator('[data-step^="still"]').last();
    expect((await spanOf(pause)).width).toBeGreaterThan(20);
    const turn = axis().locator('[data-step^="turns"]').first();
    const { width } = await spanOf(turn);
    await choice().getByRole('radio', { name: 'Clock time' }).focus();
    await page().keyboard.press('ArrowRight');
    await expect.poll(() => active().isChecked(), { timeout: STEP_MS }).toBe(true);
    await expect.poll(async () => (await spanOf(pause)).width, { timeout: STEP_MS }).toBeLessThan(20);
    expect((await spanOf(turn)).width).toBeGreaterThan(width);
    expect(await lanes().getAttribute('aria-label')).toMatch(/Pauses and waits are taken out of the axis\.$/);
    expect(await lanes().innerHTML()).toMatch(/>Active<.*>0:00</);
  });

  it('is walked through, zoomed and read as the clock is: what stood still is at its place', async () => {
    await axis().focus();
    await page().keyboard.press('Escape');
    await page().keyboard.press('End');
    await walk('k', /^(Paused|Limited) .*0 model calls\.$/);
    await page().keyboard.press('+');
    const seen = page()
      .getByRole('main', { name: 'Timeline' })
      .getByText(/ of \d\d:\d\d:\d\d to \d\d:/);
    await seen.waitFor();
    const box = await spanOf(axis());
    await page().mouse.move(box.x + box.width / 2, box.y + 40);
    await page()
      .getByRole('main', { name: 'Timeline' })
      .getByText(/tokens · .*active/)
      .waitFor();
    await page().mouse.move(0, 0);
    await axis().focus();
    await page().keyboard.press('0');
    await seen.waitFor({ state: 'detached' });
  });

  it('stays chosen when the window is loaded again, for every thread', async () => {
    await page().reload();
    await openTab(page(), 'Timeline');
    await axis().waitFor();
    expect(await active().isChecked()).toBe(true);
    await choice().getByText('Clock time').click();
    await expect.poll(() => lanes().getAttribute('aria-label'), { timeout: STEP_MS }).not.toMatch(/taken out/);
  });
});

describe('the ledger', () => {
  it('is ordered by its figures, and is walked through by keys', async () => {
    const ledger = page().getByRole('region', { name: 'Ledger' });
    const tokens = ledger.getByRole('columnheader', { name: 'Tokens' });
    await tokens.getByRole('button').click();
    expect(await tokens.getAttribute('aria-sort')).toBe('descending');
    await ledger.getByRole('columnheader', { name: 'Iteration' }).getByRole('button').click();
    await ledger.getByRole('button', { name: /^Iteration 1/ }).focus();
    await page().keyboard.press('j');
    await expect.poll(() => page().locator(':focus').getAttribute('aria-label'), { timeout: STEP_MS }).toMatch(/^Iteration 2/);
  });
});

describe('a revision of the contract', () => {
  const WHY = 'Two words at once hid which of them was wrong.';

  it('says why it was made, among its versions and among the reasons', async () => {
    await openTab(page(), 'Goal');
    await page().getByRole('textbox', { name: 'Iteration policy', exact: true }).fill('One word at a time.');
    await page()
      .getByRole('textbox', { name: /^Why this change/ })
      .fill(WHY);
    // What is half said outlives a look elsewhere.
    await openTab(page(), 'Live');
    await openTab(page(), 'Goal');
    await page()
      .getByRole('button', { name: /^Save as revision/ })
      .click();
    await page()
      .getByRole('button', { name: /^Save as revision/ })
      .waitFor({ state: 'detached' });
    await page().getByRole('radio', { name: 'Versions', exact: true }).check();
    const newest = page().getByRole('listbox', { name: 'Versions' }).getByRole('option').first();
    await says(newest, /^\d\d:\d\d Revision \d by you “Two words at once hid which of them was wrong\.” Iteration policy$/);
    await page().getByRole('radio', { name: 'Form', exact: true }).check();
    await openTab(page(), 'Live');
    await page().getByRole('log').getByText(`“${WHY}”`).first().waitFor();
    await openTab(page(), 'Timeline');
    await page()
      .getByRole('row', {
        name: /Contract revision \d: Two words at once hid which of them was wrong\.; older evidence is stale/,
      })
      .waitFor();
  });
});

describe('stopping from here', () => {
  it('wraps up on a word: one turn without tools, then a pause, and says so', async () => {
    const { model } = opened;
    const main = page().getByRole('main', { name: 'Timeline' });
    model.answers(NEVER_ANSWERED, [say('Two words of three are there.')]);
    await main.getByRole('button', { name: 'Resume' }).click();
    await model.asked(10);
    await main.getByRole('button', { name: 'Wrap up now…' }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Wrap up', exact: true }).click();
    await title(page()).getByText('Paused', { exact: true }).waitFor();
    await main.getByRole('row', { name: /You asked it to wrap up/ }).waitFor();
    expect(model.requests).toHaveLength(11);
    await openTab(page(), 'Live');
    await page().getByRole('log').getByText('Two words of three are there.').first().waitFor();
    await says(page().getByRole('main'), /wrapped up as you asked\. 0 model calls/);
  });

  it('goes on from here, to the end', async () => {
    const { model } = opened;
    model.answers([shell(DO_IT)], [claim('It says done.')]);
    await openTab(page(), 'Timeline');
    await page().getByRole('main', { name: 'Timeline' }).getByRole('button', { name: 'Resume' }).click();
    await title(page()).getByText('Complete', { exact: true }).waitFor();
    expect(await opened.window.troubles()).toEqual([]);
  });
});
