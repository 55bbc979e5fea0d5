import type { IconName } from '../../ui/Icon';

/** The sections of the page, in its order. */
export const SECTIONS = [
  { id: 'settings-model', name: 'Model and key', icon: 'key' },
  { id: 'settings-turns', name: 'Turns', icon: 'list' },
  { id: 'settings-permissions', name: 'Permissions', icon: 'check' },
  { id: 'settings-prices', name: 'Prices', icon: 'price' },
  { id: 'settings-appearance', name: 'Appearance', icon: 'contrast' },
  { id: 'settings-machine', name: 'This machine', icon: 'shield' },
] as const satisfies readonly { readonly id: string; readonly name: string; readonly icon: IconName }[];

export type SectionId = (typeof SECTIONS)[number]['id'];
