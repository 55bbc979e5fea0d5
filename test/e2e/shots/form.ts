// The goal form at work: a draft whose checks were tried one by one, its tree opened, its limits beside what finished goals have cost;
// a weak goal; checks that were tried all at once; and a contract that an agent has proposed.
import type { Page } from 'playwright-core';
import type { Params } from '../../../shared/ipc/methods';
import { ask } from '../support';
import { type SmallGoal, smallGoal } from '../supportGoal';
import { finishGoals, HISTORY_MODEL } from '../supportHistory';
import { draft, openStage, order, type Stage } from './stage';
import { after, face, thread } from './ways';

const P95 = 'p95 checkout latency is below 120 ms on the checkout benchmark';
const TIGHTER = 'p95 checkout latency is below 100 ms on the checkout benchmark';
/** The list cuts what is long. */
const CHECKOUT = /p95 checkout/;
const WEAK = 'Improve performance';
const TRIED = 'src/app.txt says done, and reads well';
const PROPOSED = 'Make the checkout answer fast, and keep it correct.';

export const form = () =>
  openStage(async (stage) => {
    const { page } = stage.window;
    const goal = stage.own(smallGoal(P95, 'checkout'));
    fillWorkspace(goal);
    await finishGoals(page, stage.model, goal);
    const id = await draft(stage, { ...goal, contract: contractFor(goal) }, HISTORY_MODEL);
    await order(stage, id, { type: 'goal.draft', contract: { ...contractFor(goal), outcome: TIGHTER, iteration: TIGHT_POLICY } });
    const weak = stage.own(smallGoal(WEAK));
    await draft(stage, { ...weak, contract: { goalpost: 1, outcome: WEAK } });
    await draft(stage, manyKinds(stage.own(smallGoal(TRIED))));
    await propose(stage, stage.own(smallGoal(P95, 'checkout')));
  });

const FILES: readonly string[] = [
  ...['cart', 'price', 'stock', 'tax'].map((name) => `src/checkout/${name}.ts`),
  ...['index', 'http', 'log'].map((name) => `src/${name}.ts`),
  'bench/checkout.bench.ts',
  'bench/fixtures/orders.json',
  'bench/fixtures/stock.json',
  'test/checkout/cart.test.ts',
  'test/checkout/price.test.ts',
];
const TIGHT_POLICY = 'One hypothesis per turn. Record what changed and what it showed.';

function fillWorkspace({ repository }: SmallGoal): void {
  for (const file of FILES) repository.write(file, `// ${file}\n`);
  repository.git('add', '-A');
  repository.git('commit', '-q', '-m', 'the service');
  repository.write('.env', 'KEY=1\n');
  repository.write('build/out.js', '//\n');
  repository.write('notes.md', 'not tracked\n');
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

/** A proof that is red as it should be, one that cannot start, one for a reviewer and one for a person. */
function manyKinds(goal: SmallGoal): SmallGoal {
  const more = [
    { id: 'missing', kind: 'command', run: 'no-such-program-here' },
    { id: 'judged', kind: 'review', rubric: ['no rule was weakened', 'nothing else was changed'] },
    { id: 'reads-well', kind: 'human', ask: 'src/app.txt reads well' },
  ];
  const verification = [...(goal.contract.verification ?? []), ...more] as typeof goal.contract.verification;
  return { ...goal, contract: { ...goal.contract, verification } };
}

/** A contract that an agent has proposed for plain words. */
async function propose({ window, model }: Stage, goal: SmallGoal): Promise<void> {
  fillWorkspace(goal);
  const proposal = { ...contractFor(goal), objective: 'The bench folder measures what is asked for.' };
  model.answers([{ type: 'tool_call', name: 'propose_contract', arguments: proposal }]);
  const ref = { api: 'responses', model: HISTORY_MODEL, baseUrl: model.baseUrl } as const;
  await ask(window.page, 'thread/draft', { workspace: goal.repository.root, text: PROPOSED, model: ref });
}

const toForm = (goal: string | RegExp) =>
  thread(goal, 'Goal', async (page) => {
    await face(page, 'Form');
    await page.getByRole('textbox', { name: 'Outcome', exact: true }).waitFor();
  });

/** One check was tried and another is being tried, the limits are what finished goals have cost, and the tree is open. */
export const trying = after(toForm(CHECKOUT), async (page) => {
  await page.getByText('estimate from 3 finished goals here, with this model').waitFor();
  await page.getByRole('button', { name: 'Try now: check p95' }).click();
  await page.getByRole('region', { name: 'Try of p95' }).getByText('180 ms against < 120 ms').waitFor();
  await page.getByRole('button', { name: 'Try now: check errors' }).click();
  await page.getByRole('button', { name: 'Stop check errors' }).waitFor();
  await page.getByRole('treeitem', { name: /^src,/ }).press('ArrowRight');
  await page.getByRole('treeitem', { name: /^checkout,/ }).waitFor();
  await page.getByRole('textbox', { name: 'Outcome', exact: true }).scrollIntoViewIfNeeded();
});
export async function stopTrying({ window: { page } }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'Stop check errors' }).click();
}

const toTree = (page: Page) => page.getByRole('tree').evaluate((tree) => tree.scrollIntoView({ block: 'center' }));

export const lower = after(toForm(CHECKOUT), toTree);
export const access = after(toForm(CHECKOUT), async (page) => {
  await toTree(page);
  await page.getByRole('treeitem', { name: /^src,/ }).press('Enter');
  await page.getByRole('menuitem', { name: /^Hidden/ }).waitFor();
});
/** A check's own fields. */
export const editCheck = after(toForm(CHECKOUT), async (page) => {
  await page.getByRole('button', { name: /^Edit/ }).first().click();
});

export const weak = after(toForm(WEAK), (page) => page.getByText('“Improve” says what to do').first().waitFor());
export const tried = after(toForm(TRIED), async (page) => {
  const again = page.getByRole('button', { name: 'Try the checks again' });
  if (!(await again.isVisible())) await page.getByRole('button', { name: 'Try the checks', exact: true }).click();
  await again.waitFor();
});
export const proposed = thread(PROPOSED.slice(0, 20), 'Goal', (page) =>
  page.getByRole('button', { name: 'Accept all' }).waitFor(),
);

export const versions = thread(CHECKOUT, 'Goal', async (page) => {
  await face(page, 'Versions');
  await page.getByRole('region', { name: 'Versions' }).getByText('Draft 2').first().waitFor();
});
export const asText = thread(CHECKOUT, 'Goal', async (page) => {
  await face(page, 'Text');
  await page.getByRole('textbox', { name: 'The goal as text' }).waitFor();
});
