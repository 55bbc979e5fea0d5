import { t } from '../../../shared/words/t';
import type { IconName } from '../../ui/Icon';

/** The sections of the page, in its order; `words` are what else they are looked for by. */
export const SECTIONS = [
  {
    id: 'settings-model',
    name: t`Model and key`,
    icon: 'key',
    words: t`provider server address api responses chat completions context tokens openai ollama test connection keychain`,
  },
  { id: 'settings-prices', name: t`Prices`, icon: 'price', words: t`money dollars cost input cached output budget` },
  {
    id: 'settings-goals',
    name: t`Goal defaults`,
    icon: 'gate',
    words: t`budget limits tokens dollars minutes turns iteration policy blocked stop report same failure place worktree in place`,
  },
  { id: 'settings-turns', name: t`Turns`, icon: 'list', words: t`concurrent at the same time parallel queue line` },
  { id: 'settings-permissions', name: t`Permissions`, icon: 'check', words: t`allowed rules grants revoke boundaries hosts` },
  {
    id: 'settings-notifications',
    name: t`Notifications`,
    icon: 'bell',
    words: t`blocked question claimed refused complete limited error badge send a test`,
  },
  {
    id: 'settings-terminal',
    name: t`Terminal`,
    icon: 'command',
    words: t`text size font scrollback copy on select bell sound paste warning screen reader`,
  },
  { id: 'settings-appearance', name: t`Appearance`, icon: 'contrast', words: t`theme light dark zoom density reduced motion` },
  { id: 'settings-keys', name: t`Keys`, icon: 'agent', words: t`shortcuts keyboard keymap` },
  {
    id: 'settings-data',
    name: t`Data folder`,
    icon: 'folder',
    words: t`log outputs worktrees size disk space move let go checkpoints`,
  },
  { id: 'settings-machine', name: t`Sandbox and machine`, icon: 'shield', words: t`health bubblewrap git node disk try again` },
  { id: 'settings-about', name: t`About`, icon: 'file', words: t`version electron licences parts` },
] as const satisfies readonly { readonly id: string; readonly name: string; readonly icon: IconName; readonly words: string }[];

export type SectionId = (typeof SECTIONS)[number]['id'];

/** The sections in which each typed word is found. */
export function sectionsFor(typed: string): readonly (typeof SECTIONS)[number][] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return SECTIONS.filter(({ name, words: known }) => {
    const text = `${name} ${known}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
