import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../../electron/pty/processTree';
import { type OpenWindow, openWindow } from './harness';
import { ask, openTab, processesOf, STEP_MS } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { lastInput, NEVER_ANSWERED, type SteppedModel, shell, steppedModel } from './supportModel';

// The process that holds the terminals, as the window has it: a utility process of Electron's.

const FLOOD = 'touch build/begun; yes';

let dataDir: string;
let goal: SmallGoal;
let model: SteppedModel;
let window: OpenWindow;

beforeAll(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'goalpost ptys-')), 'data');
  goal = smallGoal();
  model = await steppedModel();
  window = await openWindow({ dataDir, env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-window' } });
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  goal?.remove();
  rmSync(dirname(dataDir), { recursive: true, force: true });
});

const begun = () => existsSync(join(goal.repository.root, 'build', 'begun'));

const until = async (fact: () => boolean) => {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('the terminal host of the window', () => {
  it('holds the agent’s commands', async () => {
    const { page } = window;
    const { contract, repository } = goal;
    await ask(page, 'thread/create', { workspace: repository.root, contract });
    await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: contract.outcome }).click();
    model.answers([shell(FLOOD)]);
    await page.getByRole('button', { name: 'Activate goal' }).click();
    await openTab(page, 'Live');
    await until(begun);
    expect(hosts()).toHaveLength(1);
  });

  it('killed in mid-output, ends them, tells the turn, and stands again for the next', async () => {
    const [host] = hosts();
    rmSync(join(goal.repository.root, 'build'), { recursive: true });
    model.answers([shell('echo here again')], [shell(FLOOD)]);
    process.kill(host as number, 'SIGKILL');
    expect(lastInput(await model.asked(2))).toMatch(/^ended with all its children after .+ terminals died; run it again/);
    expect(lastInput(await model.asked(3))).toMatch(/^exit 0 after .+\nhere again/);
    await until(begun);
    expect(hosts()).not.toContain(host);
    expect(await window.troubles()).toEqual([]);
  });

  it('ends with the window’s main process, also one that was killed, and takes its commands along', async () => {
    const [host] = hosts();
    model.answers(NEVER_ANSWERED);
    await window.kill();
    await until(() => !isAlive(host as number) && processesOf(goal.repository.root).length === 0);
  });
});

/** Utility processes of our window that run Node. */
function hosts(): readonly number[] {
  const main = window.app.process().pid;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter((pid) => /utility.*node\.mojom/.test(read(pid, 'cmdline')) && ancestors(pid).includes(main ?? 0));
}

function ancestors(pid: number): readonly number[] {
  const parent = Number(/^PPid:\s+(\d+)$/m.exec(read(pid, 'status'))?.[1] ?? 0);
  return parent === 0 ? [] : [parent, ...ancestors(parent)];
}

/** A process may end between the listing and the reading. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
