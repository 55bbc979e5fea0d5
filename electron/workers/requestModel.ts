import { wrapUpReserve } from '../../shared/budget/limits';
import type { Work } from '../../shared/continuation/owed';
import type { Delta } from '../../shared/ipc/push';
import { assertNever } from '../../shared/kernel/assertNever';
import { type ModelRequest, modelName } from '../../shared/provider/model';
import { fittingItems } from '../../shared/thread/compaction/kept';
import { summaryRequest } from '../../shared/thread/compaction/request';
import { INSTRUCTIONS } from '../../shared/thread/prompt';
import type { ThreadState } from '../../shared/thread/state';
import { offeredTools } from '../../shared/thread/turnTools';
import { toolSpecs } from '../../shared/tools/specs';
import type { WorkContext } from '../engine/engine';
import { type Answered, askModel, endedEarly, priceOfAnswer, type Said } from './askModel';
import { deliver, type WorkerParts } from './parts';
import { sleepUntil } from './sleep';

type RequestWork = Extract<Work, { kind: 'request-model' }> | Extract<Work, { kind: 'compact' }>;

/** Asks the model once: the request is on disk before it is sent, its answer and charge before anything acts on them. */
export async function requestModel(parts: WorkerParts, work: RequestWork, context: WorkContext): Promise<void> {
  await sleepUntil(work.notBefore, parts.now, context.signal, context.state().turn?.failure?.pauseMs);
  if (context.signal.aborted || !(await context.enterTurn())) return;
  if (!context.begun) {
    const { request } = work;
    const started = context.submit({ type: 'request.start', request, inputUsd: parts.inputCost(context.state(), work.kind) });
    if (!started.ok) return deliver(started);
  }
  const begun = context.state().turn?.request;
  if (begun?.id !== work.request) return;
  // Only now: what the user said meanwhile goes into the conversation as the request begins.
  const answered = await ask(parts, buildRequest(context.state(), work.kind), context);
  if (answered === undefined) return endedEarly(context.signal);
  if (context.signal.aborted) return;
  report(parts, work, context, { ...answered, input: begun.inputEstimate });
}

function buildRequest(state: ThreadState, kind: RequestWork['kind']): ModelRequest {
  const model = modelName(state.model);
  return kind === 'compact' ? { model, ...summaryRequest(state) } : { model, ...turnRequest(state) };
}

function turnRequest(state: ThreadState): Omit<ModelRequest, 'model'> {
  const { goal, turn } = state;
  const wrapUp = turn?.kind === 'wrap_up';
  return {
    instructions: INSTRUCTIONS,
    items: wrapUp ? fittingItems(state) : state.transcript,
    tools: wrapUp ? [] : toolSpecs(offeredTools(state)),
    ...(wrapUp && goal ? { maxOutputTokens: wrapUpReserve(goal.contract.budget) } : {}),
  };
}

function ask(parts: WorkerParts, request: ModelRequest, context: WorkContext): Promise<Answered | undefined> {
  const { model, turn } = context.state();
  return askModel(parts, model, request, context.signal, (said) => {
    // A summary is no part of what the agent says to people.
    const shown = turn?.request?.compacts ? undefined : shownDelta(said);
    if (shown) parts.publishDelta({ thread: context.thread, turn: turn?.id ?? '', ...shown });
  });
}

/** What people see of an answer while it comes: words, and a contract as it is being proposed; of other calls their row is enough. */
function shownDelta(delta: Said): Pick<Delta, 'kind' | 'text' | 'nth'> | undefined {
  switch (delta.type) {
    case 'text_delta':
      return { kind: 'text', text: delta.text };
    case 'reasoning_delta':
      return { kind: 'reasoning', text: delta.text };
    case 'arguments_delta':
      return delta.name === 'propose_contract' ? { kind: 'proposal', text: delta.text, nth: delta.nth } : undefined;
    default:
      return assertNever(delta);
  }
}

function report(
  parts: WorkerParts,
  work: RequestWork,
  context: WorkContext,
  answered: Answered & { readonly input: number },
): void {
  const { request } = work;
  const { last } = answered;
  const paid = priceOfAnswer(parts, context.state().model, answered);
  if (last.type === 'failed') {
    return deliver(context.submit({ type: 'request.fail', request, error: last.error, ...paid, jitter: parts.random() }));
  }
  if (!paid.tokens) throw new Error('an answer without a bill');
  deliver(context.submit({ type: 'request.finish', request, items: last.items, ...paid, tokens: paid.tokens }));
}
