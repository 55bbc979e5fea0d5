// A window with nothing in it, and one with the sample that nobody has activated yet.
import { ask } from '../support';
import { openStage, type Stage } from './stage';
import { face, place, thread } from './ways';

export const stranger = () => openStage(async () => undefined);

export async function firstRun({ window: { page } }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'Open sample' }).waitFor();
  await page.getByText('Trying', { exact: true }).waitFor({ state: 'detached' });
}

export const newGoal = place('New goal', (page) => page.getByRole('textbox', { name: 'Outcome', exact: true }).waitFor());

/** What a goal can begin from. */
export async function templates(stage: Stage): Promise<void> {
  await newGoal(stage);
  await stage.window.page.getByRole('button', { name: 'Open…' }).click();
  await stage.window.page.getByRole('menu').waitFor();
}

export const emptyInbox = place('Inbox', (page) => page.getByText('Nothing is open.').waitFor());

export const drafted = () =>
  openStage(async ({ window: { page } }) => {
    await ask(page, 'sample/create', {});
    await page.getByRole('list', { name: 'Waiting' }).getByRole('button').waitFor();
  });

const SAMPLE = /p95/;

export const emptyLive = thread(SAMPLE, 'Live', (page) => page.getByText('No command yet.').waitFor());
export const emptyDiff = thread(SAMPLE, 'Diff', (page) => page.getByText('Changes show here').waitFor());
export const emptyTimeline = thread(SAMPLE, 'Timeline', (page) => page.getByText('from the baseline on').waitFor());
export const draftForm = thread(SAMPLE, 'Goal', async (page) => {
  await face(page, 'Form');
  await page.getByRole('button', { name: 'Activate goal' }).waitFor();
  await page.getByRole('treeitem').first().waitFor();
});
export const draftText = thread(SAMPLE, 'Goal', async (page) => {
  await face(page, 'Text');
  await page.getByRole('textbox', { name: 'The goal as text' }).waitFor();
});
export const draftVersions = thread(SAMPLE, 'Goal', async (page) => {
  await face(page, 'Versions');
  await page.getByRole('region', { name: 'Versions' }).getByText('Draft 1').first().waitFor();
});

/** The words that a goal is drafted from, before they are sent. */
export const describeIt = thread(SAMPLE, 'Goal', async (page) => {
  await face(page, 'Form');
  await page.getByRole('button', { name: 'Describe…', exact: true }).click();
  await page.getByRole('textbox', { name: 'The work, in plain words' }).waitFor();
});
