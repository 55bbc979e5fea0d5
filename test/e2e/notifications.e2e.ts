import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, focused, openPlace, STEP_MS } from './support';
import { DO_IT, RULES, type SmallGoal, smallGoal } from './supportGoal';
import { claim, type SteppedModel, shell, steppedModel } from './supportModel';

// The system's part is observed where Electron hands it over; everything before is the product's own.

interface Observed {
  readonly shown: { readonly title: string; readonly body: string; readonly open: boolean }[];
  readonly badges: number[];
}

const LOOSEN = `echo 'exit 0' > ${RULES}`;

let dataDir: string;
let window: OpenWindow;
let model: SteppedModel;
let goals: readonly SmallGoal[];

beforeAll(async () => {
  goals = ['The first says done', 'The second says done', 'The third says done', 'The fourth says done'].map((outcome) =>
    smallGoal(outcome),
  );
  dataDir = mkdtempSync(join(tmpdir(), 'goalpost tells-'));
  model = await steppedModel();
  await open();
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  for (const goal of goals) goal.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(): Promise<void> {
  // A session with a bus, as a desktop has one: nothing is sent there, since showing is observed before.
  const env = { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-window', DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
  window = await openWindow({ dataDir, env });
  window.page.setDefaultTimeout(STEP_MS);
  await window.app.evaluate(({ app, BrowserWindow, Notification }) => {
    const kept: { title: string; body: string; open: boolean; of: unknown }[] = [];
    const observed = { kept, badges: [] as number[], focus: false };
    Object.assign(globalThis, { observed });
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      kept.push({ title: this.title, body: this.body, open: true, of: this });
    };
    Notification.prototype.close = function (this: Electron.Notification) {
      for (const entry of kept) if (entry.of === this) entry.open = false;
    };
    app.setBadgeCount = (count = 0) => {
      observed.badges.push(count);
      return false;
    };
    BrowserWindow.prototype.isFocused = () => observed.focus;
  });
}

type Global = {
  readonly observed: {
    readonly kept: (Observed['shown'][number] & { of: { emit(name: string): void } })[];
    readonly badges: number[];
    focus: boolean;
  };
};

const observed = (): Promise<Observed> =>
  window.app.evaluate(() => {
    const { kept, badges } = (globalThis as unknown as Global).observed;
    return { shown: kept.map(({ title, body, open: stands }) => ({ title, body, open: stands })), badges };
  });

const click = (title: string) =>
  window.app.evaluate((_electron, wanted) => {
    const { kept } = (globalThis as unknown as Global).observed;
    kept.find((entry) => entry.title === wanted)?.of.emit('click');
  }, title);

const focus = (on: boolean) =>
  window.app.evaluate((_electron, wanted) => {
    (globalThis as unknown as Global).observed.focus = wanted;
  }, on);

const windowTitle = () => window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());

async function begin({ repository, contract }: SmallGoal): Promise<string> {
  const { page } = window;
  const { thread } = await ask(page, 'thread/create', { workspace: repository.root, contract });
  await ask(page, 'thread/command', {
    thread,
    id: crypto.randomUUID(),
    command: { type: 'goal.activate', acceptBaseline: false },
  });
  return thread;
}

const goalAt = (n: number): SmallGoal => {
  const goal = goals[n];
  if (!goal) throw new Error(`There is no goal ${n}.`);
  return goal;
};

describe('notifications', () => {
  it('tell a question while nobody looks, lead to its row in the inbox, and are closed by its answer', async () => {
    const { page } = window;
    model.answers([shell(DO_IT), shell(LOOSEN)], [claim('The file says done.')]);
    await begin(goalAt(0));
    await expect.poll(async () => (await observed()).shown, { timeout: STEP_MS }).toHaveLength(1);
    const [shown] = (await observed()).shown;
    expect(shown).toMatchObject({
      title: 'Question: The first says done',
      body: expect.stringContaining('protected file'),
      open: true,
    });
    await expect.poll(windowTitle).toBe('(1) Goalpost');
    await click('Question: The first says done');
    const row = page.getByRole('article', { name: /The first says done/ });
    await focused(row);
    model.answers([claim('The rules are as they were.')]);
    await openPlace(page, 'New goal');
  });

  it('are closed when their question is answered elsewhere', async () => {
    const { page } = window;
    const [thread] = await ask(page, 'threads/list', {});
    await ask(page, 'thread/command', {
      thread: thread?.thread ?? '',
      id: crypto.randomUUID(),
      command: { type: 'question.answer', question: 'protected', answer: 'restore' },
    });
    await expect
      .poll(async () => (await observed()).shown.at(-1), { timeout: STEP_MS })
      .toMatchObject({ title: 'Complete: The first says done', open: true });
    await expect.poll(windowTitle).toBe('Goalpost');
    await click('Complete: The first says done');
    const ledger = page.getByRole('region', { name: 'Ledger' });
    await focused(ledger);
  });

  it('are not told again after a restart, and the count stands as the log has it', async () => {
    model.answers([shell(DO_IT), shell(LOOSEN)], [claim('The file says done.')]);
    await begin(goalAt(1));
    await expect.poll(windowTitle, { timeout: STEP_MS }).toBe('(1) Goalpost');
    await window.kill();
    await open();
    const { page } = window;
    await page.getByRole('list', { name: 'Needs you' }).getByRole('button').waitFor();
    await page.reload();
    await expect.poll(windowTitle).toBe('(1) Goalpost');
    await openPlace(page, 'Inbox');
    await page.getByRole('article').waitFor();
    expect((await observed()).shown).toEqual([]);
  });

  it('are a line in the window that has the focus, but for the thread that it shows', async () => {
    const { page } = window;
    await focus(true);
    await openPlace(page, 'New goal');
    const dossier = {
      attempts: ['One.'],
      evidence: [],
      blocker: 'The account is missing.',
      needs: [{ id: 'a', kind: 'text', question: 'Which account?' }],
    };
    model.answers([{ type: 'tool_call', name: 'update_goal', arguments: { status: 'blocked', summary: '', dossier } }]);
    await begin(goalAt(2));
    const line = page.getByRole('region', { name: 'Happened elsewhere' });
    await line.getByText(/The third says done/).waitFor({ timeout: STEP_MS });
    expect((await observed()).shown).toEqual([]);
    await line.getByRole('button', { name: 'Open in the inbox' }).click();
    const row = page.getByRole('article', { name: /The third says done/ });
    await focused(row);
    expect(await line.getByRole('status').count()).toBe(0);
  });

  it('are left out for a kind that is turned off', async () => {
    const { page } = window;
    await focus(false);
    await openPlace(page, 'Settings');
    await page.getByRole('checkbox', { name: 'Complete' }).uncheck();
    await page.getByRole('checkbox', { name: 'Claimed' }).check();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await expect.poll(async () => (await observed()).shown.map(({ title }) => title)).toEqual(['Goalpost can tell you here']);
    await page.getByRole('button', { name: /^Back/ }).click();
    model.answers([shell(DO_IT)], [claim('The file says done.')]);
    await begin(goalAt(3));
    await page
      .getByRole('list', { name: 'Done' })
      .getByRole('button', { name: goalAt(3).contract.outcome })
      .waitFor({ timeout: STEP_MS });
    const titles = (await observed()).shown.map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith('Complete'))).toEqual([]);
    expect(await window.troubles()).toEqual([]);
  });
});
