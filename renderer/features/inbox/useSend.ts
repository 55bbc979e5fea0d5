import { useState } from 'react';
import type { WindowCommand } from '../../../shared/ipc/methods';
import { command } from '../../stores/thread';

/** Sends orders to a thread one after the other, and stops at the first refusal, whose sentence it keeps. */
export function useSend(thread: string) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const send = async (...orders: readonly WindowCommand[]) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    for (const order of orders) {
      const answer = await command(thread, order);
      if (!answer.ok) {
        setRefusal(answer.message);
        break;
      }
    }
    setBusy(false);
  };
  return { busy, refusal, send: (...orders: readonly WindowCommand[]) => void send(...orders) };
}
