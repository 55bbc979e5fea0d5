// A morning's work: the sample, which is complete; a goal at work with messages that wait for it; a plan; and three goals that ask.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../support';
import { DO_IT, RULES, type SmallGoal, smallGoal } from '../supportGoal';
import { askingGoal, listed, makeAsk } from '../supportInbox';
import { claim, say, shell } from '../supportModel';
import { begin, openStage, order, type Stage, until } from './stage';
import { after, more, place, thread } from './ways';

// The sample's own commands and benchmarks take about twenty seconds on an idle machine.
const SAMPLE_MS = 150_000;

const FLAKY = 'The search-index test passes 20 of 20 times';
const STRICT = 'The rules hold for src/app.txt with the strict parser';

export const work = () =>
  openStage(async (stage) => {
    const { page } = stage.window;
    await allowAndPrice(stage);
    const { thread: sample } = await ask(page, 'sample/create', {});
    await order(stage, sample, { type: 'goal.activate', acceptBaseline: true });
    await page.getByRole('list', { name: 'Done' }).getByRole('button', { name: /p95/ }).waitFor({ timeout: SAMPLE_MS });
    await changeProtected(stage, stage.own(smallGoal(STRICT, 'strict-parser')));
    await makeAsk(page, stage.model, stage.own(askingGoal('blocked')));
    const flaky = stage.own(smallGoal(FLAKY, 'search-index'));
    await hunt(stage, flaky);
    await plan(stage, flaky);
  });

/** A rule that a person once gave, and a price: what the settings list. */
async function allowAndPrice(stage: Stage): Promise<void> {
  const { page } = stage.window;
  const goal = stage.own(askingGoal('permission'));
  await makeAsk(page, stage.model, goal);
  stage.model.answers([shell(DO_IT)], [claim('The file says done, and its copy is beside it.')]);
  const row = page.getByRole('article', { name: goal.contract.outcome });
  await place('Inbox', () => row.waitFor())(stage);
  await row.focus();
  await row.press('a');
  await listed(page, 'Done', goal).waitFor();
  const prices = { 'gpt-shots': { input: 1.25, cached: 0.125, output: 10 } };
  const saved = {
    model: 'gpt-shots',
    baseUrl: stage.model.baseUrl,
    api: 'responses',
    theme: 'system',
    concurrentTurns: 4,
  } as const;
  await ask(page, 'settings/save', { ...saved, prices });
}

async function changeProtected(stage: Stage, goal: SmallGoal): Promise<void> {
  const loosen = `printf '%s\\n' '# Only whole lines count.' '! grep -qx TODO src/app.txt' > ${RULES}`;
  await begin(
    stage,
    goal,
    [say('The rule also matches words inside a line. I write the file first.'), shell(DO_IT)],
    [say('Now the rule: it should look at whole lines only.'), shell(loosen)],
    [claim('The file says done, and the rule looks at whole lines.')],
  );
  await listed(stage.window.page, 'Needs you', goal).waitFor();
}

/** A command that goes on for longer than the pictures take, and messages that wait for the next turn. */
async function hunt(stage: Stage, goal: SmallGoal): Promise<void> {
  const { page } = stage.window;
  const rounds = 'for n in 1 2 3; do echo "round $n of 20  index 412 documents  passes"; done; touch build/begun; sleep 3000';
  const id = await begin(
    stage,
    goal,
    [say('First the file as it stands.'), shell('cat src/app.txt test/rules.sh')],
    [say('The test failed in **2 of 20** rounds yesterday. I run it until it fails.'), shell(rounds)],
  );
  await listed(page, 'Working', goal).waitFor();
  await until(() => existsSync(join(goal.repository.root, 'build', 'begun')));
  for (const text of [
    'Keep the log of every round that fails.',
    'If 20 of 20 pass, run them once more under load before you claim.',
  ])
    await order(stage, id, { type: 'input.queue', text });
}

/** A thread that has only planned. */
async function plan(stage: Stage, { repository, contract }: SmallGoal): Promise<void> {
  const { page } = stage.window;
  const words = [
    'The index is written by two callers without a lock; the test reads between the two.',
    '',
    '1. Reproduce it: run the test 20 times under load.',
    '2. Serialise the writers in `src/app.txt`.',
    '3. Prove it: 20 of 20, three times in a row.',
    '',
    `\`\`\`contract\n---\n${JSON.stringify(contract)}\n---\nA flaky test hides real faults.\n\`\`\``,
  ];
  stage.model.answers([say(words.join('\n'))]);
  const model = { api: 'responses', model: 'gpt-shots', baseUrl: stage.model.baseUrl } as const;
  const { thread: id } = await ask(page, 'thread/plan', { workspace: repository.root, model });
  await order(stage, id, { type: 'input.queue', text: 'How would you hunt the flaky search-index test?' });
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: /Plan/ }).waitFor();
}

