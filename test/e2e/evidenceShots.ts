// Pictures of contracts and evidence: a weak goal with its findings, one whose checks were tried, the research sample with its claims
// and its reviewer's answers, and an export.
import { join } from 'node:path';
import { type Studio, shoot } from './studio';
import { ask, openPlace, openTab, saveInDialogs, title } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';

// As long as the checks of the research sample and its reviewer take on a loaded machine.
const RESEARCH_MS = 120_000;

export async function takeEvidence(studio: Studio): Promise<void> {
  const goal = smallGoal('src/app.txt says done, and reads well');
  try {
    await weak(studio);
    await tried(studio, goal);
    await research(studio);
  } finally {
    goal.remove();
  }
}

async function weak(studio: Studio): Promise<void> {
  const { page } = studio.window;
  await page.getByRole('button', { name: /^Back/ }).click();
  await openPlace(page, 'New goal');
  await page.getByRole('textbox', { name: 'Outcome', exact: true }).fill('Improve performance');
  await page.getByText('“Improve” says what to do').waitFor();
  await shoot(studio, 'goal-weak');
  await page.getByRole('button', { name: 'Discard draft' }).click();
}

/** A proof that is red as it should be, one that cannot start, one for a reviewer and one for a person. */
async function tried(studio: Studio, { repository, contract }: SmallGoal): Promise<void> {
  const { page } = studio.window;
  const more = [
    { id: 'missing', kind: 'command', run: 'no-such-program-here' },
    { id: 'judged', kind: 'review', rubric: ['no rule was weakened', 'nothing else was changed'] },
    { id: 'reads-well', kind: 'human', ask: 'src/app.txt reads well' },
  ];
  const verification = [...(contract.verification ?? []), ...more] as typeof contract.verification;
  // Trying the checks asks no model, so that it need not be there.
  const model = { api: 'responses', model: 'gpt-shots', baseUrl: 'http://127.0.0.1:9/v1' } as const;
  const asked = { workspace: repository.root, contract: { ...contract, verification }, model };
  const { thread } = await ask(page, 'thread/create', asked);
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: contract.outcome }).click();
  await openTab(page, 'Goal');
  await page.getByRole('button', { name: 'Try the checks', exact: true }).click();
  await page.getByRole('button', { name: 'Try the checks again' }).waitFor();
  await shoot(studio, 'goal-tried');
  const id = String(await page.evaluate('crypto.randomUUID()'));
  await ask(page, 'thread/command', { thread, id, command: { type: 'goal.clear' } });
}

async function research(studio: Studio): Promise<void> {
  const { app, page } = studio.window;
  const { thread } = await ask(page, 'sample/create', { sample: 'seedlings' });
  const id = String(await page.evaluate('crypto.randomUUID()'));
  await ask(page, 'thread/command', { thread, id, command: { type: 'goal.activate', acceptBaseline: true } });
  await page
    .getByRole('button', { name: /Table 1 is reproduced/ })
    .first()
    .click();
  await title(page).getByText('Complete', { exact: true }).waitFor({ timeout: RESEARCH_MS });
  await shoot(studio, 'live-review');
  await openTab(page, 'Timeline');
  const claims = page.getByRole('region', { name: 'Claims' });
  await page.getByRole('button', { name: /^Iteration 1, open/ }).click();
  await claims.scrollIntoViewIfNeeded();
  await shoot(studio, 'timeline-claims');
  await saveInDialogs(app, [join(studio.window.dataDir, '..', 'evidence')]);
  await page.getByRole('button', { name: 'Export evidence…' }).click();
  await page.getByRole('dialog').getByText('Evidence exported').waitFor();
  await shoot(studio, 'exported');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await openTab(page, 'Live');
}
