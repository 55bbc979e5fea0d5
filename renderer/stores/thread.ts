import { useCallback, useSyncExternalStore } from 'react';
import type { WindowCommand } from '../../shared/ipc/methods';
import { call, onPush } from '../bridge/bridge';
import { onNextFrame } from './frame';
import { followThread, type OpenThread } from './threadFold';
import { createThreadShelf } from './threadShelf';

/** The threads this window follows. */
export const threadShelf = createThreadShelf((thread) => followThread(thread, { call, onPush }, onNextFrame));

/** The thread's state and events, in step with main while somebody looks. */
export function useThread(thread: string): OpenThread {
  const subscribe = useCallback((listener: () => void) => threadShelf.look(thread, listener), [thread]);
  return useSyncExternalStore(subscribe, () => threadShelf.get(thread));
}

/** Opens a thread ahead of somebody who is about to look: a pointer is down some 80 ms before it has clicked. */
export function expectThread(thread: string): void {
  const leave = threadShelf.look(thread, () => undefined, 'recent');
  // It stays followed for a moment.
  leave();
}

/** Where the thread's work is, while somebody looks; nothing until that is known. */
export function useWorkspaceRoot(thread: string): string | undefined {
  const subscribe = useCallback((listener: () => void) => threadShelf.look(thread, listener, 'recent'), [thread]);
  return useSyncExternalStore(subscribe, () => {
    const opened = threadShelf.get(thread);
    return opened.status === 'open' ? opened.state.workspace.root : undefined;
  });
}

export type CommandAnswer = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly message: string };

/** Sends an order to a thread. A refusal comes back as a sentence with its remedy; the state itself changes by the events. */
export async function command(thread: string, order: WindowCommand): Promise<CommandAnswer> {
  const answer = await call('thread/command', { thread, id: crypto.randomUUID(), command: order });
  return answer.ok ? { ok: true } : { ok: false, ...answer.error };
}

/** Sends orders one after the other; the rest is not sent after a refusal, whose sentence comes back. */
export async function firstRefusal(thread: string, orders: readonly WindowCommand[]): Promise<string | undefined> {
  for (const order of orders) {
    const answer = await command(thread, order);
    if (!answer.ok) return answer.message;
  }
  return undefined;
}
