import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../../shared/kernel/emitter';
import { SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import type { EventStore } from './eventStore';
import { openEventStore } from './eventStore';
import { SearchFollower } from './searchFollower';

let folder: string;
let store: EventStore;
let news: Emitter<{ thread: string; event: { seq: number } }>;
let followers: SearchFollower[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'search ü '));
  const opened = openEventStore(join(folder, 'goalpost.db'), { mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.message);
  store = opened.value;
  news = new Emitter();
  followers = [];
});
afterEach(async () => {
  for (const each of followers) await each.dispose();
  store.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function follower(): SearchFollower {
  const made = new SearchFollower({ file: join(folder, 'search.db'), store, onEvent: (listener) => news.on(listener) });
  followers.push(made);
  return made;
}

let at = 1_000;
/** Puts events at a thread's end, as the engine does, and tells of them. */
function append(thread: string, ...events: readonly { readonly type: string; readonly data: unknown }[]): void {
  const after = store.threads().find((row) => row.thread === thread)?.head ?? 0;
  const stamped = events.map((event) => ({ ...event, at: at++ }));
  expect(store.append({ thread, after, events: stamped })).toMatchObject({ ok: true });
  for (const index of events.keys()) news.emit({ thread, event: { seq: after + index + 1 } });
}

const said = (text: string, n = 1) => ({ type: 'input.queued', data: { input: `i${n}`, from: 'user', text } });
const drafted = (outcome: string) => ({
  type: 'goal.drafted',
  data: { by: 'user', contract: testContract({ outcome }), revision: 1 },
});

/** Threads and kinds of what is found now. */
function find(index: SearchFollower, text: string): readonly string[] {
  expect(index.catchUp().ok).toBe(true);
  const found = index.find(text);
  if (!found.ok) throw new Error(found.error.message);
  return found.value.threads.flatMap(({ thread, passages }) => passages.map(({ kind, seq }) => `${thread} ${kind} ${seq}`));
}

describe('search', () => {
  it('finds what was said before it was there, and what is said since', () => {
    append('a', drafted('Faster checkout'), said('Mind the totals.'));
    const index = follower();
    expect(find(index, 'totals')).toEqual(['a person 2']);
    append('a', said('And the header.', 2));
    append('b', said('Another header', 1));
    expect(find(index, 'header')).toEqual(['b person 1', 'a person 3']);
  });

  it('finds beginnings of words in any order, phrases as they are, and what a goal is for before everything else', () => {
    append('a', drafted('Faster checkout for carts'));
    append('b', said('The checkout of carts is slow'));
    const index = follower();
    expect(find(index, 'che car')).toEqual(['a goal 1', 'b person 1']);
    expect(find(index, '"checkout of"')).toEqual(['b person 1']);
    expect(find(index, 'checkout zebra')).toEqual([]);
    expect(find(index, 'Faster CHECKOUT')).toEqual(['a goal 1']);
  });

  it('marks the words in a bounded snippet', () => {
    append('a', said(`${'before '.repeat(400)}needle ${'after '.repeat(400)}`));
    const index = follower();
    index.catchUp();
    const found = index.find('needle');
    const [passage] = found.ok ? (found.value.threads[0]?.passages ?? []) : [];
    expect(passage?.snippet.filter(({ marked }) => marked)).toEqual([{ text: 'needle', marked: true }]);
    expect(passage?.snippet.map(({ text }) => text).join('').length).toBeLessThan(200);
  });

  it('reads on where it stood, and nothing twice, after it was closed and beside another process', async () => {
    append('a', said('one needle'));
    const first = follower();
    expect(find(first, 'needle')).toEqual(['a person 1']);
    const other = follower();
    append('a', said('two needles', 2));
    expect(find(other, 'needles')).toEqual(['a person 2']);
    expect(find(first, 'needle')).toEqual(['a person 2', 'a person 1']);
    await first.dispose();
    expect(find(follower(), 'needle')).toEqual(['a person 2', 'a person 1']);
  });

  it('goes on following once another process lets go of its file', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      append('a', said('one needle'));
      const index = follower();
      expect(find(index, 'needle')).toEqual(['a person 1']);
      append('a', said('two needles', 2));
      const other = new Database(join(folder, 'search.db'));
      other.exec('BEGIN IMMEDIATE');
      vi.runOnlyPendingTimers();
      other.exec('ROLLBACK');
      other.close();
      vi.runAllTimers();
      const found = index.find('needle');
      expect(found.ok && found.value.threads[0]?.passages.map(({ seq }) => seq)).toEqual([2, 1]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is made anew where it is of another log: one that was put back from a copy stands earlier', () => {
    append('a', said('one needle'), said('lost needle', 2));
    const first = follower();
    expect(find(first, 'needle')).toEqual(['a person 2', 'a person 1']);
    store.dispose();
    for (const name of ['goalpost.db', 'goalpost.db-wal', 'goalpost.db-shm']) rmSync(join(folder, name), { force: true });
    const opened = openEventStore(join(folder, 'goalpost.db'), { mode: 'write' });
    if (!opened.ok) throw new Error(opened.error.message);
    store = opened.value;
    append('a', said('another thing'));
    const index = follower();
    expect(find(index, 'needle')).toEqual([]);
    expect(find(index, 'thing')).toEqual(['a person 1']);
  });

  it('says why it cannot be had, and throws nothing at the app, where its file cannot be removed', () => {
    append('a', said('one needle'));
    writeFileSync(join(folder, 'search.db'), 'no database at all'.repeat(500));
    mkdirSync(join(folder, 'search.db-shm'));
    const index = follower();
    for (const answer of [index.catchUp(), index.find('needle')]) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'failed', message: expect.stringContaining('search.db') } });
    }
  });

  it('is made anew from the log where its file is damaged', () => {
    append('a', said('one needle'));
    writeFileSync(join(folder, 'search.db'), 'no database at all'.repeat(500));
    expect(find(follower(), 'needle')).toEqual(['a person 1']);
  });

  it('passes over an event that does not read', () => {
    append('a', said('one needle'), { type: 'input.queued', data: { nonsense: true } }, said('two needles', 2));
    expect(find(follower(), 'needle')).toEqual(['a person 3', 'a person 1']);
  });

  it('tells how far it is while old threads are read in', () => {
    append('a', ...Array.from({ length: 2_500 }, (_, n) => said(`word ${n}`, n)));
    const index = follower();
    expect(index.find('word')).toMatchObject({ ok: true, value: { threads: [], indexing: { read: 0, of: 2_500 } } });
    expect(find(index, 'word 2499')).toEqual(['a person 2500']);
    expect(index.find('word')).toMatchObject({ ok: true, value: { cut: true, indexing: null } });
  });

  it('takes any text for words: nothing typed is an error', async () => {
    append('a', said('a "quoted" needle: AND (OR) NOT * ^ {goal} col:umn'));
    const index = follower();
    index.catchUp();
    for (const text of [
      '"',
      '""',
      '"unended',
      'AND',
      'NOT',
      'a OR',
      '*',
      '^x',
      '{goal} : x',
      'col:umn',
      '(',
      '-x',
      "'",
      ';',
      '\0',
    ]) {
      expect([text, index.find(text).ok]).toEqual([text, true]);
    }
    await fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => index.find(text).ok));
    expect(find(index, 'col:umn')).toEqual(['a person 1']);
  });

  it('holds nothing that was typed into a program', () => {
    const thread = new SimulatedThread().activate(testContract());
    thread.world.replies.push({ items: [say('I looked at src/needle.ts')] });
    thread.run();
    append('a', ...thread.events.map(({ type, data }) => ({ type, data })));
    append('a', {
      type: 'tool.started',
      data: { call: 'x', turn: 't1', name: 'write_stdin', arguments: JSON.stringify({ session: 's', text: 'needle-secret' }) },
    });
    const index = follower();
    expect(find(index, 'needle').map((line) => line.split(' ')[1])).toEqual(['agent']);
  });
});
