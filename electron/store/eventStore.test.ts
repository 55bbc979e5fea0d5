import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EventStore, openEventStore } from './eventStore';
import { StoreFailure } from './storeError';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'event store ü '));
  file = join(folder, 'events.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const event = (at: number, data: unknown = { n: at }) => ({ at, type: 'counted', data });

describe('append', () => {
  it('answers the new head, and the events come back as they went in', () => {
    const store = open();
    const data = { text: 'é😀\0\n\ud800', list: [1, 2.5, -3e300, null, true], deep: { '': {} } };
    expect(store.append({ thread: 't', after: 0, events: [event(10.5, data), event(9)] })).toEqual({ ok: true, value: 2 });
    expect(
      store.append({ thread: 't', after: 2, events: [{ at: Number.MAX_SAFE_INTEGER, type: 'counted', data: undefined }] }),
    ).toEqual({
      ok: true,
      value: 3,
    });
    expect(store.events('t', 0)).toEqual([
      { seq: 1, at: 10.5, type: 'counted', data },
      { seq: 2, at: 9, type: 'counted', data: { n: 9 } },
      { seq: 3, at: Number.MAX_SAFE_INTEGER, type: 'counted', data: null },
    ]);
    expect(store.events('t', 2)).toEqual([{ seq: 3, at: Number.MAX_SAFE_INTEGER, type: 'counted', data: null }]);
    expect(store.events('t', 3)).toEqual([]);
    expect(store.events('other', 0)).toEqual([]);
  });

  it('answers events of some types, the last ones or those of a run, in order', () => {
    const store = open();
    const types = ['a', 'b', 'a', 'c', 'a'];
    store.append({ thread: 't', after: 0, events: types.map((type, n) => ({ at: n, type, data: { n } })) });
    store.append({ thread: 'other', after: 0, events: [event(1)] });
    expect(store.lastEventsOf('t', ['a', 'c'], 3).map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(store.lastEventsOf('t', ['b'], 3)).toEqual([{ seq: 2, at: 1, type: 'b', data: { n: 1 } }]);
    expect(store.lastEventsOf('t', ['counted'], 3)).toEqual([]);
    expect(store.eventsOf('t', ['a', 'c'], { after: 1, until: 4 }).map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it('answers those below one of them', () => {
    const store = open();
    store.append({ thread: 't', after: 0, events: ['a', 'b', 'a', 'a'].map((type, n) => ({ at: n, type, data: {} })) });
    expect(store.lastEventsOf('t', ['a'], 2, 4).map(({ seq }) => seq)).toEqual([1, 3]);
  });

  it('refuses a batch decided on another head, and stores nothing of it', () => {
    const store = open();
    store.append({ thread: 't', after: 0, events: [event(1)] });
    for (const after of [0, 2]) {
      const batch = { thread: 't', after, events: [event(2)], receipt: { command: 'c', answer: 'yes' } };
      expect(store.append(batch)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    }
    expect(store.append({ thread: 'new', after: 1, events: [event(2)] })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(store.receipt('c')).toBeUndefined();
    expect(store.threads()).toEqual([{ thread: 't', head: 1, createdAt: 1, updatedAt: 1 }]);
  });

  it("keeps a command's answer, also without an event, and refuses a second one", () => {
    const store = open();
    expect(store.append({ thread: 't', after: 0, events: [], receipt: { command: 'c', answer: { refused: 'why' } } })).toEqual({
      ok: true,
      value: 0,
    });
    expect(store.threads()).toEqual([]);
    const again = store.append({ thread: 't', after: 0, events: [event(1)], receipt: { command: 'c', answer: 2 } });
    expect(again).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect([store.receipt('c'), store.receipt('other'), store.events('t', 0)]).toEqual([{ refused: 'why' }, undefined, []]);
    store.append({ thread: 't', after: 0, events: [event(1)], receipt: { command: 'd', answer: undefined } });
    expect(store.receipt('d')).toBeNull();
  });

  it('stores nothing of a batch whose data is no JSON', () => {
    const store = open();
    expect(() => store.append({ thread: 't', after: 0, events: [event(1), event(2, 3n)] })).toThrow(TypeError);
    expect(() => store.append({ thread: 't', after: 0, events: [event(1)], receipt: { command: 'c', answer: 3n } })).toThrow(
      TypeError,
    );
    expect(() => store.append({ thread: 'a\0b', after: 0, events: [event(1)] })).toThrow(TypeError);
    expect(store.append({ thread: 't', after: 0, events: [event(1)] })).toEqual({ ok: true, value: 1 });
  });

  it('keeps many and large events', () => {
    const store = open();
    const events = Array.from({ length: 2000 }, (_, index) => event(index, 'ß'.repeat(index)));
    store.append({ thread: 't', after: 0, events });
    for (const after of [0, 1800, 1900, 1999]) {
      expect(store.events('t', after).map((row) => row.seq)).toEqual(events.slice(after).map((_, index) => after + index + 1));
    }
  });

  it('tells that another process is writing, when that does not end', () => {
    const store = open();
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    expect(store.append({ thread: 't', after: 0, events: [event(1)] })).toMatchObject({ ok: false, error: { code: 'locked' } });
    other.exec('ROLLBACK');
    other.close();
    expect(store.append({ thread: 't', after: 0, events: [event(1)] })).toEqual({ ok: true, value: 1 });
  });
});

describe('snapshots', () => {
  it('keep the newest and drop an older one', () => {
    const store = open();
    store.append({ thread: 't', after: 0, events: [event(1), event(2)] });
    expect(store.snapshot('t')).toBeUndefined();
    store.saveSnapshot('t', 2, { two: true });
    store.saveSnapshot('t', 1, { one: true });
    expect(store.snapshot('t')).toEqual({ seq: 2, state: { two: true } });
    expect(() => store.saveSnapshot('nobody', 1, {})).toThrow(StoreFailure);
  });
});

describe('a stored log', () => {
  it('that lost an event or does not read is told as damaged', () => {
    const store = open();
    store.append({ thread: 't', after: 0, events: [event(1), event(2), event(3)] });
    const other = new Database(file);
    other.exec('DELETE FROM events WHERE seq = 2');
    expect(() => store.events('t', 0)).toThrow(/damaged.*event 2 of the thread t is gone/);
    other.exec("UPDATE events SET data = '{' WHERE seq = 3");
    expect(() => store.events('t', 2)).toThrow(/damaged.*event 3 of the thread t does not read/);
    other.exec('DELETE FROM events WHERE seq = 3');
    expect(() => store.events('t', 2)).toThrow(/damaged.*event 3 of the thread t is gone/);
    other.close();
  });

  it('is not used after dispose', () => {
    const store = open();
    store.dispose();
    store.dispose();
    expect(() => store.threads()).toThrow(/after dispose/);
    expect(() => store.append({ thread: 't', after: 0, events: [] })).toThrow(/after dispose/);
  });
});

describe('over any sequence of calls, closings and openings', () => {
  const names = fc.constantFrom('a', 'b', 'ü ', "c'--");
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        call: fc.constant('append' as const),
        thread: names,
        skew: fc.constantFrom(0, 0, 0, -1, 1),
        data: fc.array(fc.jsonValue(), { maxLength: 4 }),
        command: fc.option(fc.nat(20), { nil: undefined }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ call: fc.constant('snapshot' as const), thread: names, seq: fc.nat(8), data: fc.jsonValue() }),
    },
    { weight: 1, arbitrary: fc.record({ call: fc.constant('reopen' as const) }) },
  );

  it('answers as arrays in memory would', () => {
    let round = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const place = join(folder, `${round++}.db`);
        const model = {
          events: new Map<string, unknown[]>(),
          receipts: new Map<string, unknown>(),
          snapshots: new Map<string, { seq: number; state: unknown }>(),
        };
        let store = open(place);
        for (const [index, now] of steps.entries()) {
          if (now.call === 'reopen') {
            store.dispose();
            store = open(place);
            continue;
          }
          const known = model.events.get(now.thread);
          if (now.call === 'snapshot') {
            if (!known) continue;
            const stands = model.snapshots.get(now.thread);
            if (!stands || now.seq >= stands.seq) model.snapshots.set(now.thread, { seq: now.seq, state: json(now.data) });
            store.saveSnapshot(now.thread, now.seq, now.data);
            continue;
          }
          const head = known?.length ?? 0;
          const events = now.data.map((data) => ({ at: index, type: 'x', data }));
          const receipt = now.command === undefined ? {} : { receipt: { command: `c${now.command}`, answer: index } };
          const fits = now.skew === 0 && !(receipt.receipt && model.receipts.has(receipt.receipt.command));
          const answer = store.append({ thread: now.thread, after: head + now.skew, events, ...receipt });
          expect(answer).toMatchObject(
            fits ? { ok: true, value: head + events.length } : { ok: false, error: { code: 'conflict' } },
          );
          if (!fits) continue;
          const stored = events.map((one, offset) => ({ seq: head + offset + 1, ...one, data: json(one.data) }));
          if (known || stored.length > 0) model.events.set(now.thread, [...(known ?? []), ...stored]);
          if (receipt.receipt) model.receipts.set(receipt.receipt.command, index);
        }
        for (const [thread, events] of model.events) {
          expect(store.events(thread, 0)).toEqual(events);
          const snapshot = model.snapshots.get(thread);
          expect(store.snapshot(thread)).toEqual(snapshot && snapshot.seq <= events.length ? snapshot : undefined);
        }
        for (const [command, answer] of model.receipts) expect(store.receipt(command)).toEqual(answer);
        expect(
          store
            .threads()
            .map((row) => [row.thread, row.head])
            .sort(),
        ).toEqual([...model.events].map(([thread, events]) => [thread, events.length]).sort());
        store.dispose();
      }),
      { numRuns: 60 },
    );
  });
});

function open(place = file): EventStore {
  const opened = openEventStore(place, { mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
