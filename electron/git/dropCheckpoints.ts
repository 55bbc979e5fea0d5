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

/** Deletes all that was anchored under a thread's name; for one that is in no log. */
export async function droppedAnchors(workspace: Workspace, thread: string, signal: AbortSignal): Promise<void> {
  await deleted(workspace, await refsUnder(workspace, `${thread}/`, signal), signal);
}

/** Of what was anchored under names that begin so, only the newest stay. */
export async function droppedOldAnchors(
  workspace: Workspace,
  { prefix, keep }: { readonly prefix: string; readonly keep: number },
  signal: AbortSignal,
): Promise<void> {
  const refs = await refsUnder(workspace, `${prefix}*/*`, signal);
  await deleted(workspace, refs.slice(keep), signal);
}

/** The newest first. */
async function refsUnder(workspace: Workspace, pattern: string, signal: AbortSignal): Promise<readonly string[]> {
  const args = ['for-each-ref', '--sort=-creatordate', '--format=%(refname)', `refs/goalpost/${pattern}`];
  const { stdout } = await inUserRepository(workspace, args, {}, signal);
  return stdout
    .toString('utf8')
    .split('\n')
    .filter((name) => name !== '');
}

async function deleted(workspace: Workspace, names: readonly string[], signal: AbortSignal): Promise<void> {
  if (names.length === 0) return;
  const input = nulInput(names.flatMap((name) => [`delete ${name}`, '']));
  await inUserRepository(workspace, ['update-ref', '-z', '--stdin'], { input }, signal);
}
