import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draftWriter, type Keeping, readDraft } from './formDrafts';

const draft = (outcome: string) => ({ revision: 1, document: { outcome } });

interface Call {
  readonly method: string;
  readonly params: unknown;
  answer(value: unknown): void;
}

let calls: Call[];

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  const call = (method: string, params: unknown) =>
    new Promise((resolve) => {
      calls.push({ method, params, answer: resolve });
    });
  vi.stubGlobal('goalpost', { call, onPush: () => () => undefined });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const saved = (at: number) => ({ ok: true, value: { savedAt: at } });

describe('keeping a draft', () => {
  it('writes the latest once typing rests, and never two at once', async () => {
    const told: Keeping[] = [];
    const writer = draftWriter('latest');
    writer.hear((state) => told.push(state));
    writer.put(draft('a'));
    writer.put(draft('ab'));
    expect(calls).toEqual([]);
    await vi.runAllTimersAsync();
    expect(calls.map(({ params }) => params)).toEqual([{ key: 'latest', draft: draft('ab') }]);
    writer.put(draft('abc'));
    await vi.runAllTimersAsync();
    expect(calls.length).toBe(1);
    calls[0]?.answer(saved(5));
    await vi.runAllTimersAsync();
    expect(calls.length).toBe(2);
    calls[1]?.answer(saved(9));
    await vi.runAllTimersAsync();
    // The first answer was of what nobody sees any more.
    expect(told.at(-1)).toEqual({ kind: 'saved', at: 9 });
    expect(told).not.toContainEqual({ kind: 'saved', at: 5 });
    expect(writer.pending).toBeUndefined();
  });

  it('shows what is on its way before it is written, so that coming back finds it', async () => {
    const writer = draftWriter('coming');
    writer.put(draft('half a sen'));
    expect(await readDraft('coming')).toEqual({ ok: true, draft: { ...draft('half a sen'), savedAt: null } });
    expect(calls).toEqual([]);
    writer.put(null);
    expect(await readDraft('coming')).toEqual({ ok: true, draft: null });
  });

  it('says why nothing could be kept, and does not take an unanswered question for an empty draft', async () => {
    const told: Keeping[] = [];
    const writer = draftWriter('full');
    writer.hear((state) => told.push(state));
    writer.put(draft('a'));
    await vi.runAllTimersAsync();
    calls[0]?.answer({ ok: false, error: { code: 'write_failed', message: 'The disk is full.' } });
    await vi.runAllTimersAsync();
    expect(told.at(-1)).toEqual({ kind: 'failed', message: 'The disk is full.' });
    const reading = readDraft('other');
    calls[1]?.answer({ ok: false, error: { code: 'bridge_lost', message: 'gone' } });
    expect(await reading).toEqual({ ok: false, message: 'gone' });
  });

  it('holds what could not be written, for who comes back to the form, and writes it once it can', async () => {
    const told: Keeping[] = [];
    const writer = draftWriter('refused');
    writer.hear((state) => told.push(state));
    writer.put(draft('typed on a full disk'));
    await vi.runAllTimersAsync();
    calls[0]?.answer({ ok: false, error: { code: 'write_failed', message: 'The disk is full.' } });
    await vi.runAllTimersAsync();
    expect(await readDraft('refused')).toEqual({ ok: true, draft: { ...draft('typed on a full disk'), savedAt: null } });
    void writer.flush();
    await vi.runAllTimersAsync();
    expect(calls[1]?.params).toEqual({ key: 'refused', draft: draft('typed on a full disk') });
    calls[1]?.answer(saved(7));
    await vi.runAllTimersAsync();
    expect([told.at(-1), writer.pending]).toEqual([{ kind: 'saved', at: 7 }, undefined]);
  });

  it('takes over what an earlier version kept in the page, and has it written where drafts are kept now', async () => {
    const page = new Map([['goalpost.draft.old', JSON.stringify(draft('from before'))]]);
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => page.get(key) ?? null,
      setItem: (key: string, value: string) => page.set(key, value),
      removeItem: (key: string) => page.delete(key),
    });
    const reading = readDraft('old');
    calls[0]?.answer({ ok: true, value: { draft: null } });
    expect(await reading).toEqual({ ok: true, draft: { ...draft('from before'), savedAt: null } });
    await vi.runAllTimersAsync();
    expect([page.size, calls.find(({ method }) => method === 'draft/save')?.params]).toEqual([
      0,
      { key: 'old', draft: draft('from before') },
    ]);
  });
});
