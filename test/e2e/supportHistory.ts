import type { Page } from 'playwright-core';
import { ask } from './support';
import type { SmallGoal } from './supportGoal';
import { claim, type SteppedModel, shell } from './supportModel';

/** The model that the finished goals were asked of. */
export const HISTORY_MODEL = 'gpt-history';

/** Three small goals that a model finishes in the goal's repository, each in one turn, so that there is a history to estimate from. */
export async function finishGoals(page: Page, model: SteppedModel, { repository, contract }: SmallGoal): Promise<void> {
  for (const word of ['one', 'two', 'three']) {
    const check = { id: 'says', kind: 'command', run: `grep -qx ${word} src/app.txt` } as const;
    model.answers([shell(`echo ${word} > src/app.txt`)], [claim('It says so.')]);
    const { thread } = await ask(page, 'thread/create', {
      workspace: repository.root,
      contract: { ...contract, outcome: `src/app.txt says ${word}`, verification: [check], constraints: [], protect: [] },
      model: { api: 'responses', model: HISTORY_MODEL, baseUrl: model.baseUrl },
    });
    const id = String(await page.evaluate('crypto.randomUUID()'));
    await ask(page, 'thread/command', {
      thread,
      id,
      command: { type: 'goal.activate', acceptBaseline: true, place: 'in_place' },
    });
    await page
      .getByRole('list', { name: 'Done' })
      .getByRole('button', { name: `says ${word}` })
      .waitFor();
  }
}
