import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResultSpan } from './applyResult';
import { PLAIN_DIFF, parseChanges } from './changesBetween';
import { type GitAnswer, runGit } from './command';
import { type GitConfig, gitEnvironment } from './environment';
import { GitFailure } from './failure';
import { indexEntries } from './indexEntry';
import { inNeutral, inScratch } from './neutralRepository';
import { nulFields, nulInput } from './paths';
import { filteredPaths } from './sourceLook';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';
import { withoutFilters } from './workspaceState';

export interface BranchOrder extends ResultSpan {
  readonly branch: string;
  readonly message: string;
  /** The commit that the goal began from; the branch grows out of it. */
  readonly base: string;
}

export interface Branched {
  readonly commit: string;
  readonly files: number;
  /** The result rests on work that was not committed: that is the branch's first commit. */
  readonly withStart: boolean;
}

/**
 * Commits a result on a new branch, by plumbing alone: HEAD, index and files are left alone. Files go in as the user's own
 * `git add` would take them (line ends), and the author is the user. Refuses a branch that is there.
 */
export async function branchedResult(workspace: Workspace, order: BranchOrder, signal: AbortSignal): Promise<Branched> {
  const ref = await freeBranch(workspace, order.branch, signal);
  const paths = await changedPaths(workspace, order, signal);
  if (paths.length === 0)
    throw new GitFailure('refused', 'Nothing has changed since the goal’s start, so there is nothing to commit.');
  await assertUnfiltered(workspace, paths, signal);
  const env = await authorEnvironment(workspace, signal);
  const baseTree = await treeOf(workspace, order.base, signal);
  const start = await userTree(workspace, { base: order.base, tree: order.from, paths }, signal);
  const end = await userTree(workspace, { base: order.base, tree: order.to, paths }, signal);
  const withStart = start !== baseTree;
  const parent = withStart
    ? await commitOf(workspace, { tree: start, parent: order.base, message: START_MESSAGE, env }, signal)
    : order.base;
  const commit = await commitOf(workspace, { tree: end, parent, message: order.message, env }, signal);
  const input = nulInput([`create ${ref}`, commit]);
  await inUserRepository(workspace, ['update-ref', '-z', '--stdin'], { input }, signal);
  return { commit, files: paths.length, withStart };
}

const START_MESSAGE = 'Work that was not committed when the goal began';

async function freeBranch(workspace: Workspace, branch: string, signal: AbortSignal): Promise<string> {
  const ref = `refs/heads/${branch}`;
  const named = await inUserRepository(workspace, ['check-ref-format', '--branch', branch], { accept: [0, 128] }, signal);
  if (named.exit !== 0 || branch.startsWith('-')) {
    throw new GitFailure(
      'refused',
      `"${branch}" is not a name that git takes for a branch. Choose another, such as goal/result.`,
    );
  }
  const there = await inUserRepository(workspace, ['rev-parse', '--verify', '--quiet', ref], { accept: [0, 1] }, signal);
  if (there.exit === 0)
    throw new GitFailure('refused', `There is a branch ${branch} already. Choose another name; nothing was changed.`);
  return ref;
}

async function changedPaths(workspace: Workspace, { from, to }: ResultSpan, signal: AbortSignal): Promise<readonly string[]> {
  const args = ['diff-tree', ...PLAIN_DIFF, '--no-renames', '--raw', '--numstat', '-z', from, to];
  return inScratch(workspace, { objects: 'thrown away' }, signal, async (repository) =>
    parseChanges(nulFields((await inNeutral(repository, args, {}, signal)).stdout)).map(({ path }) => path),
  );
}

/** A filter is a program of the user's configuration, and we start none: its files would be committed as they must not be. */
async function assertUnfiltered(workspace: Workspace, paths: readonly string[], signal: AbortSignal): Promise<void> {
  const [first] = await filteredPaths(workspace, paths, signal);
  if (!first) return;
  throw new GitFailure(
    'refused',
    `${first.path} passes through the filter "${first.filter}", which Goalpost does not run. Bring the result back as a patch, or into your files, and commit it yourself.`,
  );
}

/** The user's own name: without the identity that our checkpoints carry. */
async function authorEnvironment(workspace: Workspace, signal: AbortSignal): Promise<Record<string, string>> {
  const all = gitEnvironment([['user.useConfigOnly', 'true']], { GIT_DIR: workspace.gitDir, GIT_WORK_TREE: workspace.root });
  const env = Object.fromEntries(Object.entries(all).filter(([key]) => !/^GIT_(AUTHOR|COMMITTER)_/.test(key)));
  const known = await runGit({ args: ['var', 'GIT_AUTHOR_IDENT'], cwd: workspace.root, env, accept: [0, 128] }, signal);
  if (known.exit === 0) return env;
  const remedy = 'Set them with "git config user.name" and "git config user.email", and try again.';
  throw new GitFailure('refused', `Git does not know whose commit it is: user.name or user.email is not set. ${remedy}`);
}

async function treeOf(workspace: Workspace, commit: string, signal: AbortSignal): Promise<string> {
  const args = ['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`];
  return (await inUserRepository(workspace, args, {}, signal)).stdout.toString('utf8').trim();
}

interface Mixed {
  readonly base: string;
  readonly tree: string;
  readonly paths: readonly string[];
}

/** The tree of `base` with these paths as `tree` has them, taken in as the user's settings and attributes say. */
async function userTree(workspace: Workspace, { base, tree, paths }: Mixed, signal: AbortSignal): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'goalpost-commit-'));
  try {
    const files = join(folder, 'files');
    await mkdir(files);
    await writeFiles(workspace, { tree, paths, files }, signal);
    const config: GitConfig = [
      ['core.safecrlf', 'false'],
      ['core.sparseCheckout', 'false'],
      ...(await withoutFilters(workspace, signal)),
    ];
    const env = gitEnvironment(config, {
      GIT_DIR: workspace.gitDir,
      GIT_WORK_TREE: files,
      GIT_INDEX_FILE: join(folder, 'index'),
    });
    const git = (args: readonly string[], input?: Buffer): Promise<GitAnswer> =>
      runGit({ args, cwd: files, env, ...(input ? { input } : {}) }, signal);
    await git(['read-tree', base]);
    await git(['update-index', '--add', '--remove', '--replace', '-z', '--stdin'], nulInput(paths));
    return (await git(['write-tree'])).stdout.toString('utf8').trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeFiles(
  workspace: Workspace,
  { tree, paths, files }: { readonly tree: string; readonly paths: readonly string[]; readonly files: string },
  signal: AbortSignal,
): Promise<void> {
  await inScratch(workspace, { objects: 'thrown away', worktree: files }, signal, async (repository) => {
    await inNeutral(repository, ['read-tree', tree], {}, signal);
    const wanted = new Set(paths);
    const there = (await indexEntries(repository, {}, signal)).filter(({ path }) => wanted.has(path));
    const input = nulInput(there.map(({ path }) => path));
    if (there.length > 0) await inNeutral(repository, ['checkout-index', '--quiet', '-z', '--stdin'], { input }, signal);
  });
}

async function commitOf(
  workspace: Workspace,
  commit: { readonly tree: string; readonly parent: string; readonly message: string; readonly env: Record<string, string> },
  signal: AbortSignal,
): Promise<string> {
  const { tree, parent, message, env } = commit;
  const input = Buffer.from(`${message.trimEnd()}\n`, 'utf8');
  const { stdout } = await runGit(
    { args: ['commit-tree', tree, '-p', parent, '-F', '-'], cwd: workspace.root, env, input },
    signal,
  );
  return stdout.toString('utf8').trim();
}
