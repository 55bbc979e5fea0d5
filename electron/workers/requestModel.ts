import { wrapUpReserve } from '../../shared/budget/limits';
import type { Work } from '../../shared/continuation/owed';
import type { ModelEvent, ModelRequest } from '../../shared/provider/model';
import { INSTRUCTIONS } from '../../shared/thread/prompt';
import type { ThreadState } from '../../shared/thread/state';
import { THREAD_TOOLS } from '../../shared/tools/arguments';
import { toolSpecs } from '../../shared/tools/specs';
import type { WorkContext } from '../engine/engine';
import { deliver, type WorkerParts } from './parts';
import { sleepUntil } from './sleep';

type RequestWork = Extract<Work, { kind: 'request-model' }>;
type LastEvent = Extract<ModelEvent, { type: 'done' | 'failed' }>;

/** A usual share of bytes per token of English and code, only for what a request cut off in the middle is charged. */
const BYTES_PER_TOKEN = 4;

/** Asks the model once: the request is on disk before it is sent, its answer and charge before anything acts on them. */
export async function requestModel(parts: WorkerParts, work: RequestWork, context: WorkContext): Promise<void> {
  await sleepUntil(work.notBefore, parts.now, context.signal);
  if (context.signal.aborted) return;
  const request = buildRequest(context.state());
  const inputEstimate = Math.ceil((JSON.stringify(request.items).length + INSTRUCTIONS.length) / BYTES_PER_TOKEN);
  const started = context.submit({ type: 'request.start', request: work.request, inputEstimate });
  if (!started.ok) return deliver(started);
  if (context.state().turn?.request?.id !== work.request) return;
  const last = await ask(parts, request, context);
  if (last === undefined) return endedEarly(context);
  if (context.signal.aborted) return;
  report(parts, work, context, last);
}

function buildRequest(state: ThreadState): ModelRequest {
  const { goal, turn } = state;
  const wrapUp = turn?.kind === 'wrap_up';
  const allowed = goal?.contract.boundaries.tools;
  return {
    model: state.model.api === 'scripted' ? state.model.script : state.model.model,
    instructions: INSTRUCTIONS,
    items: state.transcript,
    tools: wrapUp ? [] : toolSpecs(allowed && [...allowed, ...THREAD_TOOLS]),
    ...(wrapUp && goal ? { maxOutputTokens: wrapUpReserve(goal.contract.budget) } : {}),
  };
}

async function ask(parts: WorkerParts, request: ModelRequest, context: WorkContext): Promise<LastEvent | undefined> {
  const state = context.state();
  const provider = parts.provider(state.model);
  if (!provider.ok) return { type: 'failed', error: provider.error };
  const turn = state.turn?.id ?? '';
  for await (const event of provider.value.stream(request, context.signal)) {
    if (event.type === 'done' || event.type === 'failed') return event;
    const kind = event.type === 'text_delta' ? 'text' : 'reasoning';
    parts.publishDelta({ thread: context.thread, turn, kind, text: event.text });
  }
  return undefined;
}

function endedEarly(context: WorkContext): void {
  if (!context.signal.aborted) throw new Error('the provider ended without an answer');
}

function report(parts: WorkerParts, work: RequestWork, context: WorkContext, last: LastEvent): void {
  const { model } = context.state();
  if (last.type === 'done') {
    const usd = parts.costOf(model, last.usage);
    deliver(context.submit({ type: 'request.finish', request: work.request, items: last.items, tokens: last.usage, usd }));
    return;
  }
  const tokens = last.usage ?? null;
  const usd = tokens && parts.costOf(model, tokens);
  deliver(
    context.submit({ type: 'request.fail', request: work.request, error: last.error, tokens, usd, jitter: parts.random() }),
  );
}
