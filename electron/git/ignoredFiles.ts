import { nulFields } from './paths';
import { plainPath } from './snapshot';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';

/** The files at or below some paths that git ignores and does not track, as far as they are there: most likely generated. */
export async function ignoredBelow(
  workspace: Workspace,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const args = ['ls-files', '--others', '--ignored', '--exclude-standard', '-z', '--', ...paths.map(plainPath)];
  return nulFields((await inUserRepository(workspace, args, {}, signal)).stdout);
}
