import { useState } from 'react';
import type { WindowCommand } from '../../../shared/ipc/methods';
import { firstRefusal } from '../../stores/thread';

export interface Orders {
  readonly busy: boolean;
  /** The last refusal's sentence, until the next order. */
  readonly refusal: string | undefined;
  /** Sends orders one after the other; the rest is not sent after a refusal. Answers whether all were taken. */
  send(orders: readonly WindowCommand[]): Promise<boolean>;
}

export function useOrders(thread: string): Orders {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const send = async (orders: readonly WindowCommand[]) => {
    setBusy(true);
    const failed = await firstRefusal(thread, orders);
    setRefusal(failed);
    setBusy(false);
    return failed === undefined;
  };
  return { busy, refusal, send };
}
