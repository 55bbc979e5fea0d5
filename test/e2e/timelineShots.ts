// Pictures of the timeline with few turns and with a thousand, whole and closer, with the budget being changed; and of the live view's panes.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openEventStore } from '../../electron/store/eventStore';
import { longThread } from '../fakes/longThread';
import { openWindow } from './harness';
import { shoot } from './studio';
import { ask, openTab, STEP_MS, title } from './support';
import { smallGoal } from './supportGoal';
import { claim, NEVER_ANSWERED, say, shell, steppedModel } from './supportModel';

const THREADS = { short: 6, long: 1_000 } as const;

export async function takeTimeline(folder: string): Promise<void> {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'goalpost pictures-')), 'data');
  mkdirSync(dataDir, { recursive: true });
  const store = openEventStore(join(dataDir, 'goalpost.db'), { mode: 'write' });
  if (!store.ok) throw new Error(store.error.message);
  for (const [thread, turns] of Object.entries(THREADS)) {
    const events = longThread(turns, Date.now());
    store.value.append({ thread, after: 0, events: events.map(({ at, type, data }) => ({ at, type, data })) });
  }
  store.value.dispose();
  const window = await openWindow({ dataDir });
  const { page } = window;
  page.setDefaultTimeout(STEP_MS);
  const axis = page.getByRole('application', { name: /^Turns, tools/ });
  try {
    for (const [name, at] of [
      ['short', 0],
      ['long', 1],
    ] as const) {
      await page
        .getByRole('list', { name: 'Waiting' })
        .getByRole('button', { name: /p95 below/ })
        .nth(at)
        .click();
      await openTab(page, 'Timeline');
      await axis.waitFor();
      await shoot({ folder, window }, `timeline-${name}`);
      await axis.focus();
      await page.keyboard.press('Home');
      for (let step = 0; step < 4; step++) await page.keyboard.press('+');
      await page.keyboard.press('ArrowRight');
      await shoot({ folder, window }, `timeline-${name}-closer`);
      await page.keyboard.press('0');
      await page.getByRole('region', { name: 'Spend' }).getByRole('button', { name: 'Change budget…' }).click();
      await page.getByRole('region', { name: 'Spend' }).getByRole('textbox', { name: 'Tokens' }).fill('6000000');
      await page.getByRole('region', { name: 'Spend' }).scrollIntoViewIfNeeded();
      await shoot({ folder, window }, `timeline-${name}-budget`);
    }
  } finally {
    await window.close();
    rmSync(dirname(dataDir), { recursive: true, force: true });
  }
}

/** A goal at work: its panes, and its timeline as it grows. */
export async function takePanes(folder: string): Promise<void> {
  const goal = smallGoal();
  const model = await steppedModel();
  const window = await openWindow({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-window' } });
  const { page } = window;
  page.setDefaultTimeout(STEP_MS);
  try {
    await ask(page, 'thread/create', { workspace: goal.repository.root, contract: goal.contract });
    await page.getByRole('list', { name: 'Waiting' }).getByRole('button').click();
    model.answers(
      [say('I write it.'), shell('echo half > src/app.txt; echo 1 > src/two.txt')],
      [shell('echo x >> src/app.txt')],
      [claim('Done.')],
      [say('I look again.'), shell('sleep 2; echo y > src/three.txt')],
      [say('One more.')],
      NEVER_ANSWERED,
    );
    await page.getByRole('button', { name: 'Activate goal' }).click();
    await title(page).getByText('Active', { exact: true }).waitFor();
    await openTab(page, 'Live');
    await model.asked(6);
    await page
      .getByRole('complementary', { name: 'Changed files' })
      .getByRole('button', { name: /app\.txt/ })
      .waitFor();
    await shoot({ folder, window }, 'live-panes');
    await openTab(page, 'Timeline');
    await page.getByRole('application', { name: /^Turns, tools/ }).waitFor();
    await shoot({ folder, window }, 'timeline-running');
  } finally {
    await window.close();
    await model.close();
    goal.remove();
  }
}
