import type { Contract } from '../goal/contract';
import type { ThreadState } from '../thread/state';
import type { FileChange } from '../workspace/checkpoint';

/** One changed file of the tree. */
export interface DiffFile {
  readonly path: string;
  readonly name: string;
  readonly folder: string;
  /** `new`, `deleted`, or where it was renamed from; empty for a plain change. */
  readonly status: string;
  /** Which turns changed it: `1 2 3`. */
  readonly turns: string;
  /** Lines, or null for a binary file. */
  readonly added: number | null;
  readonly removed: number | null;
}

/** Files that belong together: what needs a look first, then folder by folder. */
export interface DiffGroup {
  readonly kind: 'outside' | 'protected' | 'folder';
  readonly title: string;
  readonly files: readonly DiffFile[];
}

export interface DiffTree {
  readonly groups: readonly DiffGroup[];
  readonly files: number;
  readonly added: number;
  readonly removed: number;
}

/** The changed files in groups. A protected file is shown as that, also where it lies outside the boundary. */
export function diffTree(changes: readonly FileChange[], state: ThreadState, filter = ''): DiffTree {
  const contract = state.goal?.contract;
  const wanted = filter.trim().toLowerCase();
  const shown = changes.filter((change) => change.path.toLowerCase().includes(wanted));
  const kindOf = (path: string): DiffGroup['kind'] => {
    if (contract?.protect.some((entry) => covers(entry, path))) return 'protected';
    return contract && !isWritable(contract, path) ? 'outside' : 'folder';
  };
  const files = shown.map((change) => ({ kind: kindOf(change.path), file: diffFile(change, turnsOf(state, change.path)) }));
  const of = (kind: DiffGroup['kind']) => files.filter((entry) => entry.kind === kind).map(({ file }) => file);
  const special = (kind: 'outside' | 'protected', title: string) => {
    const found = of(kind);
    return found.length === 0 ? [] : [{ kind, title, files: sorted(found) }];
  };
  return {
    groups: [...special('outside', 'Outside the boundary'), ...special('protected', 'Protected'), ...folders(of('folder'))],
    files: shown.length,
    added: sum(shown, (change) => change.added),
    removed: sum(shown, (change) => change.removed),
  };
}

/** Whether a contract's entry (a file, a folder, or `.` for everything) holds a path. */
function covers(entry: string, path: string): boolean {
  const folder = entry.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  return folder === '' || folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

function isWritable(contract: Contract, path: string): boolean {
  return contract.boundaries.write.some((entry) => covers(entry, path));
}

function turnsOf(state: ThreadState, path: string): readonly number[] {
  const iterations = state.goal?.iterations ?? [];
  return iterations.filter(({ changed }) => changed.some((change) => change.path === path)).map(({ n }) => n);
}

function diffFile(change: FileChange, turns: readonly number[]): DiffFile {
  const cut = change.path.lastIndexOf('/');
  const status = STATUS[change.status];
  const from = change.from === undefined ? '' : `from ${change.from}`;
  return {
    path: change.path,
    name: change.path.slice(cut + 1),
    folder: cut < 0 ? '' : change.path.slice(0, cut),
    status: [status, from].filter((word) => word !== '').join(' '),
    turns: turns.join(' '),
    added: change.added,
    removed: change.removed,
  };
}

const STATUS: Readonly<Record<FileChange['status'], string>> = {
  added: 'new',
  modified: '',
  deleted: 'deleted',
  renamed: 'renamed',
  type_changed: 'type',
};

function folders(files: readonly DiffFile[]): readonly DiffGroup[] {
  const byFolder = new Map<string, DiffFile[]>();
  for (const file of sorted(files)) byFolder.set(file.folder, [...(byFolder.get(file.folder) ?? []), file]);
  return [...byFolder].map(([folder, inside]) => ({
    kind: 'folder',
    title: folder === '' ? 'top folder' : folder,
    files: inside,
  }));
}

function sorted(files: readonly DiffFile[]): readonly DiffFile[] {
  return files.toSorted((a, b) => compare(a.folder, b.folder) || compare(a.name, b.name));
}

/** By code units: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sum(changes: readonly FileChange[], pick: (change: FileChange) => number | null): number {
  return changes.reduce((total, change) => total + (pick(change) ?? 0), 0);
}

/** The file `step` rows further in the order shown; the first where none is chosen. */
export function neighbour(tree: DiffTree, path: string | null, step: 1 | -1): string | null {
  const paths = tree.groups.flatMap((group) => group.files.map((file) => file.path));
  const at = path === null ? -1 : paths.indexOf(path);
  if (at < 0) return paths[0] ?? null;
  return paths[Math.min(paths.length - 1, Math.max(0, at + step))] ?? null;
}
