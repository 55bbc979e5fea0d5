import { assertNever } from '../kernel/assertNever';
import type { Instant } from '../kernel/ids';
import { ok } from '../kernel/result';
import type { Command } from './commands';
import { answerNeeds } from './decide/answers';
import { changeBudget } from './decide/budget';
import { changeContext } from './decide/compaction';
import { type Decided, refuse } from './decide/decision';
import * as goal from './decide/goal';
import * as input from './decide/input';
import * as mode from './decide/mode';
import { chooseModel } from './decide/model';
import * as permission from './decide/permission';
import * as place from './decide/place';
import * as question from './decide/question';
import { failThread, recoverThread } from './decide/recover';
import * as request from './decide/request';
import * as revert from './decide/revert';
import * as review from './decide/review';
import * as shelf from './decide/shelf';
import * as tool from './decide/tool';
import { startTurn } from './decide/turn';
import { resetUsage } from './decide/usage';
import * as verification from './decide/verification';
import * as waiver from './decide/waiver';
import { askWrapUp } from './decide/wrapUp';
import { event } from './events';
import type { ThreadState } from './state';

/** Answers an order with the facts it makes, or a refusal. Pure: no clock, no ids of its own, no I/O. `at`: ms since the epoch. */
export function decide(state: ThreadState | undefined, command: Command, at: Instant): Decided {
  if (command.type === 'thread.open') {
    if (state) return refuse('wrong_status', 'The thread is open already.');
    const opened = event('thread.opened', { workspace: command.workspace, model: command.model });
    const drafted = command.draft ? [event('goal.drafted', { ...command.draft, revision: 1 })] : [];
    const { mode } = command;
    const looking = mode === undefined || mode === 'goal' ? [] : [event('mode.changed', { by: 'user', mode })];
    return ok([opened, ...drafted, ...looking]);
  }
  if (!state) return refuse('no_thread', 'There is no such thread. `goalpost list` shows those there are.');
  return decideOn(state, command, at);
}

function decideOn(state: ThreadState, command: Exclude<Command, { type: 'thread.open' }>, at: Instant): Decided {
  switch (command.type) {
    case 'thread.archive':
      return shelf.archiveThread(state, command, at);
    case 'thread.pin':
      return shelf.pinThread(state, command, at);
    case 'goal.draft':
      return goal.draftGoal(state, command, at);
    case 'goal.edit':
      return goal.editGoal(state, command, at);
    case 'goal.activate':
      return goal.activateGoal(state, command, at);
    case 'goal.try':
      return goal.tryGoal(state, command, at);
    case 'goal.pause':
      return goal.pauseGoal(state, command, at);
    case 'goal.resume':
      return goal.resumeGoal(state, command, at);
    case 'goal.wrap_up':
      return askWrapUp(state, command, at);
    case 'goal.clear':
      return goal.clearGoal(state, command, at);
    case 'goal.reopen':
      return goal.reopenGoal(state, command, at);
    case 'budget.change':
      return changeBudget(state, command, at);
    case 'model.choose':
      return chooseModel(state, command, at);
    case 'sandbox.waive':
      return waiver.waiveSandbox(state, command, at);
    case 'sandbox.restore':
      return waiver.restoreSandbox(state, command, at);
    case 'usage.reset':
      return resetUsage(state, at);
    case 'mode.set':
      return mode.setMode(state, command, at);
    case 'turn.interrupt':
      return mode.interruptTurn(state, command, at);
    case 'context.change':
      return changeContext(state, command, at);
    case 'input.queue':
      return input.queueInput(state, command, at);
    case 'input.edit':
      return input.editInput(state, command, at);
    case 'input.withdraw':
      return input.withdrawInput(state, command, at);
    case 'input.steer':
      return input.steerInput(state, command, at);
    case 'question.answer':
      return question.answerQuestion(state, command, at);
    case 'needs.answer':
      return answerNeeds(state, command, at);
    case 'turn.start':
      return startTurn(state, command, at);
    case 'request.start':
      return request.startRequest(state, command, at);
    case 'request.finish':
      return request.finishRequest(state, command, at);
    case 'request.fail':
      return request.failRequest(state, command, at);
    case 'tool.start':
      return tool.startTool(state, command, at);
    case 'tool.finish':
      return tool.finishTool(state, command, at);
    case 'permission.ask':
      return permission.askPermission(state, command, at);
    case 'permission.revoke':
      return permission.revokePermission(state, command, at);
    case 'wait.end':
      return tool.endWait(state, command, at);
    case 'process.exit':
      return tool.exitProcess(state, command, at);
    case 'checkpoint.record':
      return verification.recordCheckpoint(state, command, at);
    case 'check.start':
      return verification.startCheck(state, command, at);
    case 'check.finish':
      return verification.finishCheck(state, command, at);
    case 'review.start':
      return review.startReview(state, command, at);
    case 'review.finish':
      return review.finishReview(state, command, at);
    case 'review.fail':
      return review.failReview(state, command, at);
    case 'place.record':
      return place.recordPlace(state, command, at);
    case 'place.remove':
      return place.removePlace(state, command, at);
    case 'result.record':
      return place.recordResult(state, command, at);
    case 'tree.revert':
      return revert.revertTree(state, command, at);
    case 'revert.write':
      return revert.revertWritten(state, command, at);
    case 'revert.refuse':
      return revert.revertRefused(state, command, at);
    case 'checkpoints.prune':
      return revert.askPrune(state, command, at);
    case 'prune.finish':
      return revert.finishPrune(state, command, at);
    case 'protected.restore':
      return question.restoreProtected(state, command, at);
    case 'thread.recover':
      return recoverThread(state, at);
    case 'thread.fail':
      return failThread(state, command.message, at);
    default:
      return assertNever(command);
  }
}
