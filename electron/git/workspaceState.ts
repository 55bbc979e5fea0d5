import type { GitConfig } from './environment';
import { together } from './exclusive';
import { inUserRepository, settingsLike } from './userRepository';
import type { Workspace } from './workspace';

/** Where the user's repository stands. `branch` is null when HEAD is detached; `dirty` counts changed and untracked files. */
export interface WorkspaceState {
  readonly head: string;
  readonly branch: string | null;
  readonly dirty: number;
}

export async function currentState(workspace: Workspace, signal: AbortSignal): Promise<WorkspaceState> {
  const [head, branch, dirty] = await together([
    headOf(workspace, signal),
    branchOf(workspace, signal),
    dirtyFiles(workspace, signal),
  ]);
  return { head, branch, dirty };
}

async function headOf(workspace: Workspace, signal: AbortSignal): Promise<string> {
  const { stdout } = await inUserRepository(workspace, ['rev-parse', '--verify', 'HEAD^{commit}'], {}, signal);
  return stdout.toString('utf8').trim();
}

async function branchOf(workspace: Workspace, signal: AbortSignal): Promise<string | null> {
  const { exit, stdout } = await inUserRepository(workspace, ['symbolic-ref', '--quiet', 'HEAD'], { accept: [0, 1] }, signal);
  return exit === 1
    ? null
    : stdout
        .toString('utf8')
        .trim()
        .replace(/^refs\/heads\//, '');
}

async function dirtyFiles(workspace: Workspace, signal: AbortSignal): Promise<number> {
  const args = ['status', '--porcelain', '-z', '--untracked-files=all', '--no-renames', '--ignore-submodules=all'];
  const { stdout } = await inUserRepository(workspace, args, { config: await withoutFilters(workspace, signal) }, signal);
  return stdout.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
}

/** `git status` hashes files whose times changed, through the filters that `.gitattributes` names: each is told to do nothing. */
export async function withoutFilters(workspace: Workspace, signal: AbortSignal): Promise<GitConfig> {
  const filters = await settingsLike(workspace, '^filter\\.', signal);
  return filters.map(([key]): readonly [string, string] => [key, key.endsWith('.required') ? 'false' : '']);
}
