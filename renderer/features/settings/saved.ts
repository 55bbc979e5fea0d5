import type { Params, Settings } from '../../../shared/ipc/methods';
import { saveSettings } from '../../stores/settings';

type Saved = Params<'settings/save'>;

/** Saves some of the settings and leaves the others as main has them. Answers with the refusal's sentence, or nothing. */
export function saveChanges(settings: Settings, changes: Partial<Saved>): Promise<string | undefined> {
  const { model, baseUrl, api, contextTokens, theme, prices, concurrentTurns } = settings;
  return saveSettings({ model, baseUrl, api, contextTokens, theme, prices, concurrentTurns, ...changes });
}
