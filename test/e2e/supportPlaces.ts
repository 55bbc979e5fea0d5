// Every place of the window, with something in it, as tests that look at all of them walk through it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { OpenWindow } from './harness';
import { openPlace, openTab } from './support';
import { DO_IT, type SmallGoal, smallGoal } from './supportGoal';
import { type AskingGoal, askingGoal, listed, makeAsk, orderThread } from './supportInbox';
import { claim, type SteppedModel, say, shell } from './supportModel';

export interface Place {
  readonly name: string;
  /** Goes there, from anywhere, and waits until it stands. */
  readonly open: (page: Page) => Promise<void>;
  /** Closes what is open over the page. */
  readonly leave?: (page: Page) => Promise<void>;
}

export interface Filled {
  readonly places: readonly Place[];
  remove(): void;
}

/** Opens over an empty store: what a stranger sees. */
export const EMPTY_PLACES: readonly Place[] = [
  { name: 'first run', open: (page) => page.getByRole('button', { name: 'Open sample' }).waitFor() },
  {
    name: 'new goal',
    open: async (page) => {
      await openPlace(page, 'New goal');
      await page.getByRole('textbox', { name: 'Outcome', exact: true }).waitFor();
    },
  },
  {
    name: 'inbox, empty',
    open: async (page) => {
      await openPlace(page, 'Inbox');
      await page.getByText('Nothing is open.').waitFor();
    },
  },
];

/** A goal that is complete, one at work, a draft, and three that ask. */
export async function fill(window: OpenWindow, model: SteppedModel): Promise<Filled> {
  const { page } = window;
  const [done, working, draft] = [smallGoal('The file is done'), smallGoal('The file goes on'), smallGoal('Improve performance')];
  const asking = [askingGoal('blocked'), askingGoal('protected'), askingGoal('acceptance'), askingGoal('permission')];
  await complete(page, model, done);
  for (const goal of asking) await makeAsk(page, model, goal);
  const answered = askingGoal('baseline');
  const thread = await makeAsk(page, model, answered);
  await orderThread(page, thread, { type: 'question.answer', question: 'baseline', answer: 'cancel' });
  await listed(page, 'Waiting', answered).waitFor();
  await work(page, model, working);
  await create(page, model, draft);
  const remove = () => {
    for (const goal of [done, working, draft, answered, ...asking]) goal.remove();
  };
  return { places: [...settingsPlaces(), ...threadPlaces(done, working, draft, asking), ...dialogs(done)], remove };
}

async function create(page: Page, model: SteppedModel, { repository, contract }: SmallGoal): Promise<string> {
  const answer = await page.evaluate((params) => goalpost.call('thread/create', params), {
    workspace: repository.root,
    contract,
    model: { api: 'responses', model: 'gpt-places', baseUrl: model.baseUrl },
  });
  return (answer as { readonly value: { readonly thread: string } }).value.thread;
}

async function complete(page: Page, model: SteppedModel, goal: SmallGoal): Promise<void> {
  model.answers(
    [say('I look at the **file** first.\n\n- one\n- two\n\n`code`'), shell('cat src/app.txt')],
    [shell(DO_IT)],
    [claim('The file says done.')],
  );
  const thread = await create(page, model, goal);
  await orderThread(page, thread, { type: 'goal.activate', acceptBaseline: true });
  await listed(page, 'Done', goal).waitFor();
}

/** A command that goes on for longer than anybody looks. */
async function work(page: Page, model: SteppedModel, goal: SmallGoal): Promise<void> {
  const rounds = 'for n in 1 2 3; do echo "round $n of 20 passes"; done; touch build/begun; sleep 1000';
  model.answers([say('I run it until it fails.'), shell(rounds)]);
  const thread = await create(page, model, goal);
  await orderThread(page, thread, { type: 'goal.activate', acceptBaseline: true });
  await listed(page, 'Working', goal).waitFor();
  while (!existsSync(join(goal.repository.root, 'build', 'begun'))) await new Promise((resolve) => setTimeout(resolve, 20));
}

