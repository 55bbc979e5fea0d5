import type { Locator, Page } from 'playwright-core';
import { ask } from './support';
import type { SmallGoal } from './supportGoal';

/** A thread is opened with a model, which is asked nothing here. */
export const SOME_MODEL = { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1', OPENAI_MODEL: 'gpt-window' } as const;

/** Threads with a drafted goal each, the last first in the list. Nothing of them is activated. */
export async function draftThreads(page: Page, goal: SmallGoal, outcomes: readonly string[]): Promise<readonly string[]> {
  const threads: string[] = [];
  for (const outcome of outcomes) {
    const contract = { ...goal.contract, outcome };
    threads.push((await ask(page, 'thread/create', { workspace: goal.repository.root, contract })).thread);
  }
  return threads;
}

/** A thread's row in the list. */
export function listRow(page: Page, title: string): Locator {
  return page.getByRole('navigation').locator('[data-thread]').filter({ hasText: title });
}

/** The titles in the list from top to bottom. */
export function listedTitles(page: Page): Promise<readonly string[]> {
  return page
    .getByRole('navigation')
    .locator('[data-thread]')
    .evaluateAll((rows) =>
      rows
        .map((row) => ({ top: row.getBoundingClientRect().top, text: row.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
}
