import { t } from '../../words/t';
import type { DiffFile, DiffGroup, DiffTree } from '../diffTree';

/** One row of the list of changed files, as it is drawn: a group's head, a file, or what is to be known of the file above it. */
export type TreeRow =
  | { readonly kind: 'group'; readonly key: string; readonly group: DiffGroup; readonly open: boolean }
  | { readonly kind: 'file'; readonly key: string; readonly file: DiffFile; readonly group: string }
  | { readonly kind: 'note'; readonly key: string; readonly text: string };

/** A group's name among the folded ones. */
export function groupKey({ kind, title }: Pick<DiffGroup, 'kind' | 'title'>): string {
  return `${kind} ${title}`;
}

/** A file's row by its path. */
export function fileKey(path: string): string {
  return t`file ${path}`;
}

/** The rows of all groups; files of a group that is folded have none. `noteOf` answers a sentence for a file, or an empty text. */
export function treeRows(
  tree: DiffTree,
  folded: ReadonlySet<string>,
  noteOf: (file: DiffFile) => string = () => '',
): readonly TreeRow[] {
  return tree.groups.flatMap((group) => {
    const key = groupKey(group);
    const open = !folded.has(key);
    const head: TreeRow = { kind: 'group', key, group, open };
    return open ? [head, ...group.files.flatMap((file) => fileRows(file, key, noteOf(file)))] : [head];
  });
}

function fileRows(file: DiffFile, group: string, note: string): readonly TreeRow[] {
  const row: TreeRow = { kind: 'file', key: fileKey(file.path), file, group };
  return note === '' ? [row] : [row, { kind: 'note', key: `note ${file.path}`, text: note }];
}

/** The row that a key in the list leads to from `key`; notes are passed over. Null where it leads nowhere. */
export function rowAfter(
  rows: readonly TreeRow[],
  key: string | null,
  step: 'next' | 'previous' | 'first' | 'last',
): TreeRow | null {
  const stops = rows.filter((row) => row.kind !== 'note');
  const at = stops.findIndex((row) => row.key === key);
  switch (step) {
    case 'first':
      return stops[0] ?? null;
    case 'last':
      return stops.at(-1) ?? null;
    case 'next':
      return stops[at + 1] ?? null;
    case 'previous':
      return (at < 0 ? stops.at(-1) : stops[at - 1]) ?? null;
  }
}
