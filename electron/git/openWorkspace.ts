import { access, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from './command';
import { gitEnvironment } from './environment';
import { errnoOf, GitFailure } from './failure';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';

/** Finds the repository whose top folder `path` is, and refuses one that a goal cannot work in. */
export async function foundWorkspace(path: string, signal: AbortSignal): Promise<Workspace> {
  const folder = await realFolder(path);
  await assertRecentGit(folder, signal);
  const [bare, insideGit] = (await revParse(folder, ['--is-bare-repository', '--is-inside-git-dir'], signal)).split('\n');
  if (bare === 'true')
    throw refused(`${folder} is a bare repository, which has no files to work on. Clone it and open the clone.`);
  if (insideGit === 'true') throw refused(`${folder} is a folder of git's own. Open the folder that holds the files instead.`);
  const root = await revParse(folder, ['--show-toplevel'], signal);
  if (root !== folder)
    throw refused(
      `${folder} lies inside the repository ${root}. Open ${root} itself, and name the folder in the goal's boundaries.`,
    );
  const workspace = {
    root,
    gitDir: await revParse(folder, ['--absolute-git-dir'], signal),
    commonDir: await revParse(folder, ['--path-format=absolute', '--git-common-dir'], signal),
  };
  await assertUsable(workspace, signal);
  return workspace;
}

async function realFolder(path: string): Promise<string> {
  try {
    const folder = await realpath(path);
    if (!(await stat(folder)).isDirectory()) throw refused(`${path} is not a folder. Name the folder of a git repository.`);
    if (folder.includes('\uFFFD')) throw refused(`The path of ${path} is not UTF-8. Rename the folder and try again.`);
    return folder;
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    throw refused(`There is no folder ${path} that can be opened. Check the path and its permissions.`);
  }
}

/** The first git that takes settings from variables: an older one would not know that it must start no program. */
const OLDEST_GIT = [2, 31] as const;

async function assertRecentGit(folder: string, signal: AbortSignal): Promise<void> {
  const { stdout } = await runGit({ args: ['version'], cwd: folder, env: gitEnvironment([]) }, signal);
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(stdout.toString('utf8')) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST_GIT;
  if (Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor)) return;
  throw new GitFailure(
    'git_failed',
    `git ${major}.${minor} is too old to be used safely. Install git ${OLDEST_GIT.join('.')} or later.`,
  );
}

/** The answer to one question about the repository round `folder`, without the newline at its end. */
async function revParse(folder: string, question: readonly string[], signal: AbortSignal): Promise<string> {
  try {
    const { stdout } = await runGit({ args: ['rev-parse', ...question], cwd: folder, env: gitEnvironment([]) }, signal);
    return stdout.toString('utf8').replace(/\n$/, '');
  } catch (thrown) {
    throw thrown instanceof GitFailure ? discoveryFailure(folder, thrown) : thrown;
  }
}

function discoveryFailure(folder: string, failure: GitFailure): GitFailure {
  const { message } = failure;
  if (/not a git repository/.test(message)) {
    const remedy = 'Run "git init" there, commit what is there, and try again.';
    return new GitFailure('not_a_repository', `${folder} is not under git. ${remedy}`, failure);
  }
  if (!/dubious ownership|safe\.directory/.test(message)) return failure;
  const remedy = `If you trust it, run "git config --global --add safe.directory '${folder}'" and try again.`;
  return new GitFailure('refused', `${folder} belongs to another user, so git does not open it. ${remedy}`, failure);
}

/** Refuses a repository without a commit, and one that is in the middle of an operation of git's. */
export async function assertUsable(workspace: Workspace, signal: AbortSignal): Promise<void> {
  const args = ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'];
  const { exit } = await inUserRepository(workspace, args, { accept: [0, 1, 128] }, signal);
  if (exit !== 0)
    throw refused(`${workspace.root} has no commit yet. Commit what is there (git add -A, git commit) and try again.`);
  const underWay = await operationUnderWay(workspace.gitDir);
  if (underWay === undefined) return;
  const { what, end } = underWay;
  throw refused(`A ${what} is under way in ${workspace.root}. Finish it or end it with "${end}", and try again.`);
}

const OPERATIONS = [
  { mark: 'rebase-merge', what: 'rebase', end: 'git rebase --abort' },
  { mark: 'rebase-apply', what: 'rebase', end: 'git rebase --abort (or git am --abort)' },
  { mark: 'MERGE_HEAD', what: 'merge', end: 'git merge --abort' },
  { mark: 'CHERRY_PICK_HEAD', what: 'cherry-pick', end: 'git cherry-pick --abort' },
  { mark: 'REVERT_HEAD', what: 'revert', end: 'git revert --abort' },
] as const;

async function operationUnderWay(gitDir: string): Promise<(typeof OPERATIONS)[number] | undefined> {
  for (const operation of OPERATIONS) {
    if (await exists(join(gitDir, operation.mark))) return operation;
  }
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    return false;
  }
}

function refused(message: string): GitFailure {
  return new GitFailure('refused', message);
}
