import { assertNever } from '../kernel/assertNever';
import type { Instant, ThreadId } from '../kernel/ids';
import { markIdle } from './activeTime';
import type { RecordedEvent, ThreadEvent } from './events';
import * as budget from './evolve/budget';
import * as checkpoints from './evolve/checkpoints';
import { contextChanged, contextCompacted, modelChosen } from './evolve/context';
import * as goal from './evolve/goal';
import * as input from './evolve/input';
import * as permission from './evolve/permission';
import * as place from './evolve/place';
import * as question from './evolve/question';
import * as review from './evolve/review';
import * as tool from './evolve/tool';
import * as turn from './evolve/turn';
import * as verification from './evolve/verification';
import { newThread, type ThreadState } from './state';

/** Folds one fact into a thread's state. Pure: the log, the window, the command line and the export all use this one (law 10). */
export function evolve(state: ThreadState, event: ThreadEvent, at: Instant): ThreadState {
  return { ...markIdle(takenBack(apply(state, event, at), event), at), lastAt: at };
}

/** An archived thread that is worked on again stands in the list again. */
function takenBack(state: ThreadState, event: ThreadEvent): ThreadState {
  return state.archived && BEGINNINGS.has(event.type) ? { ...state, archived: false } : state;
}

const BEGINNINGS: ReadonlySet<ThreadEvent['type']> = new Set([
  'goal.drafted',
  'goal.activated',
  'goal.resumed',
  'goal.reopened',
  'input.queued',
  'turn.started',
  'verification.started',
]);

/** The state after a thread's first event, which is always `thread.opened`. */
export function firstState(thread: ThreadId, event: ThreadEvent, at: Instant): ThreadState {
  if (event.type !== 'thread.opened') throw new Error(`a thread begins with thread.opened, not ${event.type}`);
  return newThread(thread, at, event.data);
}

/** Folds a run of recorded events onto a state, or onto nothing where the thread begins with them. */
export function fold(thread: ThreadId, from: ThreadState | undefined, events: readonly RecordedEvent[]): ThreadState | undefined {
  let state = from;
  for (const event of events) state = state ? evolve(state, event, event.at) : firstState(thread, event, event.at);
  return state;
}