function threadPlaces(done: SmallGoal, working: SmallGoal, draft: SmallGoal, asking: readonly AskingGoal[]): readonly Place[] {
  const tab = (
    name: string,
    goal: SmallGoal,
    place: 'Live' | 'Goal' | 'Diff' | 'Timeline',
    stands: (page: Page) => Promise<void>,
  ) => ({
    name,
    open: async (page: Page) => {
      await openThread(page, goal);
      await openTab(page, place);
      await page.getByRole('main', { name: place }).waitFor();
      await stands(page);
    },
  });
  const [blocked, , , permission] = asking;
  return [
    tab('live, complete', done, 'Live', (page) => page.getByRole('log').getByText('I look at the').first().waitFor()),
    tab('live, running', working, 'Live', (page) => page.getByText('round 3 of 20').first().waitFor()),
    ...(permission
      ? [tab('live, asking', permission, 'Live', (page) => page.getByRole('region', { name: /asks to write/ }).waitFor())]
      : []),
    tab('goal, complete', done, 'Goal', (page) => face(page, 'Form')),
    tab('goal, draft with findings', draft, 'Goal', async (page) => {
      await face(page, 'Form');
      await page.getByRole('button', { name: 'Activate goal' }).waitFor();
    }),
    tab('goal, as text', draft, 'Goal', (page) => face(page, 'Text')),
    tab('goal, its versions', done, 'Goal', (page) => face(page, 'Versions')),
    tab('diff', done, 'Diff', (page) => page.locator('.monaco-diff-editor .view-line').first().waitFor()),
    tab('diff, nothing changed', draft, 'Diff', () => Promise.resolve()),
    tab('timeline', done, 'Timeline', (page) => page.getByRole('region', { name: 'Ledger' }).waitFor()),
    ...(blocked
      ? [tab('timeline, blocked', blocked, 'Timeline', (page) => page.getByRole('region', { name: 'Ledger' }).waitFor())]
      : []),
    tab('timeline, running', working, 'Timeline', (page) => page.getByRole('button', { name: 'Wrap up now…' }).waitFor()),
    {
      name: 'wrap up',
      open: async (page) => {
        await openThread(page, working);
        await openTab(page, 'Timeline');
        await page.getByRole('button', { name: 'Wrap up now…' }).click();
        await page.getByRole('dialog').waitFor();
      },
      leave: closeDialog,
    },
    {
      name: 'inbox',
      open: async (page) => {
        await openPlace(page, 'Inbox');
        await page
          .getByRole('article')
          .nth(asking.length - 1)
          .waitFor();
      },
    },
    {
      name: 'inbox, answered',
      open: async (page) => {
        await openPlace(page, 'Inbox');
        await page.getByRole('tab', { name: /^Answered/ }).click();
        await page.getByRole('feed', { name: 'Answers' }).getByRole('article').first().waitFor();
      },
      leave: (page) => page.getByRole('tab', { name: /^Open/ }).click(),
    },
  ];
}

const face = (page: Page, name: 'Form' | 'Text' | 'Versions') =>
  page.getByRole('radiogroup', { name: 'Show the contract as' }).getByRole('radio', { name }).check();

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** By its row in the list, in whatever group that stands. */
async function openThread(page: Page, { contract }: SmallGoal): Promise<void> {
  const back = page.getByRole('button', { name: /^Back/ });
  if (await back.isVisible()) await back.click();
  await page.getByRole('navigation', { name: 'Threads' }).getByRole('button', { name: contract.outcome }).click();
}

function settingsPlaces(): readonly Place[] {
  return [
    {
      name: 'settings',
      open: async (page) => {
        if (!(await page.getByRole('main', { name: 'Settings' }).isVisible())) await openPlace(page, 'Settings');
        await page.getByRole('button', { name: 'Save model' }).waitFor();
      },
      leave: (page) => page.getByRole('button', { name: /^Back/ }).click(),
    },
  ];
}

function dialogs(done: SmallGoal): readonly Place[] {
  const over = (name: string, press: (page: Page) => Promise<void>): Place => ({
    name,
    open: async (page) => {
      await openThread(page, done);
      await press(page);
    },
    leave: closeDialog,
  });
  const more = async (page: Page, item: string) => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.getByRole('dialog').waitFor();
  };
  return [
    {
      name: 'menu of the title row',
      open: async (page) => {
        await openThread(page, done);
        await page.getByRole('button', { name: 'More actions' }).click();
        await page.getByRole('menu').waitFor();
      },
      leave: async (page) => {
        await page.keyboard.press('Escape');
        await page.getByRole('menu').waitFor({ state: 'detached' });
      },
    },
    over('palette', async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Find an action' }).waitFor();
    }),
    over('all keys', async (page) => {
      await page.getByRole('main').focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'All keys' }).waitFor();
    }),
    over('clear goal', (page) => more(page, 'Clear goal…')),
    over('bring result back', (page) => more(page, 'Bring result back…')),
    over('reopen goal', async (page) => {
      await page.getByRole('button', { name: 'Reopen…' }).click();
      await page.getByRole('dialog').waitFor();
    }),
  ];
}
