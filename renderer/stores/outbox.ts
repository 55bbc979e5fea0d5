import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WindowCommand } from '../../shared/ipc/methods';
import { firstRefusal } from './thread';

/** Long enough to see that the wrong key was hit, short enough that no agent stands still for it. */
export const UNDO_MS = 5_000;

/** One answer on its way, of the row that is named by `key`. */
export interface Given {
  readonly key: string;
  readonly thread: string;
  /** What was answered, as its button says it. */
  readonly words: string;
  /** Sent one after the other; the rest is not sent after a refusal. */
  readonly orders: readonly WindowCommand[];
  /** Hears of each order that was taken, by its place; what was typed for it must not be sent again. */
  readonly onTaken?: (index: number) => void;
}

export type Leaving = Given & {
  /** `waiting` can still be taken back; `taken` stands in the log, and its row is about to go. */
  readonly phase: 'waiting' | 'sending' | 'taken' | 'refused';
  readonly refusal?: string | undefined;
};

export interface Outbox {
  readonly leaving: ReadonlyMap<string, Leaving>;
}

/** Answers the sentence of a refusal. */
type Send = (thread: string, order: WindowCommand) => Promise<string | undefined>;

/**
 * Answers that were given and are not sent yet: for a few seconds each can be taken back. They outlive going elsewhere in the window;
 * with the window itself they are sent at once, since they were given, and whole, since nobody hears the first order's answer any more. One
 * whose question is gone before is let go unsent.
 */
export function createOutbox(send: Send, undoMs = UNDO_MS) {
  const store: StoreApi<Outbox> = createStore<Outbox>(() => ({ leaving: new Map() }));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const put = (key: string, entry: Leaving | undefined) => {
    const leaving = new Map(store.getState().leaving);
    leaving.delete(key);
    if (entry) leaving.set(key, entry);
    store.setState({ leaving });
  };
  const stopTimer = (key: string) => {
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  const sendNow = async (key: string) => {
    const given = store.getState().leaving.get(key);
    if (given?.phase !== 'waiting') return;
    stopTimer(key);
    put(key, { ...given, phase: 'sending' });
    const refusal = await sendOrders(send, given);
    if (store.getState().leaving.has(key))
      put(key, refusal === undefined ? { ...given, phase: 'taken' } : { ...given, phase: 'refused', refusal });
  };

  return {
    store,
    give: (given: Given) => {
      const { phase } = store.getState().leaving.get(given.key) ?? {};
      if (phase === 'sending' || phase === 'taken') return;
      stopTimer(given.key);
      // Of what was taken while nobody looked, no row was seen to go.
      for (const [key, { phase: old }] of store.getState().leaving) if (old === 'taken') put(key, undefined);
      put(given.key, { ...given, phase: 'waiting' });
      timers.set(
        given.key,
        setTimeout(() => void sendNow(given.key), undoMs),
      );
    },
    /** Takes the answer back where it was not sent yet; the row asks as before. */
    undo: (key: string): boolean => {
      if (store.getState().leaving.get(key)?.phase !== 'waiting') return false;
      stopTimer(key);
      put(key, undefined);
      return true;
    },
    /** The key of the answer that was given last and can still be taken back. */
    latest: (): string | undefined => [...store.getState().leaving.values()].findLast(({ phase }) => phase === 'waiting')?.key,
    sendNow,
    /** The window goes: all orders of every answer that waits, in their order and without waiting for one another. */
    sendAll: () => {
      for (const given of store.getState().leaving.values()) {
        if (given.phase !== 'waiting') continue;
        stopTimer(given.key);
        put(given.key, { ...given, phase: 'sending' });
        for (const order of given.orders) void send(given.thread, order);
      }
    },
    /** The row is gone, or asks anew: what was to be sent for it is of no use any more. Answers what it was. */
    settle: (key: string): Leaving | undefined => {
      const given = store.getState().leaving.get(key);
      if (!given) return undefined;
      stopTimer(key);
      put(key, undefined);
      return given;
    },
  };
}

async function sendOrders(send: Send, { thread, orders, onTaken }: Given): Promise<string | undefined> {
  for (const [index, order] of orders.entries()) {
    const refusal = await send(thread, order);
    if (refusal !== undefined) return refusal;
    onTaken?.(index);
  }
  return undefined;
}

export const outbox = createOutbox((thread, order) => firstRefusal(thread, [order]));

if (typeof window !== 'undefined') window.addEventListener('pagehide', outbox.sendAll);

export function useLeaving(key: string): Leaving | undefined {
  return useStore(outbox.store, ({ leaving }) => leaving.get(key));
}
