import { lstat, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf, GitFailure } from './failure';
import type { Workspace } from './workspace';

/** The file in a worktree's folder of git's own by which we know it again: whoever makes a worktree by hand does not write it. */
const MARK = 'goalpost.json';

/** What a mark says: whose goal works there, and where. */
interface Mark {
  readonly thread: string;
  readonly root: string;
}

/** Locks the worktree against `git worktree prune` and a careless `remove`, with a reason for people, and marks it as ours. */
export async function markWorktree(gitDir: string, mark: Mark): Promise<void> {
  await writeFile(join(gitDir, MARK), `${JSON.stringify(mark)}\n`);
  await writeFile(join(gitDir, 'locked'), `Goalpost works here for thread ${mark.thread}: remove it there.\n`);
}

/**
 * Proves that the folder `root` is the worktree that we made of `source` for `thread`, and answers git's folder for it. Undefined
 * where nothing of it is left. Refuses at the first thing that is not as we made it.
 */
export async function provenWorktree(source: Workspace, mark: Mark): Promise<string | undefined> {
  const { root } = mark;
  const gone = (await kindOf(root)) === undefined;
  if (!gone && (await realpath(root)) !== root) throw doubt(root, 'the way to it leads through a link now');
  const gitDir = gone ? await folderNaming(source, root) : await namedFolder(source, root);
  if (gitDir === undefined) return undefined;
  const read = await textOf(join(gitDir, MARK));
  if (read === undefined) throw doubt(root, 'git’s folder for it has no mark of this app');
  const found = parsed(read);
  if (found.thread !== mark.thread || found.root !== root) throw doubt(root, 'its mark names another thread or folder');
  if ((await textOf(join(gitDir, 'gitdir')))?.trim() !== join(root, '.git')) throw doubt(root, 'git has it at another place');
  return gitDir;
}

/** The folder that the worktree's own `.git` file names; it must be one of this repository's. */
async function namedFolder(source: Workspace, root: string): Promise<string> {
  const link = join(root, '.git');
  if ((await kindOf(link)) !== 'file') throw doubt(root, 'its .git is not the file that names a worktree');
  const named = /^gitdir: (.*)\n?$/.exec((await textOf(link)) ?? '')?.[1];
  const gitDir = named === undefined ? undefined : await realpath(named).catch(() => undefined);
  if (gitDir === undefined || dirname(gitDir) !== join(source.commonDir, 'worktrees')) {
    throw doubt(root, `it is not a worktree of ${source.root}`);
  }
  return gitDir;
}

/** Git's own folder for the worktree whose files are, or were, in `root`; undefined where it has none. */
export async function folderNaming(source: Workspace, root: string): Promise<string | undefined> {
  const folder = join(source.commonDir, 'worktrees');
  for (const name of await namesIn(folder)) {
    if ((await textOf(join(folder, name, 'gitdir')))?.trim() === join(root, '.git')) return join(folder, name);
  }
  return undefined;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return [];
    throw thrown;
  }
}

function parsed(text: string): Partial<Mark> {
  try {
    return JSON.parse(text) as Partial<Mark>;
  } catch {
    return {};
  }
}

async function kindOf(path: string): Promise<'file' | 'other' | undefined> {
  try {
    return (await lstat(path)).isFile() ? 'file' : 'other';
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    return undefined;
  }
}

function doubt(root: string, why: string): GitFailure {
  return new GitFailure(
    'refused',
    `${root} is not removed, because it cannot be proven that Goalpost made it: ${why}. Look at it, and remove it yourself with "git worktree remove".`,
  );
}
