import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AppInfo } from '../../shared/ipc/methods';
import { call } from '../bridge/bridge';

const appInfoStore = createStore<{ readonly info: AppInfo | undefined; readonly message: string | undefined }>(() => ({
  info: undefined,
  message: undefined,
}));

/** Why nothing is known of them; undefined while it was not asked in vain. */
export function useAppInfoFault(): string | undefined {
  return useStore(appInfoStore, (state) => state.message);
}

/** What is known of this app and machine; undefined until main has answered. */
export function useAppInfo(): AppInfo | undefined {
  return useStore(appInfoStore, (state) => state.info);
}

export async function loadAppInfo(): Promise<void> {
  const answer = await call('app/info', {});
  if (answer.ok) appInfoStore.setState({ info: answer.value, message: undefined });
  else appInfoStore.setState({ message: answer.error.message });
}
