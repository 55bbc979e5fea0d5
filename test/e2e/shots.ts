// Pictures of every place of the real window, light and dark, in the two sizes that the look is made for: with nothing in it, and
// with a sample that is complete, a goal at work and two that wait for an answer. What it shows has happened: nothing is painted in.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Params } from '../../shared/ipc/methods';
import { takeEditor } from './editorShots';
import { takeEvidence } from './evidenceShots';
import { takeFinding } from './findShots';
import { openWindow } from './harness';
import { takeInbox } from './inboxShots';
import { dress, type Studio, shoot, variants } from './studio';
import { ask, openPlace, openTab, STEP_MS, title } from './support';
import { DO_IT, RULES, type SmallGoal, smallGoal } from './supportGoal';
import { claim, type SteppedModel, say, shell, steppedModel } from './supportModel';

// The sample's own commands and benchmarks take about twenty seconds on an idle machine.
const SAMPLE_MS = 120_000;

/** Takes all pictures into a folder that is there, each named by its place, theme and size. */
export async function takeShots(folder: string): Promise<void> {
  const model = await steppedModel();
  const goals = OUTCOMES.map(smallGoal);
  const window = await openWindow();
  window.page.setDefaultTimeout(STEP_MS);
  try {
    await takeEmpty({ folder, window });
    await takeSample({ folder, window });
    await takeFull({ folder, window }, model, goals);
    await takeEvidence({ folder, window });
    await takeEditor({ folder, window }, model);
  } finally {
    await window.close();
    await model.close();
    for (const goal of goals) goal.remove();
  }
  await takeInbox(folder);
  await takeFinding(folder);
}

async function takeEmpty(studio: Studio): Promise<void> {
  const { page } = studio.window;
  await page.getByRole('button', { name: 'Open sample' }).waitFor();
  await shoot(studio, 'first-run');
  await openPlace(page, 'New goal');
  await page.getByRole('textbox', { name: 'Outcome', exact: true }).waitFor();
  await shoot(studio, 'new-goal-empty');
  await openPlace(page, 'Inbox');
  await page.getByText('Nothing is open.').waitFor();
  await shoot(studio, 'inbox-empty');
  await ask(page, 'sample/create', {});
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button').click();
  for (const tab of ['Live', 'Diff', 'Timeline'] as const) {
    await openTab(page, tab);
    await page.getByRole('main', { name: tab }).waitFor();
    await shoot(studio, `${tab.toLowerCase()}-empty`);
  }
}

/** The sample from its form to its end; while it works it is pictured once, for it does not wait. */
async function takeSample(studio: Studio): Promise<void> {
  const { page } = studio.window;
  await openTab(page, 'Goal');
  await page.getByRole('button', { name: 'Activate goal' }).waitFor();
  await shoot(studio, 'goal-draft');
  await page.getByRole('button', { name: 'Activate goal' }).click();
  await openTab(page, 'Live');
  const [first] = variants();
  if (first) await dress(studio, first);
  await page.getByRole('log').getByText('First I see the failure myself.').first().waitFor({ timeout: SAMPLE_MS });
  await page
    .locator('[aria-label^="Terminal of"][aria-label*="out of stock"], [aria-label^="Output of"][aria-label*="out of stock"]')
    .filter({ hasText: /\w/ })
    .waitFor();
  await page.screenshot({ path: join(studio.folder, 'live-sample.png') });
  await title(page).getByText('Complete', { exact: true }).waitFor({ timeout: SAMPLE_MS });
}

async function takeFull(studio: Studio, model: SteppedModel, goals: readonly SmallGoal[]): Promise<void> {
  const { page } = studio.window;
  const [changed, blocked, working] = goals;
  if (!changed || !blocked || !working) throw new Error('Three goals are wanted.');
  await changeProtected(page, model, changed);
  await block(page, model, blocked);
  await work(page, model, working);
  await takeThread(studio, 'live-done');
  await openPlace(page, 'Inbox');
  await page.getByRole('article').nth(1).waitFor();
  await shoot(studio, 'inbox');
  await page.getByRole('list', { name: 'Working' }).getByRole('button').click();
  await page.getByRole('region', { name: 'Terminal' }).getByText('running').first().waitFor();
  await page.getByText('round 3 of 20').first().waitFor();
  await queueMessages(page);
  await shoot(studio, 'live-running');
  await plan(page, model, working);
  await shoot(studio, 'live-plan');
  await openPlace(page, 'Settings');
  await shoot(studio, 'settings');
}

/** The places of the sample's thread, which is complete. */
async function takeThread(studio: Studio, live: string): Promise<void> {
  const { page } = studio.window;
  await page.getByRole('list', { name: 'Done' }).getByRole('button', { name: /p95/ }).click();
  await shoot(studio, live);
  await openTab(page, 'Goal');
  await page.getByRole('textbox', { name: 'Outcome', exact: true }).waitFor();
  await shoot(studio, 'goal');
  await openTab(page, 'Diff');
  await page.locator('.monaco-diff-editor .view-line').first().waitFor();
  await shoot(studio, 'diff');
  await page.getByRole('radio', { name: /^Turn 1/ }).check();
  await page.getByRole('button', { name: /^Comment/ }).click();
  await page.getByRole('textbox', { name: /^Comment on line/ }).fill('Say why all of them are awaited.');
  await shoot(studio, 'diff-turn');
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('radio', { name: 'Since start' }).check();
  await openTab(page, 'Timeline');
  await page.getByRole('region', { name: 'Ledger' }).waitFor();
  await shoot(studio, 'timeline');
}

