import type { ParsedParams } from '../../shared/ipc/methods';
import type { Settings } from '../../shared/ipc/settingsMethods';
import { err, ok, type Result } from '../../shared/kernel/result';
import { contextTooSmall, LEAST_CONTEXT_TOKENS } from '../../shared/thread/context';
import type { Fault, SavedSettings, WindowParts } from './ipc';

type SettingsParts = Pick<WindowParts, 'settings' | 'key' | 'core'>;
type Answered = Promise<Result<Settings, Fault>>;

/** The settings as the page shows them; of the key only where it stands. */
export function currentSettings({ settings, key }: SettingsParts): Settings {
  return { ...settings.current(), faults: settings.faults, ...key.state() };
}

export async function saveSettings(parts: SettingsParts, params: ParsedParams<'settings/save'>): Answered {
  const trimmed = { ...params, model: params.model.trim(), baseUrl: params.baseUrl.trim() };
  if (!isAddress(parts, trimmed)) {
    return err({ code: 'bad_address', message: 'The server address does not read: write one like https://api.openai.com/v1.' });
  }
  if (params.contextTokens !== undefined && params.contextTokens < LEAST_CONTEXT_TOKENS) {
    return err({ code: 'bad_context', message: contextTooSmall() });
  }
  return after(
    parts,
    parts.settings.save((now) => merged(now, trimmed)),
  );
}

/** A section that was not given stays; a context that was not given is the app's own again. */
function merged({ contextTokens: _, ...now }: SavedSettings, params: ParsedParams<'settings/save'>): SavedSettings {
  const { notifications, terminal, appearance, goals, ...rest } = params;
  return {
    ...now,
    ...rest,
    notifications: notifications ?? now.notifications,
    terminal: terminal ?? now.terminal,
    appearance: appearance ?? now.appearance,
    goals: goals ?? now.goals,
  };
}

/** The provider room knows what an address is; a missing key says nothing about it. */
function isAddress({ core }: SettingsParts, { api, baseUrl }: Pick<Settings, 'api' | 'baseUrl'>): boolean {
  if (baseUrl === '') return true;
  const provider = core.provider({ api, model: 'any', baseUrl });
  return provider.ok || provider.error.kind !== 'bad_request';
}

export function saveKey(parts: SettingsParts, key: string): Answered {
  return after(parts, parts.key.save(key));
}

export function removeKey(parts: SettingsParts): Answered {
  return after(parts, parts.key.remove());
}

async function after(parts: SettingsParts, saving: Promise<Result<void, Fault>>): Answered {
  const saved = await saving;
  return saved.ok ? ok(currentSettings(parts)) : saved;
}
