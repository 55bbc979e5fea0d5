import type { ParsedParams, Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ModelRef } from '../../shared/provider/model';
import type { Command } from '../../shared/thread/commands';
import type { Fault, WindowParts } from './ipc';
import { driveThread } from './threads';

type Created = Result<Results['thread/create'], Fault>;

/** Opens a thread on a workspace with the goal drafted on it. What can be wrong is found before, so that nothing is half-written. */
export async function createThread(parts: WindowParts, params: ParsedParams<'thread/create'>): Promise<Created> {
  const model = usableModel(parts, params.model);
  if (!model.ok) return model;
  const source = params.source === undefined ? {} : { source: params.source };
  return openDraft(parts, parts.newThreadId(), params.workspace, model.value, { contract: params.contract, ...source });
}

/** Opens a thread for planning: the agent only looks, and a goal may come of it. */
export async function planThread(parts: WindowParts, params: ParsedParams<'thread/plan'>): Promise<Created> {
  const model = usableModel(parts, params.model);
  if (!model.ok) return model;
  const thread = parts.newThreadId();
  return openThread(parts, thread, params.workspace, { model: model.value, mode: 'plan' });
}

/** Opens a thread on which the agent drafts a contract from plain words. The words are on disk before the answer. */
export async function draftThread(parts: WindowParts, params: ParsedParams<'thread/draft'>): Promise<Created> {
  const model = usableModel(parts, params.model);
  if (!model.ok) return model;
  const thread = parts.newThreadId();
  return openThread(
    parts,
    thread,
    params.workspace,
    { model: model.value, mode: 'draft' },
    { type: 'input.queue', text: params.text },
  );
}

/** The model that was named, or the settings' own; one that cannot be asked is refused before a thread is made. */
function usableModel(parts: WindowParts, named: ModelRef | undefined): Result<ModelRef, Fault> {
  const model = named ? ok(named) : defaultModel(parts);
  if (!model.ok) return model;
  const provider = parts.core.provider(model.value);
  return provider.ok ? model : err(modelFault(provider.error));
}

/** The settings' model. */
export function defaultModel({ settings }: WindowParts): Result<ModelRef, Fault> {
  const { model, baseUrl, api, contextTokens } = settings.current();
  if (model === '') return err({ code: 'no_model', message: 'No model is named. Name one in Settings, or set OPENAI_MODEL.' });
  const context = contextTokens === undefined ? {} : { contextTokens };
  return ok({ api, model, ...(baseUrl === '' ? {} : { baseUrl }), ...context });
}

function modelFault(error: { readonly kind: string; readonly message: string }): Fault {
  if (error.kind !== 'auth') return { code: error.kind, message: error.message };
  return { code: 'no_key', message: `${error.message.replace(/:[^:]*$/, '')}: save a key in Settings, or set OPENAI_API_KEY.` };
}

type Draft = Pick<NonNullable<Extract<Command, { type: 'thread.open' }>['draft']>, 'contract' | 'source'>;

function openDraft(parts: WindowParts, thread: string, folder: string, model: ModelRef, draft: Draft): Promise<Created> {
  return openThread(parts, thread, folder, { model, draft: { by: 'user', ...draft } });
}

type Beginning = Pick<Extract<Command, { type: 'thread.open' }>, 'model' | 'draft' | 'mode'>;

async function openThread(
  parts: WindowParts,
  thread: string,
  folder: string,
  beginning: Beginning,
  ...orders: readonly Command[]
): Promise<Created> {
  const workspace = await parts.core.git.openWorkspace(folder);
  if (!workspace.ok) return err({ code: workspace.error.code, message: workspace.error.message });
  for (const order of [{ type: 'thread.open' as const, workspace: workspace.value, ...beginning }, ...orders]) {
    const submitted = parts.core.engine.submit(thread, order);
    if (!submitted.ok) return err({ code: submitted.error.code, message: submitted.error.message });
  }
  driveThread(parts.core, thread);
  return ok({ thread });
}

/** Writes the sample into a repository of its own and drafts its goal; the person sees the filled form and activates it. */
export async function createSample(parts: WindowParts, params: ParsedParams<'sample/create'>): Promise<Created> {
  const name = params.sample ?? 'checkout';
  const thread = parts.newThreadId();
  const sample = await parts.writeSample(name, thread);
  if (!sample.ok) return sample;
  const { workspace, contractFile } = sample.value;
  const contract = await parts.contractFiles.read(contractFile);
  if (!contract.ok) return err({ code: contract.error.code, message: contract.error.message });
  // The embedded agent of the sample: no model, no network, no key.
  return openDraft(
    parts,
    thread,
    workspace,
    { api: 'scripted', script: name },
    { contract: contract.value, source: contractFile },
  );
}
