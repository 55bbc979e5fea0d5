import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, onlyThread, openTab, STEP_MS, title, useModel } from './support';
import { DO_IT, type SmallGoal, smallGoal } from './supportGoal';
import { type SteppedModel, steppedModel } from './supportModel';

let window: OpenWindow;
let model: SteppedModel;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal();
  goal.repository.git('config', 'user.name', 'Ada');
  goal.repository.git('config', 'user.email', 'ada@example.invalid');
  goal.repository.write('notes.txt', 'not committed\n');
  goal.repository.write('build/made.js', 'x\n');
  model = await steppedModel();
  window = await openWindow();
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  await model?.close();
  goal?.remove();
});

const button = (name: string | RegExp) => window.page.getByRole('button', { name });
const dialog = () => window.page.getByRole('dialog');
const menu = async (item: string) => {
  await button('More actions').click();
  await window.page.getByRole('menuitem', { name: item }).click();
};

describe('a goal on a folder with uncommitted work', () => {
  it('says where it would work and why, and works in a worktree that begins with that work', async () => {
    const { page } = window;
    await useModel(page, model.baseUrl);
    await ask(page, 'thread/create', { workspace: goal.repository.root, contract: goal.contract });
    await page.getByRole('list', { name: 'Waiting' }).getByRole('button').first().click();
    await openTab(page, 'Goal');
    const where = page.getByRole('region', { name: 'Where it works' });
    await where.getByText('Chosen by the app: 1 file is changed or untracked here.').waitFor();
    await where.getByText(/file comes along as the start; what is brought back is the difference/).waitFor();
    await where.getByText(/does not come along into the worktree: build\//).waitFor();
    expect(await where.getByRole('radio', { name: 'In a worktree of its own' }).isChecked()).toBe(true);
    await where.getByText('In place', { exact: true }).click();
    await where.getByText(/will stand among yours/).waitFor();
    await where.getByText('In a worktree of its own').click();
    model.answers(
      [{ type: 'tool_call', name: 'shell', arguments: { command: DO_IT } }],
      [{ type: 'tool_call', name: 'update_goal', arguments: { status: 'complete', summary: 'It says done.' } }],
    );
    await button('Activate goal').click();
    await title(page).getByText('Complete', { exact: true }).waitFor();
    await title(page).getByText('small service, in a worktree').waitFor();
    const { state } = await ask(page, 'thread/open', { thread: await onlyThread(page) });
    expect(state.place).toMatchObject({ kind: 'worktree', by: 'user', dirty: 1 });
    expect([goal.repository.read('src/app.txt'), existsSync(state.place?.root ?? '')]).toEqual(['start\n', true]);
  });

  it('keeps the worktree while its result is nowhere else, brings it back as a branch, and then removes the worktree', async () => {
    const { page } = window;
    const { state } = await ask(page, 'thread/open', { thread: await onlyThread(page) });
    await menu('Remove worktree…');
    await button('Remove worktree').click();
    await dialog()
      .getByText(/was not brought back/)
      .waitFor();
    await button('Keep worktree').click();
    await button('Bring back…').click();
    await dialog().getByRole('textbox', { name: 'Branch' }).fill('main');
    await button('Make branch').click();
    await dialog()
      .getByText(/There is a branch main already/)
      .waitFor();
    await dialog().getByRole('textbox', { name: 'Branch' }).fill('goal/done');
    await button('Make branch').click();
    await dialog()
      .getByText(/1 file as a commit on the branch goal\/done/)
      .waitFor();
    await button('Close').click();
    expect(goal.repository.git('log', '--format=%an %s', 'main..goal/done')).toBe('Ada src/app.txt says done\n');
    expect(goal.repository.git('show', 'goal/done:src/app.txt')).toBe('done\n');
    expect([goal.repository.read('src/app.txt'), goal.repository.read('notes.txt')]).toEqual(['start\n', 'not committed\n']);
    await menu('Remove worktree…');
    await button('Remove worktree').click();
    await dialog().waitFor({ state: 'detached' });
    expect(existsSync(state.place?.root ?? '')).toBe(false);
    expect(goal.repository.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(await window.troubles()).toEqual([]);
  });
});
