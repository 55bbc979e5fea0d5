import type { IconName } from '../../ui/Icon';

/** The sections of the page, in its order; `words` are what else they are looked for by. */
export const SECTIONS = [
  {
    id: 'settings-model',
    name: 'Model and key',
    icon: 'key',
    words: 'provider server address api responses chat completions context tokens openai ollama test connection keychain',
  },
  { id: 'settings-prices', name: 'Prices', icon: 'price', words: 'money dollars cost input cached output budget' },
  {
    id: 'settings-goals',
    name: 'Goal defaults',
    icon: 'gate',
    words: 'budget limits tokens dollars minutes turns iteration policy blocked stop report same failure place worktree in place',
  },
  { id: 'settings-turns', name: 'Turns', icon: 'list', words: 'concurrent at the same time parallel queue line' },
  { id: 'settings-permissions', name: 'Permissions', icon: 'check', words: 'allowed rules grants revoke boundaries hosts' },
  {
    id: 'settings-notifications',
    name: 'Notifications',
    icon: 'bell',
    words: 'blocked question claimed refused complete limited error badge send a test',
  },
  {
    id: 'settings-terminal',
    name: 'Terminal',
    icon: 'command',
    words: 'text size font scrollback copy on select bell sound paste warning screen reader',
  },
  { id: 'settings-appearance', name: 'Appearance', icon: 'contrast', words: 'theme light dark zoom density reduced motion' },
  { id: 'settings-keys', name: 'Keys', icon: 'agent', words: 'shortcuts keyboard keymap' },
  {
    id: 'settings-data',
    name: 'Data folder',
    icon: 'folder',
    words: 'log outputs worktrees size disk space move let go checkpoints',
  },
  { id: 'settings-machine', name: 'Sandbox and machine', icon: 'shield', words: 'health bubblewrap git node disk try again' },
  { id: 'settings-about', name: 'About', icon: 'file', words: 'version electron licences parts' },
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
