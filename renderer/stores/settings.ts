import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Answer, Params } from '../../shared/ipc/methods';
import { STANDARD } from '../../shared/ipc/preferences';
import type { Settings } from '../../shared/ipc/settingsMethods';
import { t } from '../../shared/words/t';
import { call, onPush } from '../bridge/bridge';

export type SettingsState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'ready'; readonly settings: Settings };

/** The last change that this window saved, and what stood in its place before; nothing where that cannot be had back. */
export interface LastChange {
  readonly at: number;
  readonly before: Changes | null;
}

export const settingsStore = createStore<SettingsState>(() => ({ status: 'loading' }));

const lastStore = createStore<{ readonly last: LastChange | undefined }>(() => ({ last: undefined }));

/** The settings as main keeps them. */
export function useSettings(): SettingsState {
  return useStore(settingsStore);
}

export function useLastChange(): LastChange | undefined {
  return useStore(lastStore, ({ last }) => last);
}

export async function loadSettings(): Promise<void> {
  const answer = await call('settings/get', {});
  settingsStore.setState(
    answer.ok ? { status: 'ready', settings: answer.value } : { status: 'failed', message: answer.error.message },
    true,
  );
}

/** Follows what other windows save. */
export function followSettings(): () => void {
  return onPush((push) => {
    if (push.type === 'settings') show(push.settings);
  });
}

/** The terminal's part, or its standard until the settings are read. */
export function useTerminalSettings(): Settings['terminal'] {
  return useStore(settingsStore, (state) => (state.status === 'ready' ? state.settings.terminal : STANDARD.terminal));
}

type Saved = Params<'settings/save'>;

/** Some of the settings, each whole. */
type Changes = Partial<Saved>;

/** Saves under way. What main answers to an earlier one is older than what is shown. */
let saving = 0;

/**
 * Saves some of the settings and leaves the others as main has them; they hold here at once. Answers with the refusal's sentence, or
 * nothing; what was refused is shown no more.
 */
export async function saveChanges(changes: Changes): Promise<string | undefined> {
  const state = settingsStore.getState();
  if (state.status !== 'ready') return t`The settings are not read yet.`;
  return save(state.settings, changes, { before: partsOf(state.settings, changes) });
}

/** Puts back what stood before the last change of this window, and nothing else: other windows save too. */
export async function undoChange(): Promise<string | undefined> {
  const { last } = lastStore.getState();
  const state = settingsStore.getState();
  return last?.before && state.status === 'ready' ? save(state.settings, last.before, { before: null }) : undefined;
}

async function save(shown: Settings, changes: Changes, { before }: Pick<LastChange, 'before'>): Promise<string | undefined> {
  settingsStore.setState({ status: 'ready', settings: { ...shown, ...changes } as Settings }, true);
  const refusal = await keep(call('settings/save', { ...unsectioned(shown), ...changes }));
  if (refusal === undefined) lastStore.setState({ last: { at: Date.now(), before } });
  else void loadSettings();
  return refusal;
}

/** What the settings say where the changes say something else. */
function partsOf(settings: Settings, changes: Changes): Changes {
  return Object.fromEntries(Object.keys(changes).map((part) => [part, settings[part as keyof Changes]]));
}

/** What every saving names; a section that is left out stays as main has it. */
function unsectioned({ model, baseUrl, api, contextTokens, theme, prices, concurrentTurns }: Settings): Saved {
  return { model, baseUrl, api, contextTokens, theme, prices, concurrentTurns };
}

export function saveKey(key: string): Promise<string | undefined> {
  return keepKey(call('key/save', { key }));
}

export function removeKey(): Promise<string | undefined> {
  return keepKey(call('key/remove', {}));
}

/** Nobody holds a key after it was saved: it cannot be put back. */
async function keepKey(asked: Promise<Answer<'key/save'>>): Promise<string | undefined> {
  const refusal = await keep(asked);
  if (refusal === undefined) lastStore.setState({ last: { at: Date.now(), before: null } });
  return refusal;
}

async function keep(asked: Promise<Answer<'settings/save'>>): Promise<string | undefined> {
  saving += 1;
  const answer = await asked;
  saving -= 1;
  if (!answer.ok) return answer.error.message;
  show(answer.value);
  return undefined;
}

function show(settings: Settings): void {
  if (saving === 0) settingsStore.setState({ status: 'ready', settings }, true);
}
