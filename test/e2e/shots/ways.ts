// The ways to views that several scenes share.
import type { Page } from 'playwright-core';
import { openPlace, openTab } from '../support';
import type { Stage } from './stage';

type Open = (stage: Stage) => Promise<void>;
type Tab = 'Live' | 'Goal' | 'Diff' | 'Timeline';

/** Out of settings, archive and what is searched for, to the list of threads. */
export async function home({ window: { page } }: Stage): Promise<void> {
  const back = page.getByRole('button', { name: /^Back/ });
  await back
    .or(page.getByRole('button', { name: /^New goal/ }))
    .first()
    .waitFor();
  if (await back.isVisible()) await back.click();
  const search = page.getByRole('searchbox', { name: 'Search threads' });
  if (await search.isVisible()) await search.fill('');
}

export function place(name: 'New goal' | 'Inbox', stands: (page: Page) => Promise<unknown>): Open {
  return async (stage) => {
    await home(stage);
    await openPlace(stage.window.page, name);
    await stands(stage.window.page);
  };
}

/** A thread by its row in the list, at one of its places. */
export function thread(title: string | RegExp, tab: Tab, stands: (page: Page) => Promise<unknown>): Open {
  return async (stage) => {
    const { page } = stage.window;
    await home(stage);
    await page.getByRole('navigation', { name: 'Threads' }).getByRole('button', { name: title }).first().click();
    await openTab(page, tab);
    await page.getByRole('main', { name: tab }).waitFor();
    await stands(page);
  };
}

export function settings(section: string): Open {
  return async ({ window: { page } }) => {
    if (!(await page.getByRole('main', { name: 'Settings' }).isVisible())) await openPlace(page, 'Settings');
    await page.getByRole('button', { name: 'Save model' }).waitFor();
    await page.getByRole('table', { name: 'Sizes' }).waitFor();
    await page.getByText('Trying', { exact: true }).waitFor({ state: 'detached' });
    await toSection(section)(page);
  };
}

export const toSection = (section: string) => (page: Page) =>
  page.getByRole('navigation').getByRole('button', { name: section, exact: true }).click();

/** Scrolls what has that name to the middle of its place. */
export const toMiddle = (role: 'region' | 'tree', name: string) => (page: Page) =>
  page.getByRole(role, { name }).evaluate((element) => element.scrollIntoView({ block: 'center' }));

export const face = (page: Page, name: 'Form' | 'Text' | 'Versions') =>
  page.getByRole('radiogroup', { name: 'Show the contract as' }).getByRole('radio', { name }).check();

/** First the one, then the other. */
export function after(first: Open, then: (page: Page) => Promise<unknown>): Open {
  return async (stage) => {
    await first(stage);
    await then(stage.window.page);
  };
}

export async function closeDialog({ window: { page } }: Stage): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

export async function closeMenu({ window: { page } }: Stage): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
}

/** From the menu of the title row to a dialog. */
export async function more(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.getByRole('dialog').waitFor();
}
