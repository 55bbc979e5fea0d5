import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEventStore } from '../../electron/store/eventStore';
import { call, SimulatedThread, testContract } from '../fakes/simulatedThread';
import { PASS } from '../fakes/simulatedWork';
import { type OpenWindow, openWindow } from './harness';
import { ask, openPlace, STEP_MS } from './support';
import { eventually } from './supportEditor';
import { focused, orderThread } from './supportInbox';

const THREADS = 100;
/** Of a thread that a person has been asked for months. */
const ANSWERS = 3_000;
const PAGE = 50;
const WORKSPACES = ['billing-service', 'admin-web', 'search-core'] as const;

let dataDir: string;
let window: OpenWindow;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'goalpost many-'));
  mkdirSync(dataDir, { recursive: true });
  writeThreads(join(dataDir, 'goalpost.db'));
  window = await openWindow({ dataDir });
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A hundred threads that wait for a person: their logs as the engine would have written them, all of them real histories. */
function writeThreads(file: string): void {
  const store = openEventStore(file, { mode: 'write' });
  if (!store.ok) throw new Error(store.error.message);
  for (let index = 0; index < THREADS; index += 1) {
    const { events } = index % 2 === 0 ? blocked(index) : flagged(index);
    const root = join('/somewhere', WORKSPACES[index % WORKSPACES.length] ?? 'w');
    const stored = events.map(({ at, type, data }) =>
      type === 'thread.opened' ? { at, type, data: { ...data, workspace: { ...data.workspace, root } } } : { at, type, data },
    );
    const appended = store.value.append({ thread: `thread${index}`, after: 0, events: stored });
    if (!appended.ok) throw new Error(appended.error.message);
  }
  const { events } = begun(0).activate(testContract({ outcome: 'Old answers' }), true);
  const head = [...events, ...answers(events.at(-1)?.at ?? 0)];
  const old = store.value.append({ thread: 'old', after: 0, events: head.map(({ at, type, data }) => ({ at, type, data })) });
  if (!old.ok) throw new Error(old.error.message);
  store.value.dispose();
}

/** Permissions that were asked for and answered, one after the other, and then the end of it. */
function answers(from: number): readonly { readonly at: number; readonly type: string; readonly data: unknown }[] {
  const asked = Array.from({ length: ANSWERS }, (_, n) => {
    const id = `need-${n}`;
    const question = {
      id,
      kind: 'need',
      text: `Question number ${n}?`,
      need: { id, kind: 'text', question: `Question number ${n}?` },
    };
    return [
      { at: from + n, type: 'question.opened', data: { question } },
      { at: from + n, type: 'question.answered', data: { question: id, by: 'user', answer: `Answer number ${n}` } },
    ];
  });
  return [...asked.flat(), { at: from + ANSWERS, type: 'goal.cleared', data: { by: 'user', reason: 'done' } }];
}

function blocked(index: number): SimulatedThread {
  const thread = begun(index);
  thread.activate(testContract({ outcome: `Goal number ${index} holds` }));
  const needs = [{ id: 'key', kind: 'text', question: `Which key has number ${index}?` }];
  const dossier = { attempts: ['a stub'], evidence: ['e1'], blocker: 'no account', needs };
  thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: '', dossier })] });
  return thread.run();
}

function flagged(index: number): SimulatedThread {
  return begun(index).activate(testContract({ outcome: `Goal number ${index} holds` }), false);
}

function begun(index: number): SimulatedThread {
  const thread = new SimulatedThread({ verdict: () => PASS });
  thread.at = Date.now() - (THREADS - index) * 60_000;
  return thread;
}

