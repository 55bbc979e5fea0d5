import { describe, expect, it } from 'vitest';
import type { ThreadRow } from '../../shared/views/threadRow';
import { createFakeWire } from '../../test/fakes/fakeBridgeWire';
import { createThreadList } from './threads';

const row = (thread: string, updatedAt: number): ThreadRow => ({
  thread,
  title: thread,
  workspace: 'w',
  group: 'working',
  status: 'active',
  reason: 'model_request',
  questions: 0,
  budgetShare: null,
  updatedAt,
});

describe('the list of threads', () => {
  it('is what main tells, and changes by pushed rows without a row changing its place', async () => {
    const { wire, calls, push } = createFakeWire();
    const list = createThreadList(wire);
    void list.load();
    await calls[0]?.reply([row('b', 1), row('a', 2)]);
    push({ type: 'row', row: row('a', 5) });
    expect(list.getState()).toEqual({ status: { name: 'ready' }, rows: [row('b', 1), row('a', 5)] });
  });

  it('puts a new thread first', async () => {
    const { wire, calls, push } = createFakeWire();
    const list = createThreadList(wire);
    void list.load();
    await calls[0]?.reply([row('a', 2)]);
    push({ type: 'row', row: row('b', 3) });
    expect(list.getState().rows.map(({ thread }) => thread)).toEqual(['b', 'a']);
  });

  it('keeps a row that came while the list was on its way, and the newer of two', async () => {
    const { wire, calls, push } = createFakeWire();
    const list = createThreadList(wire);
    void list.load();
    push({ type: 'row', row: row('a', 9) });
    push({ type: 'row', row: row('c', 3) });
    await calls[0]?.reply([row('a', 2), row('b', 1)]);
    expect(list.getState().rows).toEqual([row('c', 3), row('a', 9), row('b', 1)]);
  });

  it('says why it could not be read, and reads again', async () => {
    const { wire, calls } = createFakeWire();
    const list = createThreadList(wire);
    void list.load();
    await calls[0]?.refuse('The store is locked.');
    expect(list.getState().status).toEqual({ name: 'failed', message: 'The store is locked.' });
    void list.load();
    await calls[1]?.reply([]);
    expect(list.getState()).toEqual({ status: { name: 'ready' }, rows: [] });
  });
});
