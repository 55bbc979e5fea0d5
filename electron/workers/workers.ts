/*
 * Workers turn owed work into effects and report back as orders. Each file here is one kind of work: it gathers from the rooms
 * it was handed, acts, and submits what came of it. A worker decides nothing about the goal; that is `shared/thread`'s.
 */
import type { Work } from '../../shared/continuation/owed';
import { assertNever } from '../../shared/kernel/assertNever';
import type { WorkContext } from '../engine/engine';
import { askPermission } from './askPermission';
import { awaitCondition } from './await';
import { awaitReset } from './awaitReset';
import { endProcesses } from './endProcesses';
import { makePlace } from './makePlace';
import { deliver, type WorkerParts } from './parts';
import { pruneCheckpoints } from './pruneCheckpoints';
import { requestModel } from './requestModel';
import { restoreProtected } from './restoreProtected';
import { revertTree } from './revertTree';
import { review } from './review';
import { runCheck } from './runCheck';
import { runTool } from './runTool';
import { takeCheckpoint } from './takeCheckpoint';

export function createWorkers(parts: WorkerParts): (work: Work, context: WorkContext) => Promise<void> {
  return (work, context) => {
    switch (work.kind) {
      case 'make-place':
        return makePlace(parts, work, context);
      case 'take-checkpoint':
        return takeCheckpoint(parts, work, context);
      case 'revert-tree':
        return revertTree(parts, work, context);
      case 'prune-checkpoints':
        return pruneCheckpoints(parts, work, context);
      case 'run-check':
        return runCheck(parts, work, context);
      case 'review':
        return review(parts, work, context);
      case 'start-turn':
        return startTurn(work, context);
      case 'request-model':
      case 'compact':
        return requestModel(parts, work, context);
      case 'run-tool':
        return runTool(parts, work, context);
      case 'ask-permission':
        return askPermission(parts, work, context);
      case 'await':
        return awaitCondition(parts, work, context);
      case 'restore-protected':
        return restoreProtected(parts, work, context);
      case 'await-reset':
        return awaitReset(parts, work, context);
      case 'end-processes':
        return endProcesses(parts, context);
      default:
        return assertNever(work);
    }
  };
}

/** A turn begins with an order alone: which kind it is and what it says follow from the thread's state. */
async function startTurn(work: Extract<Work, { kind: 'start-turn' }>, context: WorkContext): Promise<void> {
  deliver(context.submit({ type: 'turn.start', reason: work.reason }));
}
