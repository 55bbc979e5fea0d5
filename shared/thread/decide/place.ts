import type { Instant } from '../../kernel/ids';
import type { Command, Refusal } from '../commands';
import { type GoalStatus, isPursued } from '../goalState';
import { hasWorktree, type PlaceChoice } from '../place';
import type { ThreadState } from '../state';
import { type Decided, Decision, refuse } from './decision';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** A goal in one of these may go on, and needs the files that it worked on. */
const GOES_ON: ReadonlySet<GoalStatus> = new Set(['paused', 'blocked', 'budget_limited', 'usage_limited']);

/**
 * The place that an activation must have made, undefined where there is nothing to make: the order says no word of it, or a
 * worktree of the thread's stands, in which its next goal goes on.
 */
export function placeDue(state: ThreadState, chosen: PlaceChoice | undefined): PlaceChoice | undefined {
  if (hasWorktree(state.place)) return undefined;
  return chosen ?? (state.place?.removed ? 'app' : undefined);
}

/**
 * The tree that a result is the difference from; null where there is none. In a worktree that is how it began, also where it is
 * another goal's of the thread by now: what the first one did there is not to be lost.
 */
export function resultStart({ place, startTree }: ThreadState): string | null {
  return place?.kind === 'worktree' ? place.from : startTree;
}

/** Why the thread's goal cannot work in the place that was chosen; undefined where it can. */
export function placeRefusal(state: ThreadState, chosen: PlaceChoice | undefined): Refusal | undefined {
  if (chosen !== 'in_place' || !hasWorktree(state.place)) return undefined;
  const message = `This thread has a worktree of its own, ${state.place.root}. Activate the goal there, or remove the worktree first.`;
  return { code: 'placed', message };
}

export function recordPlace(state: ThreadState, order: Order<'place.record'>, at: Instant): Decided {
  const { verification } = state;
  if (verification?.id !== order.verification || verification.place === null) {
    return refuse('not_owed', 'The place is no longer asked for.');
  }
  return new Decision(state, at).add('place.made', { ...order.made, notes: [...order.made.notes] }).done();
}

/** Why the thread's worktree must stay, as far as the record tells; undefined where it may go. */
export function keepsWorktree(state: ThreadState, discard: boolean): Refusal | undefined {
  const { place, goal } = state;
  if (!hasWorktree(place)) {
    const message = place?.removed
      ? 'The worktree is removed already.'
      : 'The goal works in your own folder; there is no worktree to remove.';
    return { code: 'no_worktree', message };
  }
  if (state.verification || state.turn || (goal && (isPursued(goal.status) || GOES_ON.has(goal.status)))) {
    return {
      code: 'placed',
      message: `The goal is ${goal?.status ?? 'at work'} in ${place.root}. Clear it first, or let it end.`,
    };
  }
  if (state.checkpointDue !== null)
    return { code: 'placed', message: 'The last turn’s checkpoint is still to be taken. Try again in a moment.' };
  if (!discard && isUnbrought(state)) {
    const message = `What the goal changed in ${place.root} was not brought back. Bring it back first, or remove the worktree with what is in it by saying so.`;
    return { code: 'not_brought', message };
  }
  return undefined;
}

/** Whether the latest checkpoint holds something that was brought back in no form. */
export function isUnbrought(state: ThreadState): boolean {
  const { checkpoint, brought } = state;
  const start = resultStart(state);
  if (start === null || !checkpoint || checkpoint.tree === start) return false;
  return !brought.some((result) => result.tree === checkpoint.tree);
}

export function removePlace(state: ThreadState, order: Order<'place.remove'>, at: Instant): Decided {
  const kept = keepsWorktree(state, order.discard);
  if (kept) return refuse(kept.code, kept.message);
  const root = state.place?.root ?? '';
  const decision = new Decision(state, at);
  // What was asked of a baseline taken there holds of no tree any more.
  const asked = Object.values(state.questions).filter(({ question }) => question.kind === 'baseline');
  for (const { question } of asked)
    decision.add('question.closed', { question: question.id, reason: 'the worktree was removed' });
  return decision.add('place.removed', { by: order.by, root, discarded: order.discard && isUnbrought(state) }).done();
}

export function recordResult(state: ThreadState, order: Order<'result.record'>, at: Instant): Decided {
  if (resultStart(state) === null)
    return refuse('no_goal', 'No goal was activated on this thread, so there is no result to bring back.');
  return new Decision(state, at).add('result.brought', { by: order.by, result: order.result }).done();
}
