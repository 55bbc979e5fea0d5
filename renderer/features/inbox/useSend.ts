import { useState } from 'react';
import type { WindowCommand } from '../../../shared/ipc/methods';
import { firstRefusal } from '../../stores/thread';

/** Sends orders to a thread one after the other, and stops at the first refusal, whose sentence it keeps. */
export function useSend(thread: string) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const sendAll = async (orders: readonly WindowCommand[], sent: () => void) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    const refused = await firstRefusal(thread, orders);
    setBusy(false);
    if (refused === undefined) sent();
    else setRefusal(refused);
  };
  return {
    busy,
    refusal,
    send: (...orders: readonly WindowCommand[]) => void sendAll(orders, () => undefined),
    /** The same, and calls `sent` once all of them were taken. */
    sendAndThen: (sent: () => void, ...orders: readonly WindowCommand[]) => void sendAll(orders, sent),
  };
}
