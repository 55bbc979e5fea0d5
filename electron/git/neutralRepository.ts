import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GitAnswer, runGit } from './command';
import { gitEnvironment } from './environment';
import { together } from './exclusive';
import { errnoOf } from './failure';
import { isAsLeft, leave } from './fileState';
import { type NeutralSettings, neutralSettings } from './neutralSettings';
import type { Workspace } from './workspace';

/**
 * A git folder of our own over the user's objects. It has its own index, none of the user's configuration, and attributes that
 * outrank every `.gitattributes`: so no filter, hook, monitor or text conversion can be configured into it, by the user or by an
 * agent that writes files, and a tree holds the bytes as they are on disk.
 */
export interface NeutralRepository {
  readonly folder: string;
  readonly worktree: string;
  readonly objectFormat: 'sha1' | 'sha256';
  /** Others write the database too, so that its files have permissions which git alone sets. */
  readonly sharedObjects: boolean;
  readonly env: Readonly<Record<string, string>>;
}

export interface NeutralCommand {
  readonly input?: Buffer;
  /** An index file's name in the neutral folder; `index` unless said. */
  readonly index?: string;
  /** Exit codes that are answers and not failures; 0 alone unless said. */
  readonly accept?: readonly number[];
}

/** A git command in the neutral repository, in its working tree's root. */
export function inNeutral(
  repository: NeutralRepository,
  args: readonly string[],
  { index = 'index', ...rest }: NeutralCommand,
  signal: AbortSignal,
): Promise<GitAnswer> {
  const env = { ...repository.env, GIT_INDEX_FILE: join(repository.folder, index) };
  return runGit({ args, cwd: repository.worktree, env, ...rest }, signal);
}

/** Prepares `folder`, which may hold the index of an earlier call; objects are written to the workspace's own database. */
export async function neutralRepository(workspace: Workspace, folder: string, signal: AbortSignal): Promise<NeutralRepository> {
  const [{ objectFormat, config }, excludes] = await together([neutralSettings(workspace, signal), userExcludes(workspace)]);
  const files = SKELETON.map((name) => join(folder, name));
  const word = `${objectFormat} ${excludes}`;
  const [asLeft] = await together([isAsLeft(folder, files, word), removeStaleLocks(folder)]);
  if (!asLeft) {
    await writeSkeleton(folder, objectFormat, excludes);
    await leave(folder, files, word);
  }
  return repositoryIn(workspace, folder, { objectFormat, config });
}

function repositoryIn(workspace: Workspace, folder: string, { objectFormat, config }: NeutralSettings): NeutralRepository {
  const env = { GIT_DIR: folder, GIT_WORK_TREE: workspace.root, GIT_OBJECT_DIRECTORY: objectsOf(workspace), ...NO_CONFIG_FILES };
  const sharedObjects = config.some(([key]) => key === 'core.sharedrepository');
  return { folder, worktree: workspace.root, objectFormat, sharedObjects, env: gitEnvironment(config, env) };
}

export interface Scratch {
  /** Where new objects go: into the workspace's database, or away with the scratch folder. */
  readonly objects: 'kept' | 'thrown away';
  /** Another working tree than the workspace. */
  readonly worktree?: string;
}

/** Works in a neutral repository that exists only meanwhile. */
export async function inScratch<T>(
  workspace: Workspace,
  options: Scratch,
  signal: AbortSignal,
  work: (repository: NeutralRepository) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'goalpost-git-'));
  try {
    const settings = await neutralSettings(workspace, signal);
    await writeSkeleton(folder, settings.objectFormat, await userExcludes(workspace));
    const repository = repositoryIn(workspace, folder, settings);
    const worktree = options.worktree ?? repository.worktree;
    const objects = options.objects === 'kept' ? {} : throwawayObjects(workspace, folder);
    return await work({ ...repository, worktree, env: { ...repository.env, GIT_WORK_TREE: worktree, ...objects } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function throwawayObjects(workspace: Workspace, folder: string): Record<string, string> {
  // Quoted, because a colon in a path would otherwise end it.
  const alternate = `"${objectsOf(workspace).replace(/["\\]/g, '\\$&')}"`;
  return { GIT_OBJECT_DIRECTORY: join(folder, 'objects'), GIT_ALTERNATE_OBJECT_DIRECTORIES: alternate };
}

function objectsOf(workspace: Workspace): string {
  return join(workspace.commonDir, 'objects');
}

const NO_CONFIG_FILES = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_ATTR_NOSYSTEM: '1' } as const;

/** `!diff`: an agent must not be able to mark its change as binary and so hide it from the reader of a diff. */
const ATTRIBUTES = '* -text -crlf !eol -filter -ident -working-tree-encoding !diff !merge\n';

/** What is written into the folder. */
const SKELETON = ['HEAD', 'config', 'info/attributes', 'info/exclude'] as const;

async function writeSkeleton(folder: string, objectFormat: 'sha1' | 'sha256', excludes: string): Promise<void> {
  for (const name of ['refs', 'objects', 'info']) await mkdir(join(folder, name), { recursive: true });
  const version = objectFormat === 'sha1' ? 0 : 1;
  const extensions = objectFormat === 'sha1' ? '' : `[extensions]\n\tobjectFormat = ${objectFormat}\n`;
  await together([
    writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n'),
    writeFile(join(folder, 'config'), `[core]\n\trepositoryFormatVersion = ${version}\n${extensions}`),
    writeFile(join(folder, 'info', 'attributes'), ATTRIBUTES),
    writeFile(join(folder, 'info', 'exclude'), excludes, 'latin1'),
  ]);
}

/** One owner per data folder and one call at a time per neutral folder: a lock that is there belongs to a dead process. */
async function removeStaleLocks(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const locks = (await readdir(folder)).filter((name) => name.endsWith('.lock'));
  for (const name of locks) await rm(join(folder, name), { force: true });
}

async function userExcludes(workspace: Workspace): Promise<string> {
  try {
    return await readFile(join(workspace.commonDir, 'info', 'exclude'), 'latin1');
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    return '';
  }
}
