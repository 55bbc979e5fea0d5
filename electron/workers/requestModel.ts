import { wrapUpReserve } from '../../shared/budget/limits';
import type { Work } from '../../shared/continuation/owed';
import type { Delta } from '../../shared/ipc/push';
import { assertNever } from '../../shared/kernel/assertNever';
import { type ModelEvent, type ModelRequest, modelName } from '../../shared/provider/model';
import { fittingItems } from '../../shared/thread/compaction/kept';
import { summaryRequest } from '../../shared/thread/compaction/request';
import { INSTRUCTIONS } from '../../shared/thread/prompt';
import type { ThreadState } from '../../shared/thread/state';
import { turnTools } from '../../shared/thread/turnTools';
import { toolSpecs } from '../../shared/tools/specs';
import type { WorkContext } from '../engine/engine';
import { type Bill, billOf } from './bill';
import { deliver, type WorkerParts } from './parts';
import { sleepUntil } from './sleep';

type RequestWork = Extract<Work, { kind: 'request-model' }> | Extract<Work, { kind: 'compact' }>;
type LastEvent = Extract<ModelEvent, { type: 'done' | 'failed' }>;

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
  if (answered === undefined) return endedEarly(context);
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
    tools: wrapUp ? [] : toolSpecs(turnTools(state)),
    ...(wrapUp && goal ? { maxOutputTokens: wrapUpReserve(goal.contract.budget) } : {}),
  };
}

/** How a request ended, and how many characters it had said by then. */
interface Answered {
  readonly last: LastEvent;
  readonly heard: number;
}

async function ask(parts: WorkerParts, request: ModelRequest, context: WorkContext): Promise<Answered | undefined> {
  const state = context.state();
  const provider = parts.provider(state.model);
  if (!provider.ok) return { last: { type: 'failed', error: provider.error }, heard: 0 };
  const turn = state.turn?.id ?? '';
  let heard = 0;
  for await (const event of provider.value.stream(request, context.signal)) {
    if (event.type === 'done' || event.type === 'failed') return { last: event, heard };
    heard += event.text.length;
    // A summary is no part of what the agent says to people.
    if (state.turn?.request?.compacts) continue;
    const shown = shownDelta(event);
    if (shown) parts.publishDelta({ thread: context.thread, turn, ...shown });
  }
  return undefined;
}

type Said = Exclude<ModelEvent, LastEvent>;

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

function endedEarly(context: WorkContext): void {
  if (!context.signal.aborted) throw new Error('the provider ended without an answer');
}

function report(
  parts: WorkerParts,
  work: RequestWork,
  context: WorkContext,
  { last, heard, input }: Answered & { readonly input: number },
): void {
  const { model } = context.state();
  const { request } = work;
  const priced = (bill: Bill) => ({ ...bill, usd: parts.costOf(model, bill.tokens) });
  if (last.type === 'failed') {
    // A server that refused before it began has cost nothing; one that was cut in the middle has.
    const costs = last.usage !== undefined || last.error.kind === 'cut';
    const paid = costs ? priced(billOf(last.usage, { input, spoken: heard })) : { tokens: null, usd: null };
    return deliver(context.submit({ type: 'request.fail', request, error: last.error, ...paid, jitter: parts.random() }));
  }
  const { items, usage } = last;
  // What was thought aloud is paid for and may not be kept.
  const spoken = Math.max(heard, JSON.stringify(items).length);
  const paid = model.api === 'scripted' ? { tokens: usage, estimated: false } : billOf(usage, { input, spoken });
  deliver(context.submit({ type: 'request.finish', request, items, ...priced(paid) }));
}
