import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, onlyThread, openPlace, openTab, STEP_MS, title, wordsOf } from './support';
import { DO_IT, type SmallGoal, smallGoal } from './supportGoal';
import { claim, lastInput, type SteppedModel, shell, steppedModel } from './supportModel';

const COPY = 'cp src/app.txt top.txt';
const askFor = (command: string) =>
  ({
    type: 'tool_call',
    name: 'request_permission',
    arguments: { why: 'The deployment reads the copy.', command, write: ['top.txt'] },
  }) as const;

let dataDir: string;
let window: OpenWindow;
let model: SteppedModel;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal('src/app.txt says done, and is copied');
  writeFileSync(join(goal.repository.root, 'top.txt'), 'top\n');
  goal.repository.git('add', '-A');
  goal.repository.git('commit', '-q', '-m', 'top');
  dataDir = mkdtempSync(join(tmpdir(), 'goalpost asks-'));
  model = await steppedModel();
  window = await open();
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  goal?.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(): Promise<OpenWindow> {
  const opened = await openWindow({ dataDir, env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-window' } });
  opened.page.setDefaultTimeout(STEP_MS);
  return opened;
}

const strip = () => window.page.getByRole('region', { name: /asks to write/ });

describe('a command that needs more than the boundaries', () => {
  it('asks in the live view and in the inbox: the command, why, and exactly what would be allowed', async () => {
    const { page } = window;
    model.answers([askFor(COPY)]);
    const { thread } = await ask(page, 'thread/create', { workspace: goal.repository.root, contract: goal.contract });
    await ask(page, 'thread/command', {
      thread,
      id: crypto.randomUUID(),
      command: { type: 'goal.activate', acceptBaseline: false },
    });
    await page.getByRole('list', { name: 'Needs you' }).getByRole('button', { name: goal.contract.outcome }).click();
    await openTab(page, 'Live');
    const words = await wordsOf(strip());
    expect(words).toContain(`$ ${COPY}`);
    expect(words).toContain(`write ${join(goal.repository.root, 'top.txt')}; of a folder all but its .git`);
    expect(words).toContain('“The deployment reads the copy.”');
    await openPlace(page, 'Inbox');
    const row = page.getByRole('article', { name: goal.contract.outcome });
    expect(await wordsOf(row)).toContain('Always is for (… is any arguments)');
    expect(goal.repository.read('top.txt')).toBe('top\n');
  });

  it('is still asked after the app was killed, and hears a no with its note', async () => {
    await window.kill();
    window = await open();
    const { page } = window;
    await openPlace(page, 'Inbox');
    model.answers([askFor(COPY)]);
    const row = page.getByRole('article', { name: goal.contract.outcome });
    await row.focus();
    await row.press('n');
    await page.getByRole('textbox', { name: 'What the agent is to do instead' }).fill('copy it later');
    await page.getByRole('button', { name: /^Say no/ }).click();
    expect(lastInput(await model.asked(2))).toMatch(/^The user said no: copy it later\n/);
  });

  it('runs once by a key in the live view, and the goal goes on with its output', async () => {
    const { page } = window;
    model.answers([shell(DO_IT)], [claim('The file says done.')]);
    await page.getByRole('list', { name: 'Needs you' }).getByRole('button', { name: goal.contract.outcome }).click();
    await strip().focus();
    await strip().press('y');
    expect(lastInput(await model.asked(3))).toMatch(/^exit 0 after/);
    await title(page).getByText('Complete', { exact: true }).waitFor();
    expect(goal.repository.read('top.txt')).toBe('start\n');
  });

  it('always is a rule that the settings list and take back', async () => {
    const { page } = window;
    const thread = await onlyThread(page);
    model.answers([askFor(COPY)]);
    await ask(page, 'thread/command', { thread, id: crypto.randomUUID(), command: { type: 'goal.reopen' } });
    await openPlace(page, 'Inbox');
    const row = page.getByRole('article', { name: goal.contract.outcome });
    await row.waitFor();
    model.answers([claim('The file says done.')]);
    await row.focus();
    await row.press('a');
    await model.asked(6);
    await openPlace(page, 'Settings');
    const rules = page.getByRole('region', { name: 'Permissions' });
    await rules.getByText(COPY).first().waitFor();
    await rules.getByRole('button', { name: /^Revoke/ }).click();
    await rules.getByText('Nothing is allowed.').waitFor();
    expect(await window.troubles()).toEqual([]);
  });
});
