import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Answer, Params, Settings } from '../../shared/ipc/methods';
import { call } from '../bridge/bridge';

export type SettingsState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'ready'; readonly settings: Settings };

export const settingsStore = createStore<SettingsState>(() => ({ status: 'loading' }));

/** The settings as main keeps them. */
export function useSettings(): SettingsState {
  return useStore(settingsStore);
}

export async function loadSettings(): Promise<void> {
  const answer = await call('settings/get', {});
  settingsStore.setState(
    answer.ok ? { status: 'ready', settings: answer.value } : { status: 'failed', message: answer.error.message },
    true,
  );
}

/** Saves and shows what main then holds. Answers with the refusal's sentence, or nothing. */
export function saveSettings(settings: Params<'settings/save'>): Promise<string | undefined> {
  return keep(call('settings/save', settings));
}

export function saveKey(key: string): Promise<string | undefined> {
  return keep(call('key/save', { key }));
}

export function removeKey(): Promise<string | undefined> {
  return keep(call('key/remove', {}));
}

async function keep(asked: Promise<Answer<'settings/save'>>): Promise<string | undefined> {
  const answer = await asked;
  if (!answer.ok) return answer.error.message;
  settingsStore.setState({ status: 'ready', settings: answer.value }, true);
  return undefined;
}
