import { constants, existsSync } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ModelRef, ServerApi } from '../../shared/provider/model';
import type { ThreadMode } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import { isOrderToStop } from '../../shared/views/composer';
import { EXIT } from '../../shared/views/outcome';
import type { Core } from '../core';
import { newThreadId } from '../core/newThread';
import { openWorkspace, type Workspace } from '../git/git';
import { parseContractFile } from '../goalFiles/contractFile';
import { refusalOf } from './begin';
import type { Output } from './io';
import { openOwned } from './open';
import { pursue } from './pursue';
import { type CommonOptions, chosenModel, dataFolder } from './settings';

/** What `goalpost plan` and `goalpost draft` share: words to an agent that only looks, and a contract that may be written to a file. */
export interface LookingOptions extends CommonOptions {
  readonly workspace: string;
  readonly model?: string;
  readonly api?: ServerApi;
  readonly out?: string;
}

/** Asks the agent on a thread of its own, in a mode in which it only looks, and concludes from what came of it. Answers the exit code. */
export async function askToLook(
  asked: { readonly text: string; readonly mode: Exclude<ThreadMode, 'goal'>; readonly model?: ModelRef },
  options: LookingOptions,
  output: Output,
  conclude: (state: ThreadState) => Promise<number>,
): Promise<number> {
  const { text } = asked;
  if (isOrderToStop(text))
    return badUsage(`"${text.trim()}" reads as an order to stop, and nothing runs yet. Say more to ${asked.mode} it.`, output);
  if (text.trim() === '') return badUsage('The words are empty. Say what is to be done.', output);
  const model = asked.model ? { ok: true as const, value: asked.model } : chosenModel(options);
  if (!model.ok) return badUsage(model.error, output);
  const workspace = await openWorkspace(options.workspace);
  if (!workspace.ok) return badUsage(workspace.error.message, output);
  const unwritable = await outFault(options.out);
  if (unwritable !== undefined) return badUsage(unwritable, output);
  const core = await openOwned(dataFolder(options));
  if (!core.ok) return failed(core.error, output);
  try {
    const provider = core.value.provider(model.value);
    if (!provider.ok) return failed(provider.error.message, output);
    const thread = newThreadId();
    const begin = () => beginLooking(core.value, thread, { ...asked, workspace: workspace.value, model: model.value });
    const ended = await pursue(core.value, thread, { json: options.json ?? false, output, begin });
    const state = core.value.engine.state(thread);
    return ended === EXIT.interrupted || !state ? ended : await conclude(state);
  } finally {
    await core.value.dispose();
  }
}

function beginLooking(
  core: Core,
  thread: string,
  asked: { readonly workspace: Workspace; readonly model: ModelRef; readonly text: string; readonly mode: ThreadMode },
): string | undefined {
  const { workspace, model, text, mode } = asked;
  const opened = core.engine.submit(thread, { type: 'thread.open', workspace, model, mode });
  if (!opened.ok) return refusalOf(opened.error);
  const queued = core.engine.submit(thread, { type: 'input.queue', text });
  return queued.ok ? undefined : refusalOf(queued.error);
}

/** A turn that was cut, or failed at the provider, came to nothing: the sentence that says so; undefined where it ended by itself. */
export function cutTurn(state: ThreadState, kind: 'plan' | 'draft'): string | undefined {
  if (!state.lastTurn?.interrupted && state.lastTurn?.kind === kind) return undefined;
  const reason = state.lastTurn?.reason ?? 'the turn did not start';
  return `There is no ${kind}: ${reason.replace(/\.$/, '')}.`;
}

/** Writes a contract to a new file, and says where it does not parse yet. `shownAbove` is where its text stands otherwise. */
export async function writeContract(out: string, text: string, shownAbove: string, output: Output): Promise<number> {
  try {
    await writeFile(out, text, { flag: 'wx' });
  } catch (thrown) {
    return failed(`${out} could not be written (${(thrown as Error).message}). ${shownAbove}`, output);
  }
  const parsed = parseContractFile(text);
  if (parsed.ok) return EXIT.complete;
  for (const { line, column, message } of parsed.error) output.fault(`${out}:${line}:${column}: ${message}`);
  return needsUser(`${out} was written as the model gave it, and does not parse yet.`, output);
}

/** Said before anything is spent. */
async function outFault(out: string | undefined): Promise<string | undefined> {
  if (out === undefined) return undefined;
  if (existsSync(out)) return `${out} exists already. Name a new file with --out.`;
  const writable = await access(dirname(resolve(out)), constants.W_OK).then(
    () => true,
    () => false,
  );
  return writable ? undefined : `${out} cannot be written: its folder is not there, or not yours to write in.`;
}

export function needsUser(message: string, output: Output): number {
  output.fault(message);
  return EXIT.needsUser;
}

export function failed(message: string, output: Output): number {
  output.fault(message);
  return EXIT.failed;
}

function badUsage(message: string, output: Output): number {
  output.fault(message);
  return EXIT.badUsage;
}
