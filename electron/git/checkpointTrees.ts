import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';

/** The trees that a thread's checkpoints anchor now: what was pruned is not among them. */
export async function anchoredTrees(workspace: Workspace, thread: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const args = ['for-each-ref', '--format=%(tree) %(refname)', `refs/goalpost/${thread}/`];
  const { stdout } = await inUserRepository(workspace, args, {}, signal);
  const records = stdout.toString('utf8').split('\n');
  // A checkpoint's ref is a commit's and ends in its number; the protected files beside it are trees of their own.
  return new Set(records.flatMap((record) => /^([0-9a-f]+) .*\/\d+$/.exec(record)?.[1] ?? []));
}
