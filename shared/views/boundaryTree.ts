import { isEnvironmentFile } from '../goal/environmentFile';
import { counted, t } from '../words/t';
import type { FolderEntry, GitKind } from '../workspace/folderEntry';

/** The lists of a contract that say what may be done with a path. */
export interface PathLists {
  readonly write: readonly string[];
  readonly hide: readonly string[];
  readonly protect: readonly string[];
}

export type Access = 'write' | 'read' | 'hidden';

/** What a contract says of one path of the workspace. */
export interface Standing {
  readonly access: Access;
  /** The entry that says so where it is one of a folder above, or the app's own rule; null where it is the path's own, or nothing says more than the usual. */
  readonly through: string | null;
  readonly protected: boolean;
  readonly protectedThrough: string | null;
  /** Entries of the lists that name something below. */
  readonly inside: number;
}

/** What hides an environment file that nobody named; no entry, since none holds a NUL. */
const APP_RULE = '\0the app';

/** What a path means under the lists: hidden before anything else, then writable, otherwise read. */
export function standingOf(lists: PathLists, path: string, folder = false): Standing {
  const hidden = decidedBy(lists.hide, path);
  const written = decidedBy(lists.write, path);
  const kept = decidedBy(lists.protect, path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const secret = !folder && hidden === undefined && isEnvironmentFile(name) && written !== null;
  const access: Access = hidden !== undefined || secret ? 'hidden' : written !== undefined ? 'write' : 'read';
  const through = access === 'hidden' ? (secret ? APP_RULE : (hidden ?? null)) : (written ?? null);
  const below = (entries: readonly string[]) => entries.filter((entry) => isBelow(plain(entry), path)).length;
  return {
    access,
    through,
    protected: kept !== undefined,
    protectedThrough: kept ?? null,
    inside: below(lists.write) + below(lists.hide) + below(lists.protect),
  };
}

/** The nearest entry that takes the path in: null for the path's own, undefined where there is none. */
function decidedBy(entries: readonly string[], path: string): string | null | undefined {
  if (entries.some((entry) => plain(entry) === path)) return null;
  const around = entries.filter((entry) => isBelow(path, plain(entry)));
  return around.toSorted((a, b) => (plain(b) ?? '').length - (plain(a) ?? '').length)[0];
}

/** An entry as a path below the workspace, empty for all of it; undefined for one that lies elsewhere. */
function plain(entry: string): string | undefined {
  if (/^[/\\~]/.test(entry) || /^[a-z]:/i.test(entry)) return undefined;
  return entry
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');
}

function isBelow(path: string | undefined, folder: string | undefined): boolean {
  if (path === undefined || folder === undefined || path === folder) return false;
  return folder === '' || path.startsWith(`${folder}/`);
}

/** Why a path cannot have this access; undefined where it can. */
export function accessRefusal(lists: PathLists, path: string, folder: boolean, access: Access): string | undefined {
  const without = withoutOwn(lists, path);
  const { access: above, through } = standingOf(without, path, folder);
  if (above === 'hidden' && through !== APP_RULE && access !== 'hidden') return t`hidden through ${through ?? ''}`;
  if (above === 'write' && access === 'read') return t`writable through ${through ?? ''}`;
  if (through === APP_RULE && access === 'read') return t`hidden by the app unless it may be written`;
  return undefined;
}

/** The lists with this access for a path. What is said of things below it stays. */
export function withAccess(lists: PathLists, path: string, folder: boolean, access: Access): PathLists {
  const without = withoutOwn(lists, path);
  if (standingOf(without, path, folder).access === access) return without;
  const entry = entryOf(path, folder);
  if (access === 'write') return { ...without, write: [...without.write, entry] };
  return access === 'hidden' ? { ...without, hide: [...without.hide, entry] } : without;
}

function withoutOwn(lists: PathLists, path: string): PathLists {
  const others = (entries: readonly string[]) => entries.filter((entry) => plain(entry) !== path);
  return { ...lists, write: others(lists.write), hide: others(lists.hide) };
}

/** The lists with a path protected, or no more; what protects it from above is not taken away. */
export function withProtection(lists: PathLists, path: string, folder: boolean, on: boolean): PathLists {
  const protect = lists.protect.filter((entry) => plain(entry) !== path);
  return { ...lists, protect: on ? [...protect, entryOf(path, folder)] : protect };
}

function entryOf(path: string, folder: boolean): string {
  if (path === '') return '.';
  return folder ? `${path}/` : path;
}

const ACCESS_WORDS: Readonly<Record<Access, string>> = { write: t`write`, read: t`read`, hidden: t`hidden` };

/** `write`, `read`, `hidden, protected`: a standing in words. */
export function standingWords({ access, protected: kept }: Standing): string {
  if (!kept) return ACCESS_WORDS[access];
  return access === 'read' ? t`protected` : t`${ACCESS_WORDS[access]}, protected`;
}

/** Where a standing comes from, for who wants to change it; undefined for what is the path's own. */
export function standingReason({ access, through, protectedThrough }: Standing): string | undefined {
  const reasons = [
    ...(through === APP_RULE ? [t`hidden by the app`] : through !== null ? [t`${ACCESS_WORDS[access]} through ${through}`] : []),
    ...(protectedThrough !== null ? [t`protected through ${protectedThrough}`] : []),
  ];
  return reasons.length === 0 ? undefined : reasons.join(', ');
}

/** What was read of a folder. */
export type ReadFolder =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'read'; readonly entries: readonly FolderEntry[]; readonly total: number };

