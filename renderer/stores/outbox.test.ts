import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WindowCommand } from '../../shared/ipc/methods';
import { createOutbox } from './outbox';

const UNDO_MS = 1_000;

const order: WindowCommand = { type: 'goal.resume' };
const given = { key: 'th:blocked', thread: 'th', words: 'Resume goal', orders: [order] };

function outboxWith(refused?: WindowCommand['type']) {
  const sent: string[] = [];
  const outbox = createOutbox(async (thread, order) => {
    sent.push(`${thread} ${order.type}`);
    return order.type === refused ? 'Extend it to resume.' : undefined;
  }, UNDO_MS);
  return { outbox, sent, phase: () => outbox.store.getState().leaving.get(given.key)?.phase };
}

describe('answers on their way', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are sent once they can no longer be taken back', async () => {
    const { outbox, sent, phase } = outboxWith();
    const onTaken = vi.fn();
    outbox.give({ ...given, onTaken });
    await vi.advanceTimersByTimeAsync(UNDO_MS - 1);
    expect([phase(), sent, onTaken.mock.calls.length]).toEqual(['waiting', [], 0]);
    await vi.advanceTimersByTimeAsync(1);
    expect([phase(), sent, onTaken.mock.calls.length]).toEqual(['taken', ['th goal.resume'], 1]);
  });

  it('can be taken back, and then nothing was sent', async () => {
    const { outbox, sent, phase } = outboxWith();
    outbox.give(given);
    expect(outbox.latest()).toBe(given.key);
    expect([outbox.undo(given.key), outbox.undo(given.key), outbox.latest()]).toEqual([true, false, undefined]);
    await vi.advanceTimersByTimeAsync(UNDO_MS * 2);
    expect([phase(), sent]).toEqual([undefined, []]);
  });

  it('are one for each row: a second answer takes the place of the first, and waits anew', async () => {
    const { outbox, sent } = outboxWith();
    outbox.give({ ...given, orders: [{ type: 'goal.clear' }] });
    await vi.advanceTimersByTimeAsync(UNDO_MS - 1);
    outbox.give(given);
    await vi.advanceTimersByTimeAsync(UNDO_MS - 1);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    outbox.give(given);
    expect(sent).toEqual(['th goal.resume']);
  });

  it('are sent at once with the window', async () => {
    const { outbox, sent } = outboxWith();
    outbox.give(given);
    outbox.give({ ...given, key: 'other', thread: 'other' });
    outbox.give({ ...given, key: 'note', orders: [{ type: 'input.queue', text: 'Go on without it.' }, order] });
    outbox.sendAll();
    // Whole: the page is gone before the first order of two is answered.
    const all = ['th goal.resume', 'other goal.resume', 'th input.queue', 'th goal.resume'];
    expect(sent).toEqual(all);
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(sent).toEqual(all);
  });

  it('keep the sentence of a refusal, and can be given again', async () => {
    const { outbox, sent, phase } = outboxWith('goal.resume');
    outbox.give(given);
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(outbox.store.getState().leaving.get(given.key)).toMatchObject({ phase: 'refused', refusal: 'Extend it to resume.' });
    outbox.give(given);
    expect(phase()).toBe('waiting');
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(sent).toHaveLength(2);
  });

  it('tell each order that was taken, and send none after a refusal', async () => {
    const { outbox, sent } = outboxWith('goal.resume');
    const onTaken = vi.fn();
    outbox.give({ ...given, orders: [{ type: 'input.queue', text: 'n' }, order, { type: 'goal.clear' }], onTaken });
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect([sent, onTaken.mock.calls]).toEqual([['th input.queue', 'th goal.resume'], [[0]]]);
  });

  it('are let go unsent where the question is gone before', async () => {
    const { outbox, sent } = outboxWith();
    outbox.give(given);
    expect(outbox.settle(given.key)?.words).toBe('Resume goal');
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(sent).toEqual([]);
  });
});