const OUTCOMES = [
  'The rules hold for src/app.txt with the strict parser',
  'Billing runs on the 2025-09 API',
  'The search-index test passes 20 of 20 times',
] as const;

async function begin(page: Page, model: SteppedModel, { repository, contract }: SmallGoal): Promise<string> {
  const order: Params<'thread/create'> = {
    workspace: repository.root,
    contract,
    model: { api: 'responses', model: 'gpt-shots', baseUrl: model.baseUrl },
  };
  const { thread } = await ask(page, 'thread/create', order);
  const id = await page.evaluate('crypto.randomUUID()');
  await ask(page, 'thread/command', { thread, id: String(id), command: { type: 'goal.activate', acceptBaseline: false } });
  return thread;
}

const needsYou = (page: Page, { contract }: SmallGoal) =>
  page.getByRole('list', { name: 'Needs you' }).getByRole('button', { name: contract.outcome }).waitFor();

async function changeProtected(page: Page, model: SteppedModel, goal: SmallGoal): Promise<void> {
  const loosen = `printf '%s\\n' '# Only whole lines count.' '! grep -qx TODO src/app.txt' > ${RULES}`;
  model.answers(
    [say('The rule also matches words inside a line. I write the file first.'), shell(DO_IT)],
    [say('Now the rule: it should look at whole lines only.'), shell(loosen)],
    [claim('The file says done, and the rule looks at whole lines.')],
  );
  await begin(page, model, goal);
  await needsYou(page, goal);
}

async function block(page: Page, model: SteppedModel, goal: SmallGoal): Promise<void> {
  const dossier = {
    attempts: ['The recorded answers end with version 2024-06.', 'The test account’s key is refused for the new version.'],
    evidence: ['e1', 'e2'],
    blocker: 'The new API version needs a key that this machine has not.',
    needs: [
      { id: 'account', kind: 'choice', question: 'Which account is it to run on?', options: ['sandbox', 'staging'] },
      { id: 'start', kind: 'text', question: 'On which day does the billing month begin?' },
    ],
  };
  const call = { type: 'tool_call', name: 'update_goal', arguments: { status: 'blocked', summary: 'No key.', dossier } } as const;
  model.answers([say('I look for the recorded answers.'), shell('ls; cat src/app.txt')], [call]);
  await begin(page, model, goal);
  await needsYou(page, goal);
}

/** A goal whose command goes on for longer than the pictures take. */
async function work(page: Page, model: SteppedModel, goal: SmallGoal): Promise<void> {
  const rounds = 'for n in 1 2 3; do echo "round $n of 20  index 412 documents  passes"; done; touch build/begun; sleep 1000';
  model.answers(
    [say('First the file as it stands.'), shell('cat src/app.txt test/rules.sh')],
    [say('The test failed in **2 of 20** rounds yesterday. I run it until it fails.'), shell(rounds)],
  );
  await begin(page, model, goal);
  await page.getByRole('list', { name: 'Working' }).getByRole('button', { name: goal.contract.outcome }).waitFor();
  await until(() => existsSync(join(goal.repository.root, 'build', 'begun')));
}

async function queueMessages(page: Page): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Message the agent' });
  for (const text of [
    'Keep the log of every round that fails.',
    'If 20 of 20 pass, run them once more under load before you claim.',
  ]) {
    await field.fill(text);
    await field.press('Enter');
    await page.getByRole('list', { name: 'Queued messages' }).getByText(text).waitFor();
  }
}

/** A thread that has only planned, with its plan and what can become of it. */
async function plan(page: Page, model: SteppedModel, { repository, contract }: SmallGoal): Promise<void> {
  const words = [
    'The index is written by two callers without a lock; the test reads between the two.',
    '',
    '1. Reproduce it: run the test 20 times under load.',
    '2. Serialise the writers in `src/app.txt`.',
    '3. Prove it: 20 of 20, three times in a row.',
    '',
    `\`\`\`contract\n---\n${JSON.stringify(contract)}\n---\nA flaky test hides real faults.\n\`\`\``,
  ];
  model.answers([say(words.join('\n'))]);
  const ref = { api: 'responses', model: 'gpt-shots', baseUrl: model.baseUrl } as const;
  const { thread } = await ask(page, 'thread/plan', { workspace: repository.root, model: ref });
  const command = { type: 'input.queue', text: 'How would you hunt the flaky search-index test?' } as const;
  await ask(page, 'thread/command', { thread, id: String(await page.evaluate('crypto.randomUUID()')), command });
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: /Plan/ }).click();
  await page.getByRole('button', { name: 'Turn this plan into a goal' }).waitFor();
}

/** How often a fact that nothing announces is looked at. */
const LOOK_EVERY_MS = 20;

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
