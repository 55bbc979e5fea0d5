import { join } from 'node:path';
import type { Result } from '../../shared/kernel/result';
import { hasWorktree, type PlaceChoice, type PlaceMade } from '../../shared/thread/place';
import type { ThreadState } from '../../shared/thread/state';
import { leftBehind, type SuggestedPlace, suggestedPlace } from '../../shared/thread/suggestPlace';
import type * as Git from '../git/git';
import { MOST_WORKTREES, type WorktreeRooms } from './worktreeRooms';

export interface PlaceParts {
  readonly dataDir: string;
  readonly git: Pick<typeof Git, 'lookAtSource' | 'currentTree' | 'makeWorktree' | 'removeWorktree' | 'abandonWorktree'>;
  readonly rooms: WorktreeRooms;
  /** Outcomes of the other threads' live goals that work in this folder itself. */
  readonly othersIn: (root: string, thread: string) => readonly string[];
}

/**
 * Makes the place that a goal is to work in, and says where it is and why. A worktree that a crash left half made is made anew; where
 * one is found that something was done in although the record does not know it, it is left alone and told. Throws with a sentence.
 */
export async function makePlace(
  parts: PlaceParts,
  state: ThreadState,
  choice: PlaceChoice,
  signal: AbortSignal,
): Promise<PlaceMade> {
  const { source, thread } = state;
  const look = must(await parts.git.lookAtSource(source, signal));
  const others = parts.othersIn(source.root, thread);
  const from = must(await parts.git.currentTree(source, join(parts.dataDir, 'threads', thread, 'source'), signal));
  if (from === undefined)
    throw new Error(`${source.root} is not there any more. Put it back, or draft the goal on another folder.`);
  const { kind, why, by } = decided(choice, suggestedPlace({ dirty: look.dirty, others }));
  const facts = { kind, why, by, base: look.head, from, dirty: look.dirty };
  if (kind === 'in_place') return { ...source, ...facts, notes: [] };
  await clearLeftovers(parts, state, signal);
  const workspace = await madeApart(parts, state, { base: look.head, from }, signal);
  const left = leftBehind(look.ignored);
  return { ...workspace, ...facts, notes: left === undefined ? [] : [left] };
}

function decided(choice: PlaceChoice, suggested: SuggestedPlace): Pick<PlaceMade, 'kind' | 'why' | 'by'> {
  if (choice === 'app') return { ...suggested, by: 'app' };
  const why = choice === suggested.kind ? suggested.why : `You chose it. ${suggested.why}`;
  return { kind: choice, why, by: 'user' };
}

async function madeApart(
  { git, rooms }: PlaceParts,
  { source, thread }: ThreadState,
  { base, from }: { readonly base: string; readonly from: string },
  signal: AbortSignal,
): Promise<Git.Workspace> {
  const room = await rooms.claim(thread, source.root, from);
  if (!room) {
    throw new Error(
      `${MOST_WORKTREES} worktrees are kept already, which is the most. Remove one that is not needed (goalpost worktree THREAD --remove), or let the goal work in place.`,
    );
  }
  const { root } = room.owner;
  const made = await git.makeWorktree(source, { thread, root, base, tree: from }, signal);
  if (!made.ok) {
    // Nothing has worked there: what was made of it goes again. A signal that is aborted must not keep it.
    await git.abandonWorktree(source, root, new AbortController().signal);
    await rooms.free(root);
    throw new Error(made.error.message);
  }
  await rooms.settle(room);
  return made.value;
}

/** What an earlier try of this thread left: a worktree that the record does not know. */
async function clearLeftovers({ dataDir, git, rooms }: PlaceParts, state: ThreadState, signal: AbortSignal): Promise<void> {
  const { source, thread, place } = state;
  const known = hasWorktree(place) ? place.root : undefined;
  for (const { owner } of await rooms.of(thread)) {
    const { root, step, from } = owner;
    if (root === known) continue;
    if (step === 'made') {
      const left = { root, gitDir: join(root, '.git'), commonDir: source.commonDir };
      const tree = await git.currentTree(left, join(dataDir, 'threads', thread, 'left'), signal);
      if (!tree.ok || (tree.value !== undefined && tree.value !== from)) {
        throw new Error(
          `There is a worktree of this thread that its record does not know, ${root}, and files in it were changed. Move what you need out of it and remove it with "git worktree remove --force --force", then try again.`,
        );
      }
    }
    must(await git.abandonWorktree(source, root, signal));
    await rooms.free(root);
  }
}

function must<T>(result: Result<T, { readonly message: string }>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
