import { readFile } from 'node:fs/promises';
import { together } from './exclusive';
import { GitFailure } from './failure';
import { pathsWhere } from './fileState';
import { GITLINK_MODE, stagedEntry } from './indexEntry';
import { assertUsable } from './openWorkspace';
import { absolutePath, nulFields, nulInput } from './paths';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';
import { currentState, type WorkspaceState } from './workspaceState';

/** What decides where a goal works: where the repository stands, and what lies in the folder that git ignores. */
export interface SourceLook extends WorkspaceState {
  /** Ignored folders (with a slash at the end) and files, as far up as they are ignored whole, in path order. */
  readonly ignored: readonly string[];
}

/** Looks at the user's own folder, and refuses a repository in which no goal can work, in place or apart. */
export async function lookedAtSource(workspace: Workspace, signal: AbortSignal): Promise<SourceLook> {
  await assertUsable(workspace, signal);
  await assertWholeInOneRepository(workspace, signal);
  const [state, ignored] = await together([currentState(workspace, signal), ignoredEntries(workspace, signal)]);
  return { ...state, ignored };
}

async function ignoredEntries(workspace: Workspace, signal: AbortSignal): Promise<readonly string[]> {
  const args = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'];
  return [...nulFields((await inUserRepository(workspace, args, {}, signal)).stdout)].sort();
}

/** A checkpoint sees neither into a submodule nor behind an LFS pointer, so that evidence would say nothing of what changes there. */
async function assertWholeInOneRepository(workspace: Workspace, signal: AbortSignal): Promise<void> {
  const { stdout } = await inUserRepository(workspace, ['ls-files', '--stage', '-z'], {}, signal);
  const entries = nulFields(stdout).map(stagedEntry);
  const submodule = entries.find(({ mode }) => mode === GITLINK_MODE);
  if (submodule) {
    throw new GitFailure(
      'refused',
      `${workspace.root} has the submodule ${submodule.path}, whose changes no checkpoint would see. Open the submodule’s own repository for the goal, or make it plain files (git submodule deinit, then commit them).`,
    );
  }
  const large = await lfsFile(
    workspace,
    entries.map(({ path }) => path),
    signal,
  );
  if (large === undefined) return;
  throw new GitFailure(
    'refused',
    `${workspace.root} keeps ${large} in Git LFS, which checkpoints and results would carry as whole files. Let the goal work in a clone without LFS (git lfs uninstall --local, git lfs migrate export).`,
  );
}

/** The first tracked file that passes through LFS. Attributes are asked of git only where one of their files names it. */
async function lfsFile(workspace: Workspace, tracked: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  if (!(await namesLfs(workspace, tracked))) return undefined;
  return (await filteredPaths(workspace, tracked, signal)).find(({ filter }) => filter === 'lfs')?.path;
}

async function namesLfs({ root, commonDir }: Workspace, tracked: readonly string[]): Promise<boolean> {
  const named = tracked.filter((path) => path === '.gitattributes' || path.endsWith('/.gitattributes'));
  const there = await pathsWhere(root, [...new Set(['.gitattributes', ...named])], (stats) => stats.isFile());
  const texts = await Promise.all([
    ...there.map((path) => readFile(absolutePath(root, path), 'latin1')),
    readFile(`${commonDir}/info/attributes`, 'latin1').catch(() => ''),
  ]);
  return texts.some((text) => /\bfilter=lfs\b/.test(text));
}

/** Which of the paths a filter of the user's configuration stands before, and its name. */
export async function filteredPaths(
  workspace: Workspace,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<readonly { readonly path: string; readonly filter: string }[]> {
  if (paths.length === 0) return [];
  const args = ['check-attr', '-z', '--stdin', 'filter'];
  const fields = nulFields((await inUserRepository(workspace, args, { input: nulInput(paths) }, signal)).stdout);
  const found: { path: string; filter: string }[] = [];
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path = '', , filter = ''] = fields.slice(at, at + 3);
    if (filter !== 'unspecified' && filter !== 'unset') found.push({ path, filter });
  }
  return found;
}
