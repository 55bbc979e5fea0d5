import type { Contract } from '../goal/contract';
import type { Iteration } from '../thread/goalState';
import { t } from '../words/t';
import type { FileChange } from '../workspace/checkpoint';
import { modeWords } from './diff/modeWords';

/** One changed file of the tree. */
export interface DiffFile {
  readonly path: string;
  readonly name: string;
  readonly folder: string;
  /** Where it was moved from; null where it was not. */
  readonly from: string | null;
  /** `new`, `deleted`, `renamed`, `now executable`, `a link`, some of them or none. */
  readonly status: string;
  /** Which turns changed it, oldest first. */
  readonly turns: readonly number[];
  /** It was changed between turns too, and so not by the agent. */
  readonly others: boolean;
  /** Lines, or null for a binary file. */
  readonly added: number | null;
  readonly removed: number | null;
  /** Mode and content before and after, null where it is not there. */
  readonly was: string | null;
  readonly is: string | null;
  /** What the contract says of it. */
  readonly kind: DiffGroup['kind'];
}

/** Files that belong together: what needs a look first, then folder by folder. */
export interface DiffGroup {
  readonly kind: 'outside' | 'protected' | 'folder';
  readonly title: string;
  readonly files: readonly DiffFile[];
}

export interface DiffTree {
  readonly groups: readonly DiffGroup[];
  /** All files in the order of the groups. */
  readonly files: readonly DiffFile[];
  readonly added: number;
  readonly removed: number;
}

/** What a goal says about the files that changed; null where a thread has none. */
type GoalPart = { readonly contract: Contract; readonly iterations: readonly Iteration[] } | null;

/** The changed files as rows know them. A protected file is shown as that, also where it lies outside the boundary. */
export function diffFiles(changes: readonly FileChange[], goal: GoalPart): readonly DiffFile[] {
  const turns = turnsByPath(goal?.iterations ?? []);
  const others = new Set((goal?.iterations ?? []).flatMap((iteration) => iteration.others.map(({ path }) => path)));
  return changes.map((change) => ({
    ...diffFile(change),
    turns: turns.get(change.path) ?? [],
    others: others.has(change.path),
    kind: kindOf(goal?.contract, change.path),
  }));
}

/** The files whose path holds `filter`, in groups. */
export function diffTree(all: readonly DiffFile[], filter = ''): DiffTree {
  const wanted = filter.trim().toLowerCase();
  const shown = all.filter(({ path, from }) => path.toLowerCase().includes(wanted) || from?.toLowerCase().includes(wanted));
  const special = (kind: 'outside' | 'protected', title: string) => {
    const found = shown.filter((file) => file.kind === kind);
    return found.length === 0 ? [] : [{ kind, title, files: sorted(found) }];
  };
  const groups = [
    ...special('outside', t`Outside the boundary`),
    ...special('protected', t`Protected`),
    ...folders(shown.filter((file) => file.kind === 'folder')),
  ];
  return {
    groups,
    files: groups.flatMap((group) => group.files),
    added: sum(shown, (file) => file.added),
    removed: sum(shown, (file) => file.removed),
  };
}

function kindOf(contract: Contract | undefined, path: string): DiffGroup['kind'] {
  if (!contract) return 'folder';
  if (contract.protect.some((entry) => covers(entry, path))) return 'protected';
  return contract.boundaries.write.some((entry) => covers(entry, path)) ? 'folder' : 'outside';
}

/** Whether a contract's entry (a file, a folder, or `.` for everything) holds a path. */
function covers(entry: string, path: string): boolean {
  const folder = entry.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  return folder === '' || folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/** Read once for all files: 5,000 of them in some dozens of turns are too many to be looked for one by one. */
function turnsByPath(iterations: readonly Iteration[]): ReadonlyMap<string, readonly number[]> {
  const turns = new Map<string, number[]>();
  for (const { n, changed } of iterations) {
    for (const { path } of changed) {
      const known = turns.get(path);
      if (known) known.push(n);
      else turns.set(path, [n]);
    }
  }
  return turns;
}

function diffFile(change: FileChange): Omit<DiffFile, 'turns' | 'others' | 'kind'> {
  const cut = change.path.lastIndexOf('/');
  return {
    path: change.path,
    name: change.path.slice(cut + 1),
    folder: cut < 0 ? '' : change.path.slice(0, cut),
    from: change.from ?? null,
    status: [STATUS[change.status], modeWords(change.was, change.is)].filter((word) => word !== '').join(', '),
    added: change.added,
    removed: change.removed,
    was: change.was ?? null,
    is: change.is ?? null,
  };
}

/** A changed type is told by its kinds before and after. */
const STATUS: Readonly<Record<FileChange['status'], string>> = {
  added: t`new`,
  modified: '',
  deleted: t`deleted`,
  renamed: t`renamed`,
  type_changed: '',
};

function folders(files: readonly DiffFile[]): readonly DiffGroup[] {
  const byFolder = new Map<string, DiffFile[]>();
  for (const file of sorted(files)) {
    const known = byFolder.get(file.folder);
    if (known) known.push(file);
    else byFolder.set(file.folder, [file]);
  }
  return [...byFolder].map(([folder, inside]) => ({
    kind: 'folder',
    title: folder === '' ? t`top folder` : folder,
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

function sum(files: readonly DiffFile[], pick: (file: DiffFile) => number | null): number {
  return files.reduce((total, file) => total + (pick(file) ?? 0), 0);
}

/** The file `step` rows further in the order shown, the last where there is none further; the first where none is chosen. */
export function neighbour({ files }: DiffTree, path: string | null, step: 1 | -1): string | null {
  const at = path === null ? -1 : files.findIndex((file) => file.path === path);
  if (at < 0) return files[0]?.path ?? null;
  return files[Math.min(files.length - 1, Math.max(0, at + step))]?.path ?? null;
}
