import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Params } from '../../shared/ipc/methods';
import type { ConnectionResult } from '../../shared/views/connection';
import { call } from '../bridge/bridge';

export type Asked = Params<'connection/test'>;

/** The test of the model server: under way, and what came of the last one, with what was asked. */
interface Connection {
  readonly since: number | null;
  readonly last: { readonly asked: Asked; readonly at: number; readonly tested: ConnectionResult } | null;
  /** Why it could not be tested at all. */
  readonly fault: string | undefined;
}

const connectionStore = createStore<Connection>(() => ({ since: null, last: null, fault: undefined }));

export function useConnection(): Connection {
  return useStore(connectionStore);
}

/** Asks the server for one word. Another test that is under way ends. */
export async function testConnection(asked: Asked): Promise<void> {
  const since = Date.now();
  connectionStore.setState({ since, fault: undefined });
  const answer = await call('connection/test', asked);
  if (connectionStore.getState().since !== since) return;
  if (answer.ok) connectionStore.setState({ since: null, last: { asked, at: Date.now(), tested: answer.value } });
  else connectionStore.setState({ since: null, fault: answer.error.message });
}

export function cancelTest(): void {
  void call('connection/cancel', {});
}
