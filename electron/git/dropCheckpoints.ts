import { nulInput } from './paths';
import { inUserRepository } from './userRepository';
import type { Workspace } from './workspace';

/** Deletes the refs of these numbers, where they are there; their objects go with git's own next clean-up. */
export async function droppedCheckpoints(
  workspace: Workspace,
  { thread, anchors }: { readonly thread: string; readonly anchors: readonly number[] },
  signal: AbortSignal,
): Promise<void> {
  const names = anchors.flatMap((n) => [`${n}`, `protected-${n}`]);
  const input = nulInput(names.flatMap((name) => [`delete refs/goalpost/${thread}/${name}`, '']));
  await inUserRepository(workspace, ['update-ref', '-z', '--stdin'], { input }, signal);
}
