import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWERS, COUNT_ANSWERS } from './answers';
import { type EventStore, openEventStore } from './eventStore';

let folder: string;
let store: EventStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'answers ü '));
  const opened = openEventStore(join(folder, 'events.db'), { mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.message);
  store = opened.value;
});
afterEach(() => {
  store.dispose();
  rmSync(folder, { recursive: true, force: true });
});

type Fact = readonly [at: number, type: string, data?: object];

function write(thread: string, ...facts: readonly Fact[]): void {
  const stored = store.append({
    thread,
    after: store.head(thread),
    events: facts.map(([at, type, data = {}]) => ({ at, type, data })),
  });
  if (!stored.ok) throw new Error(stored.error.message);
}

const RESUMED = { by: 'user', reason: 'resumed' };

const places = (answers: ReturnType<EventStore['answers']['after']>) => answers.map(({ thread, seq }) => `${thread}${seq}`);

describe('the answers of all threads', () => {
  it('are questions that were answered, and stopped goals that a person let go on; nothing else', () => {
    write(
      'a',
      [1, 'goal.activated'],
      [2, 'question.answered', { answer: 'once' }],
      [3, 'goal.paused'],
      [4, 'goal.resumed', RESUMED],
      [5, 'goal.blocked'],
      [6, 'input.queued'],
      [7, 'goal.resumed', RESUMED],
      [8, 'goal.limited'],
      [9, 'goal.resumed', { by: 'app', reason: 'usage_reset' }],
      [10, 'goal.limited'],
      [11, 'budget.changed'],
      [12, 'goal.resumed', { by: 'user', reason: 'budget_extended' }],
      [13, 'goal.blocked'],
      [14, 'question.answered', { answer: 'staging' }],
      [15, 'goal.resumed', { by: 'user', reason: 'answered' }],
    );
    expect(places(store.answers.after(undefined, 10))).toEqual(['a14', 'a12', 'a7', 'a2']);
    expect(store.answers.count()).toBe(4);
    expect(store.answers.after(undefined, 1)).toEqual([
      { thread: 'a', seq: 14, at: 14, type: 'question.answered', data: { answer: 'staging' } },
    ]);
  });

  it('come newest first over threads, page by page, also where several are of one moment', () => {
    write('a', [1, 'question.answered'], [5, 'question.answered'], [5, 'question.answered']);
    write('b', [5, 'question.answered'], [4, 'question.answered']);
    const all = places(store.answers.after(undefined, 10));
    expect(all).toEqual(['b1', 'a3', 'a2', 'b2', 'a1']);
    const paged: string[] = [];
    for (let page = store.answers.after(undefined, 2); page.length > 0; page = store.answers.after(page.at(-1), 2))
      paged.push(...places(page));
    expect(paged).toEqual(all);
  });

  it('are found by their index, and not by reading the log', () => {
    const db = new Database(join(folder, 'events.db'));
    const plan = (sql: string, args: readonly unknown[]) =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(args) as { detail: string }[]).map(({ detail }) => detail);
    expect(plan(ANSWERS, [1, 'a', 1, 10])).toEqual([
      'SEARCH events USING INDEX answers ((at,thread,seq)<(?,?,?))',
      expect.stringContaining('CORRELATED'),
      expect.stringMatching(/^SEARCH before USING INDEX \S*events\S* \(thread=\? AND seq<\?\)$/),
    ]);
    expect(plan(COUNT_ANSWERS, [])[0]).toMatch(/^SCAN events USING INDEX answers$/);
    db.close();
  });
});