describe('a hundred questions', () => {
  it('are all there, counted alike, with the newest of the most urgent first', async () => {
    const { page } = window;
    await openPlace(page, 'Inbox');
    await page.getByText(`Open ${THREADS}`).waitFor();
    await page.getByRole('button', { name: /^Inbox\s*100$/ }).waitFor();
    expect(await page.getByRole('article').count()).toBe(THREADS);
    const first = await page.getByRole('article').evaluateAll((rows) => rows.slice(0, 2).map((row) => row.ariaLabel));
    expect(first).toEqual(['Goal number 98 holds: No account.', 'Goal number 96 holds: No account.']);
  });

  it('stay quick under the keys: a step lays out what is in view, and draws two rows anew', async () => {
    const { page } = window;
    await page.getByRole('article').first().focus();
    const drawn = await page.evaluate(DRAWN_BY_A_STEP);
    expect(drawn).toEqual({ steps: 50, rows: 2 });
  });

  it('are filtered by workspace and kind, each with its count', async () => {
    const { page } = window;
    await page.getByRole('main').getByRole('combobox', { name: 'Workspace' }).selectOption({ label: 'admin-web (33)' });
    await page.getByText(`33 of ${THREADS}`).waitFor();
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('baseline');
    const workspaces = await page
      .getByRole('article')
      .evaluateAll((rows) => rows.map((row) => row.textContent?.includes('admin-web')));
    expect([workspaces.length, workspaces.includes(false)]).toEqual([17, false]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText(`Open ${THREADS}`).waitFor();
  });

  it('are answered one after the other with one key, and the focus goes on', async () => {
    const { page } = window;
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('baseline');
    await page.getByRole('article').first().focus();
    for (const number of [97, 95, 93]) {
      await page.keyboard.press('n');
      await eventually(() => focused(page)).toMatch(new RegExp(`^Goal number ${number} holds`));
    }
    await page.getByRole('article', { name: 'Goal number 95 holds' }).waitFor({ state: 'detached' });
    await page.getByText('Goal number 95 holds: answered: Keep as draft.').waitFor();
    expect(await focused(page)).toMatch(/^Goal number 93 holds/);
    await page.getByRole('button', { name: /^Inbox\s*97$/ }).waitFor();
    expect(await window.troubles()).toEqual([]);
  });
});

describe('thousands of answers', () => {
  const answered = () => window.page.getByRole('region', { name: 'Answered questions' });
  const rows = () => answered().getByRole('article');

  it('are counted, and read a page at a time, the newest first', async () => {
    const { page } = window;
    await page.getByRole('tab', { name: 'Answered 3,003' }).click();
    await rows().first().waitFor();
    // The newest page, read when the inbox was opened, and the three that were given since.
    const read = PAGE + 3;
    expect(await rows().count()).toBe(read);
    expect(await rows().first().getAttribute('aria-setsize')).toBe('3003');
    await answered().getByText(`${read} of 3,003`).waitFor();
    await answered().getByRole('button', { name: 'Show older answers' }).click();
    await rows()
      .nth(read + PAGE - 1)
      .waitFor();
    expect(await rows().last().getAttribute('aria-label')).toBe(`Old answers: Question number ${ANSWERS - 2 * PAGE}? Answered`);
    expect(await rows().count()).toBe(read + PAGE);
  });

  it('take a new answer at their front, while somebody looks, and keep what was read', async () => {
    const { page } = window;
    const asked = await ask(page, 'threads/list', {});
    const waiting = asked.find(({ group, title }) => group === 'needs_you' && title === 'Goal number 91 holds');
    if (!waiting) throw new Error('number 91 asks nothing');
    await orderThread(page, waiting.thread, { type: 'question.answer', question: 'baseline', answer: 'cancel' });
    await page.getByRole('tab', { name: 'Answered 3,004' }).waitFor();
    expect(await rows().first().getAttribute('aria-label')).toMatch(/^Goal number 91 holds: .*\? Cancelled$/);
    expect(await rows().count()).toBe(2 * PAGE + 4);
    expect(await window.troubles()).toEqual([]);
  });
});

/** Fifty times j, told by how many rows had anything of theirs changed at the most. */
const DRAWN_BY_A_STEP = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  let rows = 0;
  for (let step = 0; step < 50; step += 1) {
    const changed = new Set();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) changed.add((target.nodeType === 1 ? target : target.parentElement).closest('article'));
    });
    observer.observe(document.querySelector('[role=feed]'), { subtree: true, childList: true, attributes: true, characterData: true });
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
    await frame();
    observer.disconnect();
    changed.delete(null);
    rows = Math.max(rows, changed.size);
  }
  return { steps: 50, rows };
})()`;
