// What somebody has typed or answered is not lost by what happens meanwhile: an order on its way, another place, a disk.
import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, openPlace } from './support';
import { box, button, eventually, openDraft } from './supportEditor';
import { type AskingGoal, askingGoal, listed, makeAsk, NEEDS, rowOf } from './supportInbox';
import { NEVER_ANSWERED } from './supportModel';
import { listRow } from './supportThreads';
import { type WindowWithModel, windowWithModel } from './supportWindow';

let opened: WindowWithModel;
let blocked: AskingGoal;

beforeAll(async () => {
  opened = await windowWithModel();
  blocked = askingGoal('blocked');
});
afterAll(async () => {
  await opened?.close();
  blocked?.remove();
});

const page = () => opened.window.page;

describe('an answer to one of several needs', () => {
  it('that is taken while one is elsewhere leaves the others to be answered', async () => {
    const thread = await makeAsk(page(), opened.model, blocked);
    await openPlace(page(), 'Inbox');
    const row = rowOf(page(), blocked);
    await row.getByRole('textbox', { name: NEEDS[1].question }).fill('On the third.');
    await row.getByRole('button', { name: /^Keep answers/ }).click();
    await row.getByText('Sent in a few seconds').waitFor();
    await listed(page(), 'Needs you', blocked).click();
    await page().getByRole('main', { name: 'Live' }).waitFor();
    await eventually(async () => {
      const { state } = await ask(page(), 'thread/open', { thread });
      return Object.values(state.answers);
    }).toEqual(['On the third.']);
    await openPlace(page(), 'Inbox');
    await row.getByRole('radio', { name: 'staging' }).check();
    await row.getByRole('button', { name: /^Answer and resume/ }).waitFor();
  });
});

describe('the goal form', () => {
  it('keeps what is written while what was sent is on its way', async () => {
    const sleeps = { id: 'slow', kind: 'command', run: 'sleep 600' } as const;
    await openDraft(page(), blocked, { ...blocked.contract, outcome: 'Sent', verification: [sleeps] });
    await button(page(), 'Try now: check slow').click();
    await button(page(), 'Stop check slow').waitFor();
    await box(page(), 'Outcome').fill('Sent as it is');
    // The try is stopped first, which takes a moment.
    await button(page(), 'Save draft').click();
    await box(page(), 'Iteration policy').fill('Written meanwhile.');
    await page().getByText('Draft 2', { exact: true }).waitFor();
    await page()
      .getByText(/changes saved \d\d:\d\d:\d\d/)
      .waitFor();
    expect([await box(page(), 'Outcome').inputValue(), await box(page(), 'Iteration policy').inputValue()]).toEqual([
      'Sent as it is',
      'Written meanwhile.',
    ]);
    expect(
      await page()
        .getByText(/the contract has changed since/)
        .count(),
    ).toBe(0);
    await button(page(), 'Discard changes').click();
    await eventually(() => box(page(), 'Iteration policy').inputValue()).toBe('');
  });

  it('asks the agent for a draft with the keys that would activate the goal elsewhere', async () => {
    const { thread } = await ask(page(), 'thread/create', {
      workspace: blocked.repository.root,
      contract: { ...blocked.contract, outcome: 'To be described' },
      model: { api: 'responses', model: 'gpt-drafts', baseUrl: opened.model.baseUrl },
    });
    await listRow(page(), 'To be described').click();
    await button(page(), 'Describe…').click();
    opened.model.answers(NEVER_ANSWERED);
    await box(page(), 'The work, in plain words').fill('Say what is to be done.');
    await page().keyboard.press('Control+Enter');
    const standing = async () => {
      const { state } = await ask(page(), 'thread/open', { thread });
      return [state.goal?.status, state.turn?.kind];
    };
    await eventually(standing).toEqual(['draft', 'draft']);
    await page()
      .getByRole('status')
      .getByText(/^Asks the model, /)
      .waitFor();
    expect(await standing()).toEqual(['draft', 'draft']);
    await button(page(), 'Stop').first().click();
  });

  it('offers a removed check back while it is gone, and not once a step back has brought it', async () => {
    await listRow(page(), 'To be described').click();
    await button(page(), 'Edit check says-done').click();
    await button(page(), 'Remove check').click();
    const removed = page().getByRole('status').getByText('Removed check says-done.');
    await removed.waitFor();
    await page().keyboard.press('Control+z');
    await button(page(), 'Edit check says-done').waitFor();
    await removed.waitFor({ state: 'detached' });
  });

  it('does not open over a draft that cannot be read, which it would write over', async () => {
    const kept = join(opened.window.dataDir, 'drafts', 'new.json');
    mkdirSync(kept, { recursive: true });
    await openPlace(page(), 'New goal');
    await page().getByRole('alert').getByText('What was typed here could not be read').waitFor();
    expect(await box(page(), 'Outcome').count()).toBe(0);
    rmdirSync(kept);
    await button(page(), 'Read again').click();
    await box(page(), 'Outcome').waitFor();
  });
});
