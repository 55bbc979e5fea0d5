import type { AvailableAction } from '../../../shared/views/actions/available';
import { fuzzyFind } from '../../../shared/views/actions/fuzzy';
import { type ActionGroup, type ActionId, actionRow, GROUP_WORDS } from '../../../shared/views/actions/table';
import type { ThreadRow } from '../../../shared/views/threadRow';
import { t } from '../../../shared/words/t';
import { nameOf } from '../shelf';

/** One line of the palette. */
export type PaletteEntry =
  | { readonly kind: 'action'; readonly id: ActionId; readonly words: string }
  | { readonly kind: 'section'; readonly id: string; readonly words: string }
  | { readonly kind: 'thread'; readonly row: ThreadRow; readonly words: string };

export interface PaletteGroup {
  readonly name: string;
  readonly entries: readonly PaletteEntry[];
}

const GROUPS: readonly ActionGroup[] = ['Go to', 'Goal', 'Thread', 'Terminal', 'View', 'Window'];

/** Threads shown before anything is typed, the last changed first; and of those that answer. */
const RECENT_THREADS = 5;
const FOUND_THREADS = 8;

export interface PaletteParts {
  readonly actions: readonly AvailableAction[];
  readonly sections: readonly { readonly id: string; readonly name: string }[];
  readonly threads: readonly ThreadRow[];
}

/** What the palette shows for what is typed, in groups whose order does not change; within one the best answer is first. */
export function paletteGroups(typed: string, { actions, sections, threads }: PaletteParts): readonly PaletteGroup[] {
  const of = (group: ActionGroup) =>
    found(typed, actions.filter(({ id }) => actionRow(id).group === group && id !== 'palette.open').map(actionEntry));
  const settings = found(
    typed,
    sections.map(({ id, name }): PaletteEntry => ({ kind: 'section', id, words: t`Settings: ${name}` })),
  );
  const rows = [...threads].sort((a, b) => b.updatedAt - a.updatedAt);
  const named = found(typed, rows.map(threadEntry)).slice(0, typed.trim() === '' ? RECENT_THREADS : FOUND_THREADS);
  return [
    { name: typed.trim() === '' ? t`Recent threads` : t`Threads`, entries: named },
    ...GROUPS.map((name) => ({ name: GROUP_WORDS[name], entries: of(name) })),
    { name: t`Settings`, entries: settings },
  ].filter(({ entries }) => entries.length > 0);
}

function found(typed: string, entries: readonly PaletteEntry[]): readonly PaletteEntry[] {
  return fuzzyFind(typed, entries, textOf);
}

/** What an entry is looked for by: its words, and what else people may call it. */
function textOf(entry: PaletteEntry): string {
  switch (entry.kind) {
    case 'action': {
      const { words, also = '' } = actionRow(entry.id);
      return [...new Set([entry.words, words, also])].join(' ');
    }
    case 'section':
      return entry.words;
    case 'thread':
      return `${entry.words} ${entry.row.workspace}`;
  }
}

function actionEntry({ id, words }: AvailableAction): PaletteEntry {
  return { kind: 'action', id, words };
}

function threadEntry(row: ThreadRow): PaletteEntry {
  return { kind: 'thread', row, words: nameOf(row) };
}
