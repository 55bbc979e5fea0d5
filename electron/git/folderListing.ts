import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderEntry, FoundPath, GitKind } from '../../shared/workspace/folderEntry';
import { errnoOf, GitFailure } from './failure';
import { nulFields } from './paths';
import { plainPath } from './snapshot';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';

/** What of a folder git knows, by the first name below it; `rest` is what it makes of every other. */
interface Known {
  readonly kinds: ReadonlyMap<string, GitKind>;
  readonly files: ReadonlyMap<string, number>;
  readonly rest: GitKind;
}

/**
 * One page of a folder of the workspace: folders first, then by name, without git's own entry. Nothing is listed through a link and
 * nothing outside the workspace.
 */
export async function folderEntries(
  workspace: Workspace,
  folder: string,
  page: { readonly after: number; readonly count: number },
  signal: AbortSignal,
): Promise<{ readonly entries: readonly FolderEntry[]; readonly total: number }> {
  const below = await plainFolder(workspace, folder);
  const [found, known] = await Promise.all([
    readdir(join(workspace.root, below), { withFileTypes: true }),
    knownBelow(workspace, below, signal),
  ]);
  const entries = found
    .filter(({ name }) => name.toLowerCase() !== '.git')
    .map((entry): Omit<FolderEntry, 'git' | 'files'> => ({ name: entry.name, kind: kindOf(entry) }))
    .sort((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || (a.name < b.name ? -1 : 1));
  const shown = entries.slice(page.after, page.after + page.count).map((entry) => ({
    ...entry,
    git: known.kinds.get(entry.name) ?? known.rest,
    files: known.files.get(entry.name) ?? 0,
  }));
  return { entries: shown, total: entries.length };
}

function kindOf(entry: { isDirectory(): boolean; isFile(): boolean; isSymbolicLink(): boolean }): FolderEntry['kind'] {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** The path as plain names, each of which is a folder and no link, so that it cannot lead out. */
async function plainFolder(workspace: Workspace, folder: string): Promise<string> {
  const path = below(folder);
  const names = path === '' ? [] : path.split('/');
  for (const [index] of names.entries()) {
    const at = names.slice(0, index + 1).join('/');
    const found = await lstat(join(workspace.root, at));
    if (!found.isDirectory()) throw new GitFailure('refused', `${at} is not a folder of the workspace; links are not followed.`);
  }
  return path;
}

/** A path below the workspace in plain names; refused where it could lead elsewhere. */
function below(path: string): string {
  const plain = path.replace(/\/+$/, '');
  if (plain === '' || plain === '.') return '';
  const bad = plain.split('/').some((name) => name === '' || name === '.' || name === '..' || name.toLowerCase() === '.git');
  if (bad || plain.includes('\0') || plain.includes('\\')) {
    throw new GitFailure('refused', `"${path}" is not a folder of the workspace.`);
  }
  return plain;
}

async function knownBelow(workspace: Workspace, folder: string, signal: AbortSignal): Promise<Known> {
  const [top = ''] = folder.split('/');
  const [tracked, untracked, ignoredAtTop] = await Promise.all([
    listed(workspace, ['--cached'], folder, signal),
    listed(workspace, ['--others', '--exclude-standard'], folder, signal),
    // Asked for a folder deep in an ignored one, git fails: so for the topmost one above it.
    listed(workspace, ['--others', '--ignored', '--exclude-standard', '--directory'], top, signal),
  ]);
  const within = folder === '' ? '' : `${folder}/`;
  const ignored = ignoredAtTop.filter((path) => path.startsWith(within) && path !== within);
  const isIgnored = ignoredAtTop.some((path) => path.endsWith('/') && within.startsWith(path));
  const kinds = new Map<string, GitKind>();
  const files = new Map<string, number>();
  // The strongest last: a folder with one tracked file is tracked.
  for (const [kind, paths] of [
    ['ignored', ignored],
    ['untracked', untracked],
    ['tracked', tracked],
  ] as const) {
    for (const path of paths) {
      const name = firstName(path, folder);
      kinds.set(name, kind);
      if (kind !== 'ignored') files.set(name, (files.get(name) ?? 0) + 1);
    }
  }
  return { kinds, files, rest: isIgnored ? 'ignored' : 'untracked' };
}

async function listed(
  workspace: Workspace,
  which: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const place = folder === '' ? [] : [`${folder}/`];
  const { stdout } = await inUserRepository(workspace, ['ls-files', ...which, '-z', '--', ...place], {}, signal);
  // A file in conflict is named once for each of its sides.
  return [...new Set(nulFields(stdout))];
}

function firstName(path: string, folder: string): string {
  const rest = folder === '' ? path : path.slice(folder.length + 1);
  const end = rest.indexOf('/');
  return end < 0 ? rest : rest.slice(0, end);
}

/** Files and folders, tracked or not, whose path holds every word; those that git ignores are left out. */
export async function foundPaths(
  workspace: Workspace,
  words: string,
  most: number,
  signal: AbortSignal,
): Promise<{ readonly paths: readonly FoundPath[]; readonly more: boolean }> {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const [tracked, untracked] = await Promise.all([
    listed(workspace, ['--cached'], '', signal),
    listed(workspace, ['--others', '--exclude-standard'], '', signal),
  ]);
  const found = new Map<string, FoundPath>();
  const fits = (path: string) => wanted.every((word) => path.toLowerCase().includes(word));
  for (const [git, paths] of [
    ['tracked', tracked],
    ['untracked', untracked],
  ] as const) {
    for (const path of paths) {
      for (const folder of foldersOf(path)) {
        const known = found.get(folder);
        if (known) found.set(folder, { ...known, files: known.files + 1 });
        // The folder itself fits, and not only what is in it.
        else if (fits(folder)) found.set(folder, { path: folder, folder: true, git, files: 1 });
      }
      if (fits(path)) found.set(path, { path, folder: false, git, files: 1 });
    }
  }
  const paths = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { paths: paths.slice(0, most), more: paths.length > most };
}

function foldersOf(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** What paths stand for now: whether each is a folder, and how many files are at and below it. Null where nothing is there. */
export async function lookedAtPaths(
  workspace: Workspace,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, { readonly folder: boolean; readonly files: number } | null>>> {
  const [tracked, untracked] = await Promise.all([
    listed(workspace, ['--cached'], '', signal),
    listed(workspace, ['--others', '--exclude-standard'], '', signal),
  ]);
  const all = [...tracked, ...untracked];
  const looks = paths.map(async (path) => [path, await lookAt(workspace, path, all)] as const);
  return Object.fromEntries(await Promise.all(looks));
}

async function lookAt(workspace: Workspace, path: string, all: readonly string[]) {
  const plain = plainPath(path);
  if (plain === '.') return { folder: true, files: all.length };
  if (plain === '' || plain.split('/').includes('..')) return null;
  const stands = await standing(join(workspace.root, plain));
  if (!stands) return null;
  const files = all.reduce((sum, file) => sum + (file === plain || file.startsWith(`${plain}/`) ? 1 : 0), 0);
  return { folder: stands.isDirectory(), files: stands.isDirectory() ? files : 1 };
}

async function standing(path: string) {
  try {
    return await lstat(path);
  } catch (thrown) {
    // Nothing is there, also where a file stands in a folder's place; what else the disk says is told.
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errnoOf(thrown) ?? '')) return null;
    throw thrown;
  }
}
