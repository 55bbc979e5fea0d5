import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { onlyThread, openTab, STEP_MS, title, wordsOf } from './support';
import { type LiveWatch, watchLive } from './supportWatch';

// The sample's own commands and benchmarks take about twenty seconds on an idle machine.
const SAMPLE_MS = 110_000;

let window: OpenWindow;

beforeAll(async () => {
  window = await openWindow();
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(() => window?.close());

describe('the sample in the real window', () => {
  let seen: LiveWatch;

  it('is one click away on the first run, and fills the form from its contract file', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Open sample' }).click();
    const form = page.getByRole('group', { name: 'Contract' });
    const field = (name: string) => form.getByRole('textbox', { name, exact: true });
    await expect.poll(() => field('Outcome').inputValue()).toBe('Reduce p95 checkout latency below 120 ms.');
    expect(await field('Paths the agent may write, one a line').inputValue()).toBe('src/\nbench/fixtures/\ntest/');
    expect(await field('Constraint 1').inputValue()).toBe('The correctness suite stays green.');
    expect(await field('Iteration policy').inputValue()).toMatch(/^Between iterations record what changed/);
    expect(await field('Blocked stop').inputValue()).toMatch(/^If the benchmark cannot run/);
    expect(await field('Objective').inputValue()).toMatch(/^Reduce p95 checkout latency below 120 ms, verified by/);
    const checks = await form.getByRole('region', { name: 'Checks' }).getByRole('row').allInnerTexts();
    expect(checks.join('\n')).toMatch(/p95[\s\S]*node bench\/checkout\.bench\.js[\s\S]*< 120 ms/);
    expect(await wordsOf(page.getByRole('region', { name: 'Contract file' }))).toMatch(/Opened from \S.*goal\.md/);
  });

  it(
    'shows the terminal’s text while a command is running, on the way from activation to completion',
    async () => {
      const { page } = window;
      await page.getByRole('button', { name: 'Activate goal' }).click();
      await openTab(page, 'Live');
      const watched = await watchLive(page);
      await title(page).getByText('Complete', { exact: true }).waitFor({ timeout: SAMPLE_MS });
      seen = await watched();
      expect(seen.runningTerminals.join('\n')).toMatch(/✔|p95|checkout/);
    },
    SAMPLE_MS,
  );

  it('had both refusals in the contract panel: the metric first, then the constraint, and at the end two green checks', async () => {
    const rows = seen.checks.join('\n');
    expect(rows).toMatch(/^p95 1\d\d\S* 1\d\d\S* < 120 .*Fails/m);
    expect(rows).toMatch(/^correctness exit 0 exit 1 exit 0 .*Fails/m);
    const panel = window.page.getByRole('complementary', { name: 'Contract' });
    const last = await panel.getByRole('table', { name: 'Checks' }).getByRole('row').allInnerTexts();
    expect(last.slice(1).map((row) => /Passes/.test(row))).toEqual([true, true]);
    expect(await wordsOf(panel)).toContain('2 of 2 fresh');
  });

  it('tells both refusals and the completion in the conversation, and why it stopped', async () => {
    const log = window.page.getByRole('log');
    await log.getByText('by the gate, on 2 pieces of evidence').waitFor();
    expect(await wordsOf(window.page.getByRole('main'))).toContain('evidence_complete');
  });

  it('tells both refusals and the completion in the timeline', async () => {
    const { page } = window;
    await openTab(page, 'Timeline');
    const rows = page.getByRole('region', { name: 'Ledger' }).getByRole('row');
    await rows.nth(4).waitFor();
    const words = await rows.allInnerTexts();
    expect(words.map((row) => /refused: \S+|complete: 2 of 2 fresh/.exec(row)?.[0] ?? '')).toEqual([
      '',
      '',
      'refused: p95',
      'refused: correctness',
      'complete: 2 of 2 fresh',
      '',
    ]);
    const why = await page.getByRole('region', { name: 'Why it went on or stopped' }).getByRole('row').allInnerTexts();
    expect(why.flatMap((row) => /\t(Refused|Completed)\t/.exec(row)?.[1] ?? [])).toEqual(['Refused', 'Refused', 'Completed']);
    expect(await page.getByRole('img', { name: /^3 turns/ }).getAttribute('aria-label')).toMatch(
      /the gate refused 2 times and the goal is complete\.$/,
    );
  });

  it('shows the changed files and their lines in the diff', async () => {
    const { page } = window;
    await openTab(page, 'Diff');
    const files = page.getByRole('tree', { name: 'Changed files' }).getByRole('treeitem', { name: /\.js,/ });
    await files.filter({ hasText: 'overlap.test.js' }).waitFor();
    expect(await files.count()).toBe(2);
    const editors = page.locator('.monaco-diff-editor .view-lines');
    await expect.poll(async () => (await editors.allInnerTexts()).join('\n')).toMatch(/Promise\.allSettled/);
    await files.filter({ hasText: 'overlap.test.js' }).click();
    await expect.poll(async () => (await editors.allInnerTexts()).join('\n')).toMatch(/slow/);
  });

  it('stands as complete in the list, with its sandbox enforced', async () => {
    const { page } = window;
    const row = page.getByRole('list', { name: 'Done' }).getByRole('button');
    expect(await wordsOf(row)).toMatch(/^Reduce p95 checkout latency below 120 ms.*Complete by the gate/);
    expect(await onlyThread(page)).toMatch(/^\w+$/);
  });

  it('says nothing in anger and breaks no policy of the page', async () => {
    expect(await window.troubles()).toEqual([]);
    expect(window.output()).not.toMatch(/goalpost:/);
  });
});
