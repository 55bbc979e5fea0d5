import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenWindow } from './harness';
import { ask, openPlace, wordsOf } from './support';
import { axeFindings } from './supportAxe';
import { eventually } from './supportEditor';
import { DO_IT } from './supportGoal';
import { type AskingGoal, askingGoal, focused, KINDS, type Kind, listed, makeAsk, NEEDS, rowOf } from './supportInbox';
import { claim, lastInput, type SteppedModel, shell } from './supportModel';
import { type WindowWithModel, windowWithModel } from './supportWindow';

const DONE_WORK = [[shell(DO_IT)], [claim('The file says done.')]] as const;

let opened: WindowWithModel;
let window: OpenWindow;
let model: SteppedModel;
let goals: ReadonlyMap<Kind, AskingGoal>;

beforeAll(async () => {
  goals = new Map(KINDS.map((kind) => [kind, askingGoal(kind)]));
  opened = await windowWithModel();
  ({ window, model } = opened);
  for (const kind of KINDS) await makeAsk(window.page, model, goalOf(kind));
});
afterAll(async () => {
  await opened?.close();
  for (const goal of goals?.values() ?? []) goal.remove();
});

function goalOf(kind: Kind): AskingGoal {
  const goal = goals.get(kind);
  if (!goal) throw new Error(`There is no goal that asks by ${kind}.`);
  return goal;
}

const press = (...keys: readonly string[]) => pressAll(window.page, keys);
const type = (text: string) => window.page.keyboard.type(text);

