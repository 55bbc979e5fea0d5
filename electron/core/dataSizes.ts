import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataPart, MeasuredPart } from '../../shared/views/dataFolder';

/** More files than this are not counted: a worktree may hold several package folders, and nobody waits for minutes to know. */
const MOST_FILES = 200_000;

const FOLDERS: Readonly<Record<string, DataPart>> = {
  blobs: 'outputs',
  screens: 'screens',
  samples: 'samples',
  window: 'window',
};

/** How large each part of a data folder is. What comes or goes while it is measured is counted or not. */
export async function dataSizes(dataDir: string, mostFiles = MOST_FILES): Promise<readonly MeasuredPart[]> {
  const entries = await entriesOf(dataDir);
  const paths = entries.map((name) => ({ part: partOf(name), path: join(dataDir, name) }));
  const of = (part: DataPart) => paths.filter((entry) => entry.part === part).map(({ path }) => path);
  const measured: readonly (readonly [DataPart, string, readonly string[]])[] = [
    ['log', join(dataDir, 'goalpost.db'), of('log')],
    ['outputs', join(dataDir, 'blobs'), of('outputs')],
    ['worktrees', `${dataDir}-worktrees`, [`${dataDir}-worktrees`]],
    ['screens', join(dataDir, 'screens'), of('screens')],
    ['samples', join(dataDir, 'samples'), of('samples')],
    ['window', join(dataDir, 'window'), of('window')],
    ['rest', dataDir, of('rest')],
  ];
  return Promise.all(measured.map(async ([part, path, roots]) => ({ part, path, ...(await sizeOf(roots, mostFiles)) })));
}

function partOf(name: string): DataPart {
  return name.startsWith('goalpost.db') ? 'log' : (FOLDERS[name] ?? 'rest');
}

async function sizeOf(roots: readonly string[], mostFiles: number): Promise<Pick<MeasuredPart, 'bytes' | 'files' | 'whole'>> {
  const waiting = [...roots];
  let bytes = 0;
  let files = 0;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const stat = await lstat(path).catch(goneIsNothing);
    if (!stat) continue;
    if (stat.isDirectory()) {
      const folder = path;
      waiting.push(...(await entriesOf(folder)).map((name) => join(folder, name)));
      continue;
    }
    if (files >= mostFiles) return { bytes, files, whole: false };
    bytes += stat.size;
    files += 1;
  }
  return { bytes, files, whole: true };
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(goneIsNothing)) ?? [];
}

/** A part that is not there, or not ours to read, takes nothing that could be told. */
function goneIsNothing(thrown: NodeJS.ErrnoException): undefined {
  if (thrown.code === 'ENOENT' || thrown.code === 'EACCES' || thrown.code === 'EPERM' || thrown.code === 'ENOTDIR')
    return undefined;
  throw thrown;
}
