import type { Page } from 'playwright-core';
import { ask, openTab } from './support';
import type { SmallGoal } from './supportGoal';

export type Contract = SmallGoal['contract'];

export const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const face = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
export const tree = (page: Page) => page.getByRole('tree', { name: 'Files of the workspace' });
export const row = (page: Page, name: string) => tree(page).getByRole('treeitem', { name: new RegExp(`^${name},`) });
export const tryOf = (page: Page, check: string) => page.getByRole('region', { name: `Try of ${check}` });

/** A word where it is seen: a narrow table has it twice, and shows one of them. */
export const seen = (page: Page, word: string) =>
  page.getByRole('table').getByText(word, { exact: true }).filter({ visible: true });

/** A draft on a thread of its own, its form open. */
export async function openDraft(
  page: Page,
  { repository }: SmallGoal,
  contract: Contract,
  { model = 'gpt-unasked', baseUrl = 'http://127.0.0.1:9/v1' } = {},
): Promise<string> {
  const asked = { workspace: repository.root, contract, model: { api: 'responses', model, baseUrl } as const };
  const { thread } = await ask(page, 'thread/create', asked);
  await page.getByRole('list', { name: 'Waiting' }).getByRole('button').first().click();
  await openTab(page, 'Goal');
  await box(page, 'Outcome').waitFor();
  return thread;
}
