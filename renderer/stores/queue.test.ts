import { describe, expect, it } from 'vitest';
import { createFakeWire } from '../../test/fakes/fakeBridgeWire';
import { createQueue } from './queue';

const place = (ahead: number) => ({ line: 'turn', ahead }) as const;

describe('the queue', () => {
  it('is what main tells at the start, and then what it pushes: who waits no more is gone', async () => {
    const { wire, calls, push } = createFakeWire();
    const queue = createQueue(wire);
    void queue.load();
    await calls[0]?.reply({ a: place(0), b: place(1) });
    expect(queue.getState()).toEqual({ a: place(0), b: place(1) });
    push({ type: 'queue', queue: { b: place(0) } });
    expect(queue.getState()).toEqual({ b: place(0) });
  });

  it('keeps what was pushed while the first answer was on its way', async () => {
    const { wire, calls, push } = createFakeWire();
    const queue = createQueue(wire);
    void queue.load();
    push({ type: 'queue', queue: { a: place(2) } });
    await calls[0]?.reply({ a: place(3) });
    expect(queue.getState()).toEqual({ a: place(2) });
  });
});
