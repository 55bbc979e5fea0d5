import { useState } from 'react';
import type { WindowCommand } from '../../../shared/ipc/methods';
import { command } from '../../stores/thread';

/** Sends orders to a thread one after the other, and stops at the first refusal, whose sentence it keeps. */
export function useSend(thread: string) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const sendAll = async (orders: readonly WindowCommand[], sent: () => void) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    for (const order of orders) {
      const answer = await command(thread, order);
      if (!answer.ok) {
        setRefusal(answer.message);
        return setBusy(false);
      }
    }
    setBusy(false);
    sent();
  };
  return {
    busy,
    refusal,
    send: (...orders: readonly WindowCommand[]) => void sendAll(orders, () => undefined),
    /** The same, and calls `sent` once all of them were taken. */
    sendAndThen: (sent: () => void, ...orders: readonly WindowCommand[]) => void sendAll(orders, sent),
  };
}
