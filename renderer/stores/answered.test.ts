import { describe, expect, it } from 'vitest';
import type { Answer } from '../../shared/ipc/methods';
import type { AnsweredPage, AnsweredRow } from '../../shared/views/answered';
import { createAnswered } from './answered';

const row = (seq: number) => ({ thread: 't', seq, at: seq }) as AnsweredRow;
const page = (next: number | null, ...seqs: readonly number[]): AnsweredPage => ({
  rows: seqs.map(row),
  total: 9,
  next: next === null ? null : { thread: 't', seq: next, at: next },
});

/** Main, which answers each call when the test says so. */
function main() {
  const calls: { readonly params: unknown; readonly answer: (answer: Answer<'inbox/answered'>) => void }[] = [];
  const call = (_method: string, params: unknown) =>
    new Promise<Answer<'inbox/answered'>>((resolve) => calls.push({ params, answer: resolve }));
  const store = createAnswered({ call: call as never });
  return { store, calls, seqs: () => store.getState().list?.rows.map(({ seq }) => seq) };
}

describe('the answers that a window has read', () => {
  it('are read again once, however often that was asked for meanwhile', async () => {
    const { store, calls, seqs } = main();
    const first = store.refresh();
    void store.refresh();
    void store.refresh();
    calls[0]?.answer({ ok: true, value: page(null, 1) });
    await Promise.resolve();
    await Promise.resolve();
    calls[1]?.answer({ ok: true, value: page(null, 2, 1) });
    await first;
    expect([calls.length, seqs()]).toEqual([2, [2, 1]]);
  });

  it('go on where they end, once for each wish', async () => {
    const { store, calls, seqs } = main();
    const first = store.refresh();
    calls[0]?.answer({ ok: true, value: page(8, 9, 8) });
    await first;
    const older = store.readOlder();
    void store.readOlder();
    expect(calls.map(({ params }) => params)).toEqual([{}, { after: { thread: 't', seq: 8, at: 8 } }]);
    calls[1]?.answer({ ok: true, value: page(null, 7) });
    await older;
    expect(seqs()).toEqual([9, 8, 7]);
    await store.readOlder();
    expect(calls).toHaveLength(2);
  });

  it('stay where a later try fails, with its sentence, until one does not', async () => {
    const { store, calls, seqs } = main();
    const first = store.refresh();
    calls[0]?.answer({ ok: true, value: page(null, 1) });
    await first;
    const second = store.refresh();
    calls[1]?.answer({ ok: false, error: { code: 'store', message: 'The disk is full.' } });
    await second;
    expect([seqs(), store.getState().fault]).toEqual([[1], 'The disk is full.']);
    const third = store.refresh();
    calls[2]?.answer({ ok: true, value: page(null, 1) });
    await third;
    expect(store.getState().fault).toBeNull();
  });
});
