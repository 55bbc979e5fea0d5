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

/** The last change that this window saved, and what stood before it; nothing where that cannot be had back. */
export interface LastChange {
  readonly at: number;
  readonly before: Settings | null;
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

/** Saves under way. What main answers to an earlier one is older than what is shown. */
let saving = 0;

/**
 * Saves some of the settings and leaves the others as main has them; they hold here at once. Answers with the refusal's sentence, or
 * nothing; what was refused is shown no more.
 */
export async function saveChanges(changes: Partial<Saved>): Promise<string | undefined> {
  const state = settingsStore.getState();
  if (state.status !== 'ready') return t`The settings are not read yet.`;
  return save(savedOf(state.settings), changes, { before: state.settings });
}

/** Puts back what stood before the last change of this window. */
export async function undoChange(): Promise<string | undefined> {
  const { last } = lastStore.getState();
  return last?.before ? save(savedOf(last.before), {}, { before: null }) : undefined;
}

async function save(base: Saved, changes: Partial<Saved>, { before }: Pick<LastChange, 'before'>): Promise<string | undefined> {
  const next = { ...base, ...changes };
  const shown = settingsStore.getState();
  if (shown.status === 'ready')
    settingsStore.setState({ status: 'ready', settings: { ...shown.settings, ...given(next) } }, true);
  const refusal = await keep(call('settings/save', next));
  if (refusal === undefined) lastStore.setState({ last: { at: Date.now(), before } });
  else void loadSettings();
  return refusal;
}

/** Without the sections that are left out, which stay as they are. */
function given({ notifications, terminal, appearance, goals, ...rest }: Saved) {
  return {
    ...rest,
    ...(notifications && { notifications }),
    ...(terminal && { terminal }),
    ...(appearance && { appearance }),
    ...(goals && { goals }),
  };
}

function savedOf({ key: _key, keychain: _keychain, faults: _faults, ...saved }: Settings): Saved {
  return saved;
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
