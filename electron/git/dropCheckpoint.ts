import { nulInput } from './paths';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';

/** Deletes the refs that one checkpoint made, where they are there; its objects go with git's own next clean-up. */
export async function droppedCheckpoint(
  workspace: Workspace,
  { thread, n }: { readonly thread: string; readonly n: number },
  signal: AbortSignal,
): Promise<void> {
  const input = nulInput([`${n}`, `protected-${n}`].flatMap((name) => [`delete refs/goalpost/${thread}/${name}`, '']));
  await inUserRepository(workspace, ['update-ref', '-z', '--stdin'], { input }, signal);
}
