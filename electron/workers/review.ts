import { join, relative } from 'node:path';
import type { Work } from '../../shared/continuation/owed';
import type { ReviewCheck } from '../../shared/goal/reviewCheck';
import { modelName } from '../../shared/provider/model';
import { checkById } from '../../shared/thread/decide/goal';
import { reviewerOf } from '../../shared/thread/review/progress';
import { type ReviewDiff, reviewRequest } from '../../shared/thread/review/request';
import type { ThreadState } from '../../shared/thread/state';
import type { WorkContext } from '../engine/engine';
import { askModel, endedEarly, priceOfAnswer } from './askModel';
import { deliver, type WorkerParts } from './parts';
import { sleepUntil } from './sleep';

type ReviewWork = Extract<Work, { kind: 'review' }>;

/** Asks an independent reviewer about the frozen tree: the diff and the evidence go to it, and nothing of the conversation. */
export async function review(parts: WorkerParts, work: ReviewWork, context: WorkContext): Promise<void> {
  const pauseMs = context.state().verification?.running?.review?.failure?.pauseMs;
  await sleepUntil(work.notBefore, parts.now, context.signal, pauseMs);
  if (context.signal.aborted || !(await context.enterTurn()) || !begin(work, context)) return;
  const state = context.state();
  const check = reviewCheckOf(state, work.check);
  const diff = await diffSinceStart(parts, state, context.signal);
  if (context.signal.aborted) return;
  const { request: asked, notShown, inputTokens } = reviewRequest(state, check, diff);
  const model = reviewerOf(state.model, check);
  const { request } = work;
  const inputUsd = parts.costOf(model, { input: inputTokens, cached: 0, output: 0 });
  const order = {
    type: 'review.start' as const,
    request,
    model: modelName(model),
    inputEstimate: inputTokens,
    inputUsd,
    notShown,
  };
  const started = context.submit(order);
  if (!started.ok) return deliver(started);
  if (started.value.verification?.running?.review?.request?.id !== request) return;
  const answered = await askModel(parts, model, { model: modelName(model), ...asked }, context.signal, () => undefined);
  if (answered === undefined) return endedEarly(context.signal);
  if (context.signal.aborted) return;
  const { last } = answered;
  const { tokens, ...paid } = priceOfAnswer(parts, model, { ...answered, input: inputTokens });
  if (last.type === 'failed') {
    return deliver(context.submit({ type: 'review.fail', request, error: last.error, tokens, ...paid, jitter: parts.random() }));
  }
  if (!tokens) throw new Error('an answer without a bill');
  deliver(context.submit({ type: 'review.finish', request, items: last.items, tokens, ...paid }));
}

/** Starts the check, unless an earlier try of it has; false where it is no longer asked for. */
function begin(work: ReviewWork, context: WorkContext): boolean {
  if (context.state().verification?.running?.evidence === work.evidence) return true;
  const { verification, check, evidence } = work;
  const started = context.submit({ type: 'check.start', verification, check, evidence });
  if (!started.ok) deliver(started);
  return started.ok;
}

function reviewCheckOf({ goal }: ThreadState, id: string): ReviewCheck {
  const check = goal && checkById(goal.contract, id);
  if (check?.kind !== 'review') throw new Error(`${id} is no review`);
  return check;
}

/** What changed since activation. Files that the agent may not read are not sent to a server either. */
async function diffSinceStart(parts: WorkerParts, state: ThreadState, signal: AbortSignal): Promise<ReviewDiff> {
  const to = state.verification?.checkpoint?.tree;
  const from = state.startTree;
  if (to === undefined || from === null || from === to) return { patch: '', hiddenFiles: 0 };
  const { workspace, agentPolicy } = await parts.place(state);
  const changes = await parts.git.changesBetween(workspace, from, to, signal);
  if (!changes.ok) throw new Error(changes.error.message);
  // What lies round the workspace, as the data folder does round a sample, hides nothing of it.
  const hides = agentPolicy.denyRead.filter((path) => isWithin(path, workspace.root));
  const isHidden = (path: string) => hides.some((hidden) => isWithin(join(workspace.root, path), hidden));
  const touched = changes.value.map((change) => [change.path, ...(change.from === undefined ? [] : [change.from])]);
  const shown = touched.filter((paths) => !paths.some(isHidden));
  if (shown.length === 0) return { patch: '', hiddenFiles: touched.length };
  const paths = shown.length === touched.length ? [] : shown.flat();
  const patch = await parts.git.patchBetween(workspace, from, to, paths, signal);
  if (!patch.ok) throw new Error(patch.error.message);
  return { patch: patch.value, hiddenFiles: touched.length - shown.length };
}

function isWithin(path: string, around: string): boolean {
  const way = relative(around, path);
  return way === '' || !(way.startsWith('..') || way.startsWith('/'));
}
