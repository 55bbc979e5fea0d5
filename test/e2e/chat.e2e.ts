import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChatServer } from '../fakes/chatServer';
import type { ModelServer } from '../fakes/modelServer';
import { type OpenWindow, openWindow } from './harness';
import { ask, openPlace, openTab, STEP_MS, title, useModel } from './support';
import { DO_IT, type SmallGoal, smallGoal } from './supportGoal';
import { claim, shell } from './supportModel';

let window: OpenWindow;
let server: ModelServer;
let goal: SmallGoal;

beforeAll(async () => {
  goal = smallGoal();
  const answers = [[shell(DO_IT)], [claim('The file says done.')]];
  server = await startChatServer({ reply: (_request, index) => ({ items: answers[index] ?? [] }) });
  window = await openWindow();
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  await server?.close();
  goal.remove();
});

describe('a server of Chat Completions', () => {
  it('is chosen in the settings, and still chosen when they are looked at again', async () => {
    const { page } = window;
    await openPlace(page, 'Settings');
    await page.getByRole('combobox', { name: 'API', exact: true }).selectOption({ label: 'Chat Completions' });
    await page.getByRole('button', { name: /^Back/ }).click();
    await openPlace(page, 'Settings');
    expect(await page.getByRole('combobox', { name: 'API', exact: true }).inputValue()).toBe('responses');
    await page.getByRole('button', { name: /^Back/ }).click();
    await useModel(page, server.baseUrl, 'Chat Completions');
    await openPlace(page, 'Settings');
    expect(await page.getByRole('combobox', { name: 'API', exact: true }).inputValue()).toBe('chat');
    expect(await ask(page, 'settings/get', {})).toMatchObject({ api: 'chat', model: 'gpt-window', baseUrl: server.baseUrl });
    await page.getByRole('button', { name: /^Back/ }).click();
  });

  it('pursues a goal to its end, asked without a key', async () => {
    const { page } = window;
    await ask(page, 'thread/create', { workspace: goal.repository.root, contract: goal.contract });
    await page.getByRole('list', { name: 'Waiting' }).getByRole('button', { name: goal.contract.outcome }).click();
    await openTab(page, 'Goal');
    await page.getByRole('button', { name: 'Activate goal' }).click();
    await page.getByRole('list', { name: 'Done' }).getByRole('button', { name: goal.contract.outcome }).click();
    await title(page).getByText('Complete', { exact: true }).waitFor();
    expect(server.requests.map(({ refused }) => refused)).toEqual([undefined, undefined]);
    expect(goal.repository.read('src/app.txt')).toBe('done\n');
    expect(await window.troubles()).toEqual([]);
  });
});
