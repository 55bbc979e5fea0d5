import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { WindowCommand } from '../../shared/ipc/methods';
import { onPush } from '../bridge/bridge';
import { command } from '../stores/thread';

/** Refusals of the title row's own orders, by thread, until they are put away. */
const refusals = createStore<{ readonly by: Readonly<Record<string, string>> }>(() => ({ by: {} }));

/** Work that could not be done, such as on a full disk, is told where refusals are: the log may not have taken it. */
onPush((push) => {
  if (push.type === 'fault') refusals.setState(({ by }) => ({ by: { ...by, [push.thread]: push.message } }));
});

/** Orders from the title row and its shortcuts; a refusal shows under the title of its thread. */
export async function orderThread(thread: string, order: WindowCommand): Promise<void> {
  dismissRefusal(thread);
  const answer = await command(thread, order);
  if (!answer.ok) refusals.setState(({ by }) => ({ by: { ...by, [thread]: answer.message } }));
}

export function useRefusal(thread: string): string | undefined {
  return useStore(refusals, ({ by }) => by[thread]);
}

export function dismissRefusal(thread: string): void {
  refusals.setState(({ by }) => {
    const { [thread]: _dismissed, ...rest } = by;
    return { by: rest };
  });
}
