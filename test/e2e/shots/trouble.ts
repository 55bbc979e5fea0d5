// What is not as it should be: data that cannot be opened, a machine without a sandbox, a key that is refused, and answers that take
// long or fail.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../../electron/sandbox/programs';
import { CALL_CHANNEL } from '../../../shared/ipc/push';
import { ask, openPlace, openTab } from '../support';
import { smallGoal } from '../supportGoal';
import { listed } from '../supportInbox';
import { begin, draft, openStage, type Stage } from './stage';
import { after, home, place, settings, thread } from './ways';

/** The log is no database. */
export function damaged(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost pictures-'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'goalpost.db'), 'a text of somebody\n'.repeat(1_000));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return openStage(
    async (stage) => {
      stage.own({ remove });
      // It stands in place of the page that was opened first.
      await dataFault(stage);
    },
    { dataDir },
  );
}

export async function dataFault({ window: { page } }: Stage): Promise<void> {
  await page.getByText('is damaged').first().waitFor();
}

const PROGRAMS = ['bash', 'sh', 'env', 'git', 'rg', 'cat', 'grep', 'setsid', 'stty', 'socat', 'node', 'npm', 'apt-get'];

/** All that a goal needs but what holds it. */
export function bare(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost bare-'));
  for (const name of PROGRAMS) {
    const program = findProgram(name);
    if (program) symlinkSync(program, join(folder, name));
  }
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return openStage(async (stage) => void stage.own({ remove }), { env: { PATH: folder } });
}

export async function bareFirstRun({ window: { page } }: Stage): Promise<void> {
  await page.getByText('Trying', { exact: true }).waitFor({ state: 'detached' });
  await page.getByText(/^It does not run here without a sandbox:/).waitFor();
}

export const bareMachine = after(settings('Sandbox and machine'), (page) => page.getByText(/of 16 fail/).waitFor());

export async function waiver(stage: Stage): Promise<void> {
  const { page } = stage.window;
  await home(stage);
  if ((await page.locator('[data-thread]').count()) === 0) await ask(page, 'sample/create', {});
  await page.locator('[data-thread]').click();
  await openTab(page, 'Goal');
  await page.getByRole('button', { name: 'Run without a sandbox…' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('run checkout');
}

/** Last of its scene: the goal runs without. */
export async function waived(stage: Stage): Promise<void> {
  const { page } = stage.window;
  await waiver(stage);
  const id = await page.locator('[data-thread]').getAttribute('data-thread');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(`run checkout-${id} without a sandbox`);
  await dialog.getByRole('button', { name: 'Run without a sandbox' }).click();
  await page.getByRole('button', { name: 'Activate goal' }).click();
  await openTab(page, 'Live');
  await page.getByRole('list', { name: 'Commands' }).getByText('no sandbox').nth(2).waitFor({ timeout: 120_000 });
}

const REFUSED = 'The nightly report is written before six';
const WAITING = 'The corpus is read in one pass';

export const refusals = () =>
  openStage(async (stage) => {
    const goal = stage.own(smallGoal(REFUSED, 'report'));
    const { page } = stage.window;
    await begin(stage, goal, { status: 401, body: { error: { message: 'Incorrect API key provided.' } } });
    await listed(page, 'Needs you', goal).waitFor();
    await draft(stage, stage.own(smallGoal(WAITING, 'corpus')));
  });

export const keyRefused = thread(REFUSED, 'Live', (page) => page.getByText('the key was refused').first().waitFor());
export const keyInbox = place('Inbox', (page) => page.getByRole('button', { name: 'Set the key' }).waitFor());
export const keySettings = after(settings('Model and key'), (page) => page.getByText('1 goal stands still').waitFor());

type Open = (stage: Stage) => Promise<void>;

/** A place whose data is being read: main does not answer to one method for as long as it is pictured. */
export function reading(method: string, open: Open, words: string): Open {
  return async (stage) => {
    await home(stage);
    await answer(stage, { to: method, by: 'waiting' });
    await open(stage);
    await stage.window.page.getByRole('status', { name: words }).first().waitFor();
  };
}

/** A place whose data could not be read: main fails over one method. */
export function failing(method: string, open: Open, words: string): Open {
  return async (stage) => {
    await home(stage);
    await answer(stage, { to: method, by: 'failing' });
    await open(stage);
    await stage.window.page.getByText(words).first().waitFor();
  };
}

export async function readOn(stage: Stage): Promise<void> {
  await answer(stage, undefined);
  await stage.window.page.reload();
  await home(stage);
  await stage.window.page.locator('[data-thread]').first().waitFor();
}

/** How main takes calls of one method from now on; all others it answers. */
async function answer({ window }: Stage, not: { readonly to: string; readonly by: 'waiting' | 'failing' } | undefined) {
  await window.app.evaluate(
    ({ ipcMain }, { channel, to, by }) => {
      type Answer = (...args: readonly unknown[]) => unknown;
      // What nobody holds is collected, and its caller told.
      const kept = globalThis as { answersCalls?: Answer | undefined; waiting?: unknown[] };
      kept.answersCalls ??= (ipcMain as unknown as { readonly _invokeHandlers: Map<string, Answer> })._invokeHandlers.get(
        channel,
      );
      if (by === undefined) kept.waiting = [];
      ipcMain.removeHandler(channel);
      ipcMain.handle(channel, (event, name: unknown, params: unknown) => {
        if (name !== to) return kept.answersCalls?.(event, name, params);
        if (by === 'failing') throw new Error('EIO: i/o error, read');
        return new Promise((resolve) => {
          kept.waiting = [...(kept.waiting ?? []), resolve];
        });
      });
    },
    { channel: CALL_CHANNEL, to: not?.to ?? '', by: not?.by },
  );
}

const rowOf = ({ window }: Stage, title: string) =>
  window.page.getByRole('navigation', { name: 'Threads' }).getByRole('button', { name: title });

export async function openAgain({ window: { page } }: Stage): Promise<void> {
  await page.reload();
}
export async function openThread(stage: Stage): Promise<void> {
  await rowOf(stage, WAITING).click();
  await openTab(stage.window.page, 'Live');
}
/** Settings are read as the window opens. */
export async function openSettings(stage: Stage): Promise<void> {
  await openAgain(stage);
  await openPlace(stage.window.page, 'Settings');
}
