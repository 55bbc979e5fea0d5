import type { Push } from '../../shared/ipc/push';
import type { RecordedEvent } from '../../shared/thread/events';
import { SimulatedThread } from './simulatedThread';

export interface FakeCall {
  readonly method: string;
  readonly params: unknown;
  /** Settles the call, and resolves when everything that waited for it has gone on. */
  reply(value: unknown): Promise<void>;
  refuse(message: string): Promise<void>;
}

/** A wire whose every call waits until the test answers it: the order of answers and pushes is the test's. */
export function createFakeWire() {
  const listeners = new Set<(push: Push) => void>();
  const calls: FakeCall[] = [];
  const ask = (method: string, params: unknown) =>
    new Promise<unknown>((resolve) => {
      const settle = async (answer: unknown) => {
        resolve(answer);
        await settled();
      };
      calls.push({
        method,
        params,
        reply: (value) => settle({ ok: true, value }),
        refuse: (message) => settle({ ok: false, error: { code: 'refused', message } }),
      });
    });
  return {
    calls,
    wire: {
      call: ask as never,
      onPush: (listener: (push: Push) => void) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    push: (push: Push) => {
      for (const listener of [...listeners]) listener(push);
    },
    listening: () => listeners.size,
  };
}

/** Everything that is ready to go on has gone on. */
async function settled(): Promise<void> {
  for (let round = 0; round < 10; round += 1) await Promise.resolve();
}

/** An activated thread's events, and its state after any number of them. */
export function recordedThread() {
  const thread = new SimulatedThread().activate();
  return { events: thread.events, last: thread.events.length, state: thread.now };
}

export function pushed(thread: string, event: RecordedEvent | undefined): Push {
  if (!event) throw new Error('no such event');
  return { type: 'event', thread, event };
}
