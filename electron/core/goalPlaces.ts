import { join } from 'node:path';
import type { ThreadId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { isLive } from '../../shared/thread/decide/goal';
import { keepsWorktree, resultStart } from '../../shared/thread/decide/place';
import { type GitFolder, hasWorktree } from '../../shared/thread/place';
import type { ThreadState } from '../../shared/thread/state';
import { leftBehind, suggestedPlace } from '../../shared/thread/suggestPlace';
import type { PlaceLook } from '../../shared/views/placeLook';
import type { Engine } from '../engine/engine';
import type { ListedThread } from '../engine/listed';
import type * as Git from '../git/git';
import type { WorktreeRooms } from './worktreeRooms';

export interface GoalPlacesParts {
  readonly dataDir: string;
  readonly git: Pick<typeof Git, 'lookAtSource' | 'currentTree' | 'removeWorktree'>;
  readonly rooms: WorktreeRooms;
  readonly engine: Pick<Engine, 'state' | 'submit' | 'drive' | 'settled'>;
  readonly othersIn: (root: string, thread: string) => readonly string[];
}

export interface Fault {
  readonly code: string;
  readonly message: string;
}

const NEVER = new AbortController().signal;

/** What a goal in this folder has to choose from, and what the app would choose; the error is why none can work there. */
export async function lookAtPlace(
  parts: Pick<GoalPlacesParts, 'git' | 'othersIn'>,
  folder: GitFolder,
  thread: ThreadId,
): Promise<Result<PlaceLook, Fault>> {
  const look = await parts.git.lookAtSource(folder, NEVER);
  if (!look.ok) return look;
  const { branch, dirty, ignored } = look.value;
  const others = parts.othersIn(folder.root, thread);
  const left = leftBehind(ignored);
  return ok({ root: folder.root, branch, dirty, suggested: suggestedPlace({ dirty, others }), left: left ?? null });
}

/** The outcomes of other live goals that work in the folder itself. A thread that does not read is told of elsewhere. */
export function liveIn(threads: readonly ListedThread[], root: string, but: ThreadId): readonly string[] {
  return threads.flatMap((other) => {
    if (other.thread === but || 'fault' in other) return [];
    const { live } = other.listing;
    return live?.root === root ? [live.outcome] : [];
  });
}

/** The title of another goal that is at work in the folder itself right now. */
export function workingIn(threads: readonly ListedThread[], root: string, but: ThreadId | undefined): string | undefined {
  const rows = threads.flatMap((other) => ('fault' in other || other.listing.live?.root !== root ? [] : [other.listing.row]));
  return rows.find(({ thread, group }) => thread !== but && group === 'working')?.title;
}

/**
 * Removes a thread's worktree where everything says that the app made it and nothing in it would be lost. With `discard` what was
 * not brought back goes with it. The worktree goes first, then the record says so: a crash in between is made good by asking again.
 */
export async function removePlace(
  parts: GoalPlacesParts,
  thread: ThreadId,
  discard: boolean,
): Promise<Result<{ readonly root: string }, Fault>> {
  const { engine } = parts;
  const before = engine.state(thread);
  // A goal that has ended may still owe its last turn's checkpoint, which costs no model.
  if (before && before.checkpointDue !== null && !isLive(before)) {
    engine.drive(thread, 'without_model');
    await engine.settled(thread);
  }
  const state = engine.state(thread);
  if (!state) return err({ code: 'no_thread', message: `There is no thread "${thread}".` });
  const kept = keepsWorktree(state, discard);
  if (kept) return err(kept);
  if (!hasWorktree(state.place)) throw new Error('a worktree to remove that is none');
  const { root } = state.place;
  const doubt = await doubtOf(parts, state, root, discard);
  if (doubt) return err(doubt);
  const removed = await parts.git.removeWorktree(state.source, { thread, root }, NEVER);
  if (!removed.ok) return removed;
  const told = engine.submit(thread, { type: 'place.remove', by: 'user', discard });
  if (!told.ok) return err(told.error);
  await parts.rooms.free(root);
  return ok({ root });
}

async function doubtOf(parts: GoalPlacesParts, state: ThreadState, root: string, discard: boolean): Promise<Fault | undefined> {
  if (!(await parts.rooms.roomOf(state.thread, root))) {
    const message = `${root} is not removed: it is not in a room that Goalpost made for this thread. Look at it, and remove it yourself with "git worktree remove".`;
    return { code: 'refused', message };
  }
  if (discard) return undefined;
  const now = await parts.git.currentTree(state.workspace, join(parts.dataDir, 'threads', state.thread, 'git'), NEVER);
  if (!now.ok) return now.error;
  const known = [state.checkpoint?.tree, resultStart(state) ?? undefined];
  if (now.value === undefined || known.includes(now.value)) return undefined;
  const message = `Files in ${root} were changed after the goal’s last checkpoint. Move what you need out of it, or remove the worktree with what is in it by saying so.`;
  return { code: 'not_brought', message };
}
