// Pictures of the goal form at work: a draft whose checks were tried one by one, its tree opened, its limits beside what finished
// goals have cost; its text; its versions; and a baseline that raised flags.
import type { Page } from 'playwright-core';
import type { Params } from '../../shared/ipc/methods';
import { type Studio, shoot } from './studio';
import { ask, openPlace, openTab } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { finishGoals } from './supportHistory';
import type { SteppedModel } from './supportModel';

export async function takeEditor(studio: Studio, model: SteppedModel): Promise<void> {
  const goal = smallGoal('p95 checkout latency is below 120 ms on the checkout benchmark');
  try {
    fillWorkspace(goal);
    await finishGoals(studio.window.page, model, goal);
    await draftAtWork(studio, goal, model);
  } finally {
    goal.remove();
  }
}

const FILES: readonly string[] = [
  ...['cart', 'price', 'stock', 'tax'].map((name) => `src/checkout/${name}.ts`),
  ...['index', 'http', 'log'].map((name) => `src/${name}.ts`),
  'bench/checkout.bench.ts',
  'bench/fixtures/orders.json',
  'bench/fixtures/stock.json',
  'test/checkout/cart.test.ts',
  'test/checkout/price.test.ts',
];

function fillWorkspace({ repository }: SmallGoal): void {
  for (const file of FILES) repository.write(file, `// ${file}\n`);
  repository.git('add', '-A');
  repository.git('commit', '-q', '-m', 'the service');
  repository.write('.env', 'KEY=1\n');
  repository.write('build/out.js', '//\n');
  repository.write('notes.md', 'not tracked\n');
}

/** The sample of everything at once: it waits for what it shows, and leaves a draft behind. */
async function draftAtWork(studio: Studio, goal: SmallGoal, model: SteppedModel): Promise<void> {
  const { page } = studio.window;
  const { thread } = await ask(page, 'thread/create', {
    workspace: goal.repository.root,
    contract: contractFor(goal),
    model: { api: 'responses', model: 'gpt-history', baseUrl: model.baseUrl },
  });
  await page
    .getByRole('list', { name: 'Waiting' })
    .getByRole('button', { name: /^p95 checkout/ })
    .click();
  await openTab(page, 'Goal');
  await page.getByText('estimate from 3 finished goals here, with this model').waitFor();
  await page.getByRole('button', { name: 'Use the estimate as limits' }).click();
  await page.getByRole('button', { name: 'Try now: check p95' }).click();
  await page.getByRole('region', { name: 'Try of p95' }).getByText('180 ms against < 120 ms').waitFor();
  await page.getByRole('button', { name: 'Try now: check errors' }).click();
  await page.getByRole('button', { name: 'Stop check errors' }).waitFor();
  await page.getByRole('treeitem', { name: /^src,/ }).press('ArrowRight');
  await page.getByRole('treeitem', { name: /^checkout,/ }).waitFor();
  await page.getByRole('treeitem', { name: /^bench,/ }).press('ArrowRight');
  await page.getByRole('treeitem', { name: /^checkout.bench.ts/ }).waitFor();
  await shoot(studio, 'goal-trying');
  await page.getByRole('region', { name: 'What the agent may touch' }).scrollIntoViewIfNeeded();
  await page.getByRole('tree').scrollIntoViewIfNeeded();
  await shoot(studio, 'goal-lower');
  await page.getByRole('treeitem', { name: /^src,/ }).press('Enter');
  await page.getByRole('menuitem', { name: /^Hidden/ }).waitFor();
  await shoot(studio, 'goal-access');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Stop check errors' }).click();
  await save(page, thread, 'p95 checkout latency is below 100 ms on the checkout benchmark', goal);
  await page.getByRole('radio', { name: 'Versions' }).check();
  await page.getByRole('region', { name: 'Versions' }).getByText('Draft 2').first().waitFor();
  await shoot(studio, 'goal-versions');
  await page.getByRole('radio', { name: 'Text' }).check();
  await page.getByRole('textbox', { name: 'The goal as text' }).waitFor();
  await shoot(studio, 'goal-text');
  await page.getByRole('radio', { name: 'Form', exact: true }).check();
  const id = String(await page.evaluate('crypto.randomUUID()'));
  await ask(page, 'thread/command', { thread, id, command: { type: 'goal.clear' } });
  await openPlace(page, 'Inbox');
}

async function save(page: Page, thread: string, outcome: string, goal: SmallGoal): Promise<void> {
  const id = String(await page.evaluate('crypto.randomUUID()'));
  const contract = {
    ...contractFor(goal),
    outcome,
    iteration: 'One hypothesis per turn. Record what changed and what it showed.',
  };
  await ask(page, 'thread/command', { thread, id, command: { type: 'goal.draft', contract } });
}

function contractFor({ contract }: SmallGoal): Params<'thread/create'>['contract'] {
  const metric = { from: 'stdout', pattern: 'p95 (?<value>[0-9.]+)', target: '< 120', unit: 'ms' } as const;
  return {
    ...contract,
    verification: [
      { id: 'p95', kind: 'command', run: 'echo "400 requests, 16 in flight"; echo p95 180', metric, timeout: '120s' },
    ],
    constraints: [
      { text: 'The correctness suite stays green.', check: { id: 'correctness', kind: 'command', run: 'sh test/rules.sh' } },
      { text: 'No more errors than today.', check: { id: 'errors', kind: 'command', run: 'sleep 1000', timeout: '1h' } },
    ],
    boundaries: { write: ['src/checkout/', 'bench/fixtures/', 'test/chekout/x.ts'], hide: ['.env'] },
    iteration: 'Try things until it is fast enough.',
    blocked: { report: 'Stop if the benchmark cannot run or no valid path remains.' },
    budget: {},
    protect: ['bench/checkout.bench.ts', 'test/'],
  };
}
