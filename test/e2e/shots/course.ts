// The course of a goal of six turns and of one of a thousand, as the engine would have written them: whole, closer, and with the
// budget being changed.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openEventStore } from '../../../electron/store/eventStore';
import { longThread } from '../../fakes/longThread';
import { openTab } from '../support';
import { openStage, type Stage } from './stage';
import { home } from './ways';

const TURNS = { short: 6, long: 1_000 } as const;
type Length = keyof typeof TURNS;

export function course(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost pictures-'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const store = openEventStore(join(dataDir, 'goalpost.db'), { mode: 'write' });
  if (!store.ok) throw new Error(store.error.message);
  for (const [thread, turns] of Object.entries(TURNS)) {
    const events = longThread(turns, Date.now());
    store.value.append({ thread, after: 0, events: events.map(({ at, type, data }) => ({ at, type, data })) });
  }
  store.value.dispose();
  return openStage(
    async (stage) => {
      stage.own({ remove: () => rmSync(folder, { recursive: true, force: true }) });
      await stage.window.page.locator('[data-thread]').nth(1).waitFor();
    },
    { dataDir },
  );
}

const axis = (page: Page) => page.getByRole('application', { name: /^Turns, tools/ });
const spend = (page: Page) => page.getByRole('region', { name: 'Spend' });

async function row(stage: Stage, length: Length): Promise<void> {
  await home(stage);
  await stage.window.page.locator(`[data-thread="${length}"]`).click();
}

export const live = (length: Length) => async (stage: Stage) => {
  await row(stage, length);
  await openTab(stage.window.page, 'Live');
  await stage.window.page.getByRole('log').getByText(`Try ${TURNS[length]}`).first().waitFor();
};

export const whole = (length: Length) => async (stage: Stage) => {
  const { page } = stage.window;
  await row(stage, length);
  await openTab(page, 'Timeline');
  await axis(page).waitFor();
  await axis(page).focus();
  await page.keyboard.press('0');
};

export const closer = (length: Length) => async (stage: Stage) => {
  const { page } = stage.window;
  await whole(length)(stage);
  await page.keyboard.press('Home');
  for (let step = 0; step < 4; step++) await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
};

export const budget = (length: Length) => async (stage: Stage) => {
  const { page } = stage.window;
  await whole(length)(stage);
  await spend(page).getByRole('button', { name: 'Change budget…' }).click();
  await spend(page).getByRole('textbox', { name: 'Tokens' }).fill('6000000');
  await spend(page).scrollIntoViewIfNeeded();
};
