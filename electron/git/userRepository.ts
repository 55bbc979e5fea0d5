import { type GitAnswer, type GitCommand, runGit } from './command';
import { type GitConfig, gitEnvironment } from './environment';
import { nulFields } from './paths';
import type { Workspace } from './workspace';

export interface UserCommand {
  readonly input?: NonNullable<GitCommand['input']>;
  readonly accept?: readonly number[];
  readonly config?: GitConfig;
}

/**
 * A command in the user's own repository, with its configuration and index, for what only they know: refs, settings, which files
 * are tracked. Reads, apart from `update-ref` below refs/goalpost. Whatever looks at contents goes through {@link NeutralRepository}.
 */
export function inUserRepository(
  workspace: Workspace,
  args: readonly string[],
  options: UserCommand,
  signal: AbortSignal,
): Promise<GitAnswer> {
  const { config = [], ...rest } = options;
  const env = gitEnvironment(config, { GIT_DIR: workspace.gitDir, GIT_WORK_TREE: workspace.root });
  return runGit({ args, cwd: workspace.root, env, ...rest }, signal);
}

/** Matching settings in the order git reads them (the last of a key counts), keys in git's spelling. */
export async function settingsLike(workspace: Workspace, pattern: string, signal: AbortSignal): Promise<GitConfig> {
  const args = ['config', '-z', '--get-regexp', pattern];
  const { stdout } = await inUserRepository(workspace, args, { accept: [0, 1] }, signal);
  return nulFields(stdout).map((field) => {
    const end = field.indexOf('\n');
    // A key without a value means true.
    return end < 0 ? [field, 'true'] : [field.slice(0, end), field.slice(end + 1)];
  });
}

/** The object that a tree-ish names: a full hash stands for itself, a name such as `HEAD` is looked up in the user's repository. */
export async function objectNamed(workspace: Workspace, treeish: string, signal: AbortSignal): Promise<string> {
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(treeish)) return treeish;
  const args = ['rev-parse', '--verify', '--end-of-options', `${treeish}^{tree}`];
  return (await inUserRepository(workspace, args, {}, signal)).stdout.toString('utf8').trim();
}