async function pressAll(page: OpenWindow['page'], keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** The row has the focus. */
async function isOn(kind: Kind): Promise<void> {
  await eventually(() => focused(window.page)).toMatch(new RegExp(`^${goalOf(kind).contract.outcome}`));
}

async function isDone(kind: Kind): Promise<void> {
  await rowOf(window.page, goalOf(kind)).waitFor({ state: 'detached' });
  await listed(window.page, 'Done', goalOf(kind)).waitFor();
}

async function nextRequest(press: () => Promise<void>): Promise<string> {
  const next = model.requests.length + 1;
  await press();
  return lastInput(await model.asked(next));
}

describe('the inbox, by keys alone', () => {
  it('is reached by keys, and has what holds most up first, the newest of the same first', async () => {
    const { page } = window;
    await page.getByRole('button', { name: /^Inbox/ }).focus();
    await press('Enter');
    await rowOf(page, goalOf('permission')).waitFor();
    await press('F6');
    await isOn('permission');
    const names = await page.getByRole('article').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
    const order: readonly Kind[] = ['permission', 'blocked', 'budget', 'protected', 'human', 'acceptance', 'baseline', 'usage'];
    expect(names.map((name) => name.split(':')[0])).toEqual(order.map((kind) => goalOf(kind).contract.outcome));
  });

  it('counts what the thread list counts, and tells what waits for a provider apart', async () => {
    const { page } = window;
    await page.getByRole('button', { name: /^Inbox\s*7$/ }).waitFor();
    expect(await page.getByRole('list', { name: 'Needs you' }).getByRole('button').count()).toBe(7);
    await page.getByText('Open 7 and 1 waiting for a provider').waitFor();
  });

  it('opens the thread with o, and comes back to the row', async () => {
    await press('o');
    await window.page.getByRole('main', { name: 'Live' }).waitFor();
    await openPlace(window.page, 'Inbox');
    await rowOf(window.page, goalOf('permission')).waitFor();
    await press('F6');
    await isOn('permission');
  });

  it('takes a yes, moves on, and takes it back with z before anything was sent', async () => {
    const before = model.requests.length;
    await press('y');
    await isOn('blocked');
    await rowOf(window.page, goalOf('permission')).getByText('Allow once').waitFor();
    await press('z');
    await isOn('permission');
    await rowOf(window.page, goalOf('permission'))
      .getByRole('button', { name: /^Allow once/ })
      .waitFor();
    expect(model.requests).toHaveLength(before);
  });

  it('permission: y allows once, and the goal goes on', async () => {
    model.answers(...DONE_WORK);
    expect(await nextRequest(() => press('y'))).toMatch(/^exit 0 after/);
    await isOn('blocked');
    await isDone('permission');
    await window.page.getByText(`${goalOf('permission').contract.outcome}: answered: Allow once.`).waitFor();
  });

  it('blocked: Enter goes to the first field, arrows choose, Escape comes back, y answers', async () => {
    const row = rowOf(window.page, goalOf('blocked'));
    expect(await wordsOf(row)).toContain('e1 rules exit 0, e2 says-done exit 1');
    await press('Enter', 'ArrowDown');
    await eventually(() => row.getByRole('radio', { name: 'staging' }).isChecked()).toBe(true);
    await press('Tab');
    await type('the 3rd');
    await press('Escape');
    await isOn('blocked');
    model.answers(...DONE_WORK);
    const told = await nextRequest(() => press('y'));
    expect(told).toContain(`${NEEDS[0].question}\nAnswer (account): staging`);
    expect(told).toContain(`${NEEDS[1].question}\nAnswer (start): the 3rd`);
    await isDone('blocked');
  });

  it('budget: e edits by how much, the hint tells what it buys, y extends and resumes', async () => {
    await isOn('budget');
    await press('e');
    await press('Control+A');
    await type('4');
    await rowOf(window.page, goalOf('budget')).getByText('New limit 5 turns.').waitFor();
    await press('Escape');
    model.answers(...DONE_WORK);
    await nextRequest(() => press('y'));
    await isDone('budget');
  });

  it('protected: e sends the change back with a note, half written over a look at the thread', async () => {
    await isOn('protected');
    await press('e');
    await type('Leave the rules');
    await press('Escape', 'o');
    await window.page.getByRole('main', { name: 'Live' }).waitFor();
    await openPlace(window.page, 'Inbox');
    await press('F6');
    await isOn('protected');
    await press('Enter', 'End');
    await type(' alone');
    model.answers([shell('git show HEAD:test/rules.sh > test/rules.sh')], [claim('The rules are as they were.')]);
    expect(await nextRequest(() => press('Control+Enter'))).toContain('sends it back: Leave the rules alone\n');
    await isDone('protected');
  });

  it('look: e writes the note, the next field is the name, y says that it passes', async () => {
    await isOn('human');
    const row = rowOf(window.page, goalOf('human'));
    expect(await wordsOf(row.getByRole('table', { name: 'Evidence' }))).toMatch(/says-done exit 0 exit 0 Passes fresh at/);
    await press('e');
    await type('Reads well in print');
    await press('Tab');
    await type('Ada');
    await press('Escape', 'y');
    await isDone('human');
  });

  it('acceptance: n asks what is missing, Escape on an empty note leaves it, y accepts', async () => {
    await isOn('acceptance');
    await press('n');
    await eventually(() => focused(window.page)).toBe('What is missing');
    await press('Escape');
    await isOn('acceptance');
    await press('y');
    await isDone('acceptance');
  });

  it('baseline: e leads to the contract, y activates all the same', async () => {
    await isOn('baseline');
    await press('e');
    await window.page.getByRole('main', { name: 'Goal' }).waitFor();
    await openPlace(window.page, 'Inbox');
    await press('F6');
    await isOn('baseline');
    model.answers([claim('It holds already.')]);
    await nextRequest(() => press('y'));
    await isDone('baseline');
  });

  it('usage: y resumes, the list is empty after it, and the focus is not lost', async () => {
    await isOn('usage');
    model.answers(...DONE_WORK);
    await nextRequest(() => press('y'));
    await isDone('usage');
    await window.page.getByRole('region', { name: 'Open questions' }).getByText('Nothing is open.').waitFor();
    expect(await focused(window.page)).toBe('Open questions');
    const rows = await ask(window.page, 'threads/list', {});
    expect(rows.map(({ group }) => group)).toEqual(KINDS.map(() => 'done'));
    expect(await window.troubles()).toEqual([]);
  });
});

describe('what was answered', () => {
  const answered = () => window.page.getByRole('region', { name: 'Answered questions' });
  const rows = () => answered().getByRole('article');
  const answer = (kind: Kind) => answered().getByRole('article', { name: `${goalOf(kind).contract.outcome}:` });

  it('is a tab beside the open ones, newest first, each with what was asked, the answer, by whom and when', async () => {
    await window.page.getByRole('tab', { name: 'Open 0' }).focus();
    await press('ArrowRight');
    await rows().first().waitFor();
    await window.page.getByRole('tab', { name: 'Answered 9', selected: true }).waitFor();
    const names = await rows().evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
    expect(names.map((name) => name.split(':')[0])).toEqual(
      (['usage', 'baseline', 'acceptance', 'human', 'protected', 'budget', 'blocked', 'blocked', 'permission'] as const).map(
        (kind) => goalOf(kind).contract.outcome,
      ),
    );
    const words = async (kind: Kind) => wordsOf(answer(kind).last());
    expect(await words('permission')).toMatch(
      /asks to write .*top\.txt\. Allow it\? asked \d\d:\d\d Allowed once by you, \d\d:\d\d$/,
    );
    expect(await words('blocked')).toMatch(/Which account is it to run on\?.*Answered “staging” by you/);
    expect(await words('budget')).toMatch(
      /The budget is used up: 1 turn of 1 turn\..*Extended and resumed New limit \d+ turns\./,
    );
    expect(await words('protected')).toMatch(/Sent back “Leave the rules alone” by you/);
    expect(await words('human')).toMatch(/Passes “Reads well in print” by Ada, /);
    expect(await words('acceptance')).toMatch(/Accepted by you/);
    expect(await words('usage')).toMatch(/The usage limit has been reached.*Resumed by you/);
    expect(await axeFindings(window.page)).toEqual([]);
  });

  it('is walked through by keys, opens its thread at that place, and is found again as it was left', async () => {
    await rows().first().focus();
    await press('j', 'j', 'j', 'j');
    await eventually(() => focused(window.page)).toMatch(new RegExp(`^${goalOf('protected').contract.outcome}`));
    await press('Enter');
    const place = window.page.getByRole('log').locator('[data-marked]');
    await eventually(() => wordsOf(place)).toMatch(/Leave the rules alone/);
    await openPlace(window.page, 'Inbox');
    await answer('protected').waitFor();
    expect(await answer('protected').getAttribute('aria-current')).toBe('true');
    expect(await window.troubles()).toEqual([]);
  });
});