const SAMPLE = /p95/;

export const running = thread(FLAKY, 'Live', async (page) => {
  await page.getByRole('list', { name: 'Queued messages' }).getByText('If 20 of 20 pass').waitFor();
  await page.getByText('round 3 of 20').first().waitFor();
});
export const planned = thread(/Plan/, 'Live', (page) =>
  page.getByRole('button', { name: 'Turn this plan into a goal' }).waitFor(),
);
export const complete = thread(SAMPLE, 'Live', (page) => page.getByRole('log').getByText('complete').first().waitFor());
export const completeForm = thread(SAMPLE, 'Goal', (page) =>
  page.getByRole('textbox', { name: 'Outcome', exact: true }).waitFor(),
);

/** The whole output of a command that has ended. */
export const output = after(complete, async (page) => {
  const command = page.getByRole('list', { name: 'Commands' }).locator('button[data-row][aria-expanded=false]').last();
  await command.click();
  await page
    .getByRole('region', { name: /^Output of/ })
    .last()
    .waitFor();
});

export const diff = thread(SAMPLE, 'Diff', async (page) => {
  await page.getByRole('radio', { name: 'Since start' }).check();
  await page.locator('.monaco-diff-editor .view-line').first().waitFor();
});
/** One turn, with a comment that is being written. */
export const diffTurn = thread(SAMPLE, 'Diff', async (page) => {
  await page.getByRole('radio', { name: /^Turn 1/ }).check();
  await page.getByText('hunk 1 of 1').waitFor();
  await page.getByRole('button', { name: /^Comment/ }).click();
  await page.getByRole('textbox', { name: /^Comment on line/ }).fill('Say why all of them are awaited.');
});
export async function discardComment({ window: { page } }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('radio', { name: 'Since start' }).check();
}
export const diffInline = after(diff, (page) => page.getByRole('radio', { name: 'Inline' }).check());
export async function sideBySide({ window: { page } }: Stage): Promise<void> {
  await page.getByRole('radio', { name: 'Side by side' }).check();
}

export const timeline = thread(SAMPLE, 'Timeline', (page) => page.getByRole('region', { name: 'Ledger' }).waitFor());
/** The axis without what was waited. */
export const timelineActive = after(timeline, (page) => page.getByRole('radio', { name: /^Active time/ }).check());
export async function clockTime({ window: { page } }: Stage): Promise<void> {
  await page.getByRole('radio', { name: /^Clock time/ }).check();
}
/** All that is known of one iteration. */
export const iteration = after(timeline, async (page) => {
  await page.getByRole('button', { name: 'Iteration 2, open' }).click();
  await page.getByRole('region', { name: 'Ledger' }).scrollIntoViewIfNeeded();
});
export async function closeIteration({ window: { page } }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'Iteration 2, close' }).click();
}
export const timelineEnd = after(timeline, (page) => page.getByRole('region', { name: 'Spend' }).scrollIntoViewIfNeeded());
export const timelineRunning = thread(FLAKY, 'Timeline', (page) => page.getByRole('button', { name: 'Wrap up now…' }).waitFor());
export const wrapUp = after(timelineRunning, async (page) => {
  await page.getByRole('button', { name: 'Wrap up now…' }).click();
  await page.getByRole('dialog').waitFor();
});

export const inbox = place('Inbox', (page) => page.getByRole('article').nth(1).waitFor());

export const menu = after(complete, async (page) => {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menu').waitFor();
});
export const clear = after(running, (page) => more(page, 'Clear goal…'));
export const bring = after(complete, (page) => more(page, 'Bring result back…'));
export const reopen = after(complete, async (page) => {
  await page.getByRole('button', { name: 'Reopen…' }).click();
  await page.getByRole('dialog').waitFor();
});

/** One thread is blocked while another is looked at. */
export async function happenedElsewhere(stage: Stage): Promise<void> {
  await complete(stage);
  const { page } = stage.window;
  const goal = stage.own(
    smallGoal('The export of 2024 reads again in the new version of the reader, with every field', 'reader'),
  );
  await begin(stage, goal, [claim('Nothing was done.')], [claim('Still nothing.')], [claim('And again nothing.')]);
  await page.getByRole('region', { name: 'Happened elsewhere' }).getByRole('status').first().waitFor();
}