function apply(state: ThreadState, event: ThreadEvent, at: Instant): ThreadState {
  switch (event.type) {
    case 'thread.opened':
      return state;
    case 'thread.archived':
      return { ...state, archived: event.data.archived };
    case 'thread.pinned':
      return { ...state, pinned: event.data.pinned };
    case 'goal.drafted':
      return goal.goalDrafted(state, event.data, at);
    case 'goal.edited':
      return goal.goalEdited(state, event.data, at);
    case 'goal.proposed':
      return goal.goalProposed(state, event.data);
    case 'goal.activated':
      return goal.goalActivated(state, event.data, at);
    case 'goal.claimed':
      return goal.goalClaimed(state, event.data, at);
    case 'goal.completed':
      return goal.goalCompleted(state, event.data, at);
    case 'goal.paused':
      return goal.setStatus(state, 'paused', event.data.by, at, event.data.reason);
    case 'goal.resumed':
    case 'goal.reopened':
      return goal.goalResumed(state, event.data.by, at, event.data.reason);
    case 'goal.blocked':
      return goal.goalBlocked(state, event.data, at);
    case 'goal.limited':
      return event.data.by === 'budget'
        ? goal.setStatus(state, 'budget_limited', 'app', at, `budget_${event.data.limit}`)
        : budget.usageLimited(state, event.data, at);
    case 'wrap_up.asked':
      return goal.withGoal(state, (open) => ({ ...open, wrapUp: 'asked' }));
    case 'goal.cleared':
      return goal.goalCleared(state, event.data, at);
    case 'model.chosen':
      return modelChosen(state, event.data.model);
    case 'budget.changed':
      return budget.budgetChanged(state, event.data);
    case 'budget.warned':
      return budget.budgetWarned(state, event.data);
    case 'turn.started':
      return turn.turnStarted(state, event.data, at);
    case 'turn.finished':
      return turn.turnEnded(state, event.data.reason, at, false);
    case 'turn.interrupted':
      return turn.turnEnded(state, event.data.reason, event.data.activeUntil, true);
    case 'turn.resumed':
      return turn.turnResumed(state, event.data, at);
    case 'request.started':
      return turn.requestStarted(state, event.data, at);
    case 'request.failed':
      return turn.requestFailed(state, event.data, at);
    case 'model.responded':
      return turn.modelResponded(state, event.data);
    case 'usage.charged':
      return turn.usageCharged(state, event.data);
    case 'context.changed':
      return contextChanged(state, event.data.tokens);
    case 'context.compacted':
      return contextCompacted(state, event.data);
    case 'tool.started':
      return tool.toolStarted(state, event.data);
    case 'tool.finished':
      return tool.toolFinished(state, event.data);
    case 'process.opened':
      return tool.processOpened(state, event.data);
    case 'process.exited':
      return tool.processExited(state, event.data);
    case 'plan.updated':
      return { ...state, plan: event.data.steps };
    case 'iteration.recorded':
      return turn.withIteration(state, event.data.turn, (iteration) => ({
        ...iteration,
        words: { changed: event.data.changed, evidence: event.data.evidence, next: event.data.next },
      }));
    case 'claim.recorded':
      return goal.claimRecorded(state, event.data);
    case 'wait.started':
      return tool.waitStarted(state, event.data);
    case 'wait.ended':
      return state;
    case 'verification.started':
      return verification.verificationStarted(state, event.data, at);
    case 'verification.finished':
      return verification.verificationFinished(state, event.data, at);
    case 'checkpoint.taken':
      return verification.checkpointTaken(state, event.data, at);
    case 'revert.asked':
      return checkpoints.revertAsked(state, event.data);
    case 'revert.written':
      return checkpoints.revertWritten(state, event.data);
    case 'revert.refused':
      return checkpoints.revertRefused(state, event.data);
    case 'tree.reverted':
      return checkpoints.treeReverted(state, event.data);
    case 'prune.asked':
      return { ...state, pruneAsked: true };
    case 'checkpoints.pruned':
      return checkpoints.checkpointsPruned(state, event.data);
    case 'check.started':
      return verification.checkStarted(state, event.data);
    case 'review.asked':
      return review.reviewAsked(state, event.data, at);
    case 'review.failed':
      return review.reviewFailed(state, event.data, at);
    case 'evidence.recorded':
      return verification.evidenceRecorded(state, event.data);
    case 'gate.refused':
      return verification.gateRefused(state, event.data, at);
    case 'gate.opened':
      return verification.gateOpened(state);
    case 'gate.held':
      return verification.gateHeld(state, event.data);
    case 'protected.accepted':
      return verification.protectedAccepted(state, event.data, at);
    case 'protected.restored':
      return verification.protectedRestored(state, at);
    case 'protected.returned':
      return verification.protectedReturned(state, event.data, at);
    case 'place.made':
      return place.placeMade(state, event.data);
    case 'place.removed':
      return place.placeRemoved(state);
    case 'result.brought':
      return place.resultBrought(state, event.data);
    case 'mode.changed':
      return goal.modeChanged(state, event.data);
    case 'sandbox.waived':
      return goal.withGoal(state, (open) => ({ ...open, waiver: { at, words: event.data.words } }));
    case 'sandbox.restored':
      return goal.withGoal(state, (open) => ({ ...open, waiver: null }));
    case 'input.queued':
      return input.inputQueued(state, event.data);
    case 'input.changed':
      return input.inputChanged(state, event.data);
    case 'input.withdrawn':
      return input.inputWithdrawn(state, event.data);
    case 'input.steered':
      return input.inputSteered(state, event.data);
    case 'input.delivered':
      return input.inputDelivered(state, event.data);
    case 'question.opened':
      return question.questionOpened(state, event.data, at);
    case 'question.answered':
      return question.questionAnswered(state, event.data);
    case 'question.closed':
      return question.questionGone(state, event.data.question);
    case 'permission.granted':
      return permission.permissionGranted(state, event.data, at);
    case 'permission.revoked':
      return permission.permissionRevoked(state, event.data);
    default:
      return assertNever(event);
  }
}