/** A line of the tree. `path` is empty for the workspace itself. */
export type PathRow =
  | {
      readonly kind: 'path';
      readonly path: string;
      readonly name: string;
      readonly depth: number;
      readonly folder: boolean;
      readonly link: boolean;
      readonly open: boolean;
      readonly git: GitKind;
      readonly files: number;
    }
  | { readonly kind: 'more'; readonly path: string; readonly depth: number; readonly left: number }
  | { readonly kind: 'reading' | 'empty'; readonly path: string; readonly depth: number }
  | { readonly kind: 'failed'; readonly path: string; readonly depth: number; readonly message: string };

/** The lines of the tree that are to be seen, in order. */
export function pathRows(root: string, read: ReadonlyMap<string, ReadFolder>, opened: ReadonlySet<string>): readonly PathRow[] {
  const whole = read.get('');
  const files = whole?.kind === 'read' ? whole.entries.reduce((sum, entry) => sum + entry.files, 0) : 0;
  const top = {
    kind: 'path',
    path: '',
    name: root,
    depth: 0,
    folder: true,
    link: false,
    open: true,
    git: 'tracked',
    files,
  } as const;
  return [top, ...rowsBelow('', 1, read, opened)];
}

function rowsBelow(
  folder: string,
  depth: number,
  read: ReadonlyMap<string, ReadFolder>,
  opened: ReadonlySet<string>,
): readonly PathRow[] {
  const found = read.get(folder);
  if (!found || found.kind === 'reading') return [{ kind: 'reading', path: folder, depth }];
  if (found.kind === 'failed') return [{ kind: 'failed', path: folder, depth, message: found.message }];
  if (found.total === 0) return [{ kind: 'empty', path: folder, depth }];
  const rows = found.entries.flatMap((entry): readonly PathRow[] => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const { name, git, files } = entry;
    const isFolder = entry.kind === 'folder';
    const open = isFolder && opened.has(path);
    const row = { kind: 'path', path, name, depth, folder: isFolder, link: entry.kind === 'link', open, git, files } as const;
    return open ? [row, ...rowsBelow(path, depth + 1, read, opened)] : [row];
  });
  const left = found.total - found.entries.length;
  return left > 0 ? [...rows, { kind: 'more', path: folder, depth, left }] : rows;
}

/** What entries of a contract stand for: by the entry as it is written, null where nothing is there. */
export type Looks = Readonly<Record<string, { readonly folder: boolean; readonly files: number } | null>>;

/** An entry that names nothing in the workspace now. */
export interface Unmatched {
  readonly entry: string;
  /** It is made at activation, and no mistake. */
  readonly made: boolean;
  readonly words: string;
}

const LIST_WORDS: Readonly<Record<keyof PathLists, string>> = {
  write: t`writable`,
  hide: t`hidden`,
  protect: t`protected`,
};

/** Entries that match nothing, each with what comes of it. A writable folder that is missing is made at activation, and so is none. */
export function unmatchedEntries(lists: PathLists, looks: Looks): readonly Unmatched[] {
  return (['write', 'hide', 'protect'] as const).flatMap((list) =>
    lists[list].flatMap((entry) => {
      if (looks[entry] !== null || plain(entry) === undefined) return [];
      const made = list === 'write' && entry.endsWith('/');
      return [{ entry, made, words: made ? t`writable, made at activation` : t`${LIST_WORDS[list]}, matches nothing` }];
    }),
  );
}

/** `3 paths writable, 27 files · 2 paths protected, 9 files`, as far as it is known. */
export function listsSummary(lists: PathLists, looks: Looks): string {
  const parts = (['write', 'protect', 'hide'] as const).flatMap((list) => {
    const entries = lists[list].filter((entry) => plain(entry) !== undefined);
    if (entries.length === 0) return [];
    const paths = t`${counted(entries.length, 'path', 'paths')} ${LIST_WORDS[list]}`;
    return [list === 'hide' ? paths : `${paths}, ${filesWords(filesOf(entries, looks))}`];
  });
  return parts.length === 0 ? t`Nothing may be written, and nothing is hidden or protected.` : `${parts.join(' · ')}.`;
}

/** Files at entries, each counted once although entries lie in one another. */
export function filesOf(entries: readonly string[], looks: Looks): number {
  const apart = entries.filter(
    (entry, index) =>
      !entries.some((other) => isBelow(plain(entry), plain(other))) &&
      entries.findIndex((other) => plain(other) === plain(entry)) === index,
  );
  return apart.reduce((sum, entry) => sum + (looks[entry]?.files ?? 0), 0);
}

export function filesWords(files: number): string {
  return counted(files, 'file', 'files');
}
